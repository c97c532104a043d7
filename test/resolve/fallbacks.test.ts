import { expect, test } from "vitest";
import type { Question } from "../../src/matrix/question.ts";
import type { Answer } from "../../src/resolve/answer.ts";
import { askInOrder } from "../../src/resolve/fallbacks.ts";
import { question } from "./world.ts";

const SILENT: Answer = {
  kind: "unreachable",
  reason: { code: "index-unreachable", message: "silent", source: "resolver" },
};

const conflict = (detail: string): Answer => ({
  kind: "conflict",
  reasons: [{ code: "no-wheels", message: "x.", source: "resolver" }],
  detail,
});

const LEAST = question({ requirements: ["tokenizers==0.12.1", "torch>=2.7"] });
const ASKED: Question = {
  ...question({ requirements: ["tokenizers==0.12.1", "torch>=2.11"], indexes: ["pytorch"] }),
  fallbacks: [LEAST],
};

/** What comes of it when the named index is silent and the other says this. */
const kindOf = async (
  answer: Answer,
  packages: readonly string[] | undefined,
): Promise<Answer["kind"]> => {
  const ask = ({ indexes }: Question): Promise<Answer> =>
    Promise.resolve(indexes.length > 0 ? SILENT : answer);
  return (await askInOrder(ASKED, ask, () => packages)).kind;
};

test.each([
  ["tokenizers==0.12.1 has no usable wheels.", ["torch"], "conflict"],
  ["tokenizers==0.12.1 needs torch<2 and you require torch>=2.7.", ["torch"], "unreachable"],
  ["tokenizers==0.12.1 needs Torch.", ["torch"], "unreachable"],
  ["tokenizers==0.12.1 has no usable wheels.", undefined, "unreachable"],
  ["tokenizers==0.12.1 has no usable wheels.", ["tokenizers"], "unreachable"],
] as const)(
  "a conflict holds without a silent index if it names nothing of it: %s",
  async (text, packages, kind) => {
    expect(await kindOf(conflict(text), packages)).toBe(kind);
  },
);

test("an index that the least demanding question needs is the one that is told", async () => {
  const other: Answer = { ...SILENT, reason: { ...SILENT.reason, message: "another" } };
  expect(
    await askInOrder(
      ASKED,
      ({ indexes }) => Promise.resolve(indexes.length > 0 ? SILENT : other),
      () => ["torch"],
    ),
  ).toEqual(other);
});
