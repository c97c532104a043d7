import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import type { Catalog } from "../../src/catalog/facts.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import { judge, openQuestions } from "./judging.ts";
import type { Reason } from "../../src/matrix/reason.ts";
import { builtIn, TODAY } from "../catalog/builtIn.ts";
import { answersTo } from "./answers.ts";
import { requestFrom } from "./requests.ts";

let catalog: Catalog;
beforeAll(async () => {
  catalog = await builtIn();
});

const reasonsOf = (matrix: string, rest = "", today = TODAY): readonly Reason[] => {
  const request = requestFrom(catalog, matrix, rest);
  const cells = expandCells(request, catalog);
  const inputs = { request, catalog, today, lists: new Map() };
  return judge(cells, { ...inputs, answers: answersTo(openQuestions(cells, inputs)) }).flatMap(
    ({ verdict }) => (verdict.kind === "accepted" ? [] : verdict.reasons),
  );
};

const mine = (...names: string[]): string => `sets: { mine: [${names.join(", ")}] }\n`;

const CASES: readonly (readonly [matrix: string, rest?: string, today?: string])[] = [
  ["cuda: [12.4], ubuntu: [24.04]"],
  ["cuda: [12.5], ubuntu: [24.04], flavor: [cudnn-devel]"],
  ["cuda: [13.4], ubuntu: [22.04]"],
  ["cuda: [12.8], ubuntu: [stand-in], flavor: [devel]"],
  ["cuda: [12.8], ubuntu: [24.04]", "", "2027-01-15"],
  ["cuda: [12.6.1], ubuntu: [24.04]"],
  ["cuda: [12.8], ubuntu: [20.04], python: [3.12]"],
  ["cuda: [12.8], ubuntu: [24.04], python: [3.8, 3.15]"],
  ["cuda: [12.8], ubuntu: [24.04], flavor: [cudnn-devel], set: [base, torch]"],
  ["cuda: [12.5, 13.1, 13.3], ubuntu: [24.04], set: [torch]"],
  ["cuda: [12.4, 12.6], ubuntu: [22.04], python: [3.14], set: [torch]"],
  ["cuda: [13.2], ubuntu: [22.04], set: [torch]"],
  ["cuda: [12.6], ubuntu: [22.04], python: [3.12], set: [mine]", mine("torch", "cuml")],
  ["cuda: [12.8], ubuntu: [24.04], python: [3.14], set: [mine]", mine("torch", "cuml")],
  ["cuda: [12.8], ubuntu: [22.04], set: [rapids]"],
  ["cuda: [13.0], ubuntu: [22.04], set: [full]"],
  ["cuda: [13.0], ubuntu: [22.04, 24.04], set: [mine]", mine("cuxfilter", "cugraph")],
  ["cuda: [12.5, 13.2], ubuntu: [24.04], set: [mine]", mine("torchaudio")],
  ["cuda: [12.4], ubuntu: [22.04], python: [3.14], set: [mine]", mine("torchaudio")],
  ["cuda: [12.8], ubuntu: [24.04], set: [torch]", "pins: { torch: 2.4.1 }\n"],
  ["cuda: [12.9], ubuntu: [24.04], set: [torch]"],
];

const all = (): Reason[] => [
  ...new Map(
    CASES.flatMap((args) => reasonsOf(...args)).map((reason) => [
      `${reason.code} ${reason.message}`,
      reason,
    ]),
  ).values(),
];

describe("reasons as a person reads them", () => {
  test("are these", async () => {
    const text = all().map(
      ({ code, message, source, hint }) =>
        `${message} [${code}]\n  source: ${source}\n  do: ${hint ?? "-"}\n`,
    );
    // To write them anew: npx vitest run --project unit test/matrix/reasons.test.ts -u
    await expect(text.join("\n")).toMatchFileSnapshot(
      fileURLToPath(new URL("../golden/matrix/reasons.txt", import.meta.url)),
    );
  });

  test("are at most two sentences of at most 25 words", () => {
    const sentences = (text: string): string[] => text.split(/(?<=[.!?])\s+(?=[A-Z])/);
    const long = all().filter(
      ({ message }) =>
        !message.endsWith(".") ||
        sentences(message).length > 2 ||
        sentences(message).some((sentence) => sentence.split(/\s+/).length > 25),
    );
    expect(long.map(({ message }) => message)).toEqual([]);
  });

  test("end in something to type, where there is something to do", () => {
    const typed =
      /(matrix|sets|pins|mirrors): \{ .* \}$|(cudnn|wheel-cuda): [a-z-]+$|dl-env [a-z ]+$/;
    expect(
      all()
        .filter(({ hint }) => hint !== undefined && !typed.test(hint))
        .map(({ hint }) => hint),
    ).toEqual([]);
    expect(
      all()
        .filter(({ hint }) => hint === undefined)
        .map(({ message }) => message),
    ).toEqual([]);
  });
});
