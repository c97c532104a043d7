import { describe, expect, test } from "vitest";
import type { Question } from "../../src/matrix/question.ts";
import type { Answer } from "../../src/resolve/answer.ts";
import type { Lock } from "../../src/resolve/lock.ts";
import { makeLock, questionKey } from "../../src/resolve/lockKey.ts";
import { withOlderReleases } from "../../src/resolve/olderReleases.ts";
import { question } from "./world.ts";

const wheel = (name: string, version: string) => ({
  name,
  version,
  file: `${name}-${version}-py3-none-any.whl`,
  sha256: "cd".repeat(32),
  download: 1,
});

const locked = (asked: Question, versions: Readonly<Record<string, string>>): Answer => {
  const wheels = Object.entries(versions).map(([name, version]) => wheel(name, version));
  const made = { created: "2026-11-02T03:04:05.678Z", uv: "0.13.8" };
  return { kind: "locked", lock: makeLock(asked, wheels, made) };
};

const asked = question({ requirements: ["cudf-cu12", "torch"] });
const chosen = locked(asked, { "cudf-cu12": "26.6.0", torch: "2.10.0" });
const alone: Readonly<Record<string, string>> = { "cudf-cu12": "26.10.2", torch: "2.10.0" };

const CONFLICT =
  "error: No solution found when resolving dependencies:\n  cause: Because torch==2.10.0 depends " +
  "on cuda-bindings==12.9.4 and cudf-cu12==26.10.2 depends on cuda-bindings>=12.9.5, we can " +
  "conclude that torch==2.10.0 and cudf-cu12==26.10.2 are incompatible.\n";

interface Index {
  readonly newest?: Readonly<Record<string, string>> | undefined;
  readonly isSettled?: boolean;
  /** The question whole, with one package held at its newest. */
  readonly together?: Answer;
}

const compare = async (
  index: Index,
  questions: readonly Question[] = [asked],
  answers: ReadonlyMap<string, Answer> = new Map([[questionKey(asked), chosen]]),
) => {
  const runs: Question[] = [];
  const found = await withOlderReleases(questions, answers, {
    isSettled: () => index.isSettled === true,
    newest: (one) => {
      runs.push(one);
      return Promise.resolve(
        index.newest === undefined ? undefined : new Map(Object.entries(index.newest)),
      );
    },
    ask: (one) => {
      runs.push(one);
      const [first = ""] = one.requirements;
      const name = first.replace(/[<>=].*/, "");
      if (one.requirements.length > 1)
        return Promise.resolve(
          index.together ?? { kind: "conflict", reasons: [{} as never], detail: CONFLICT },
        );
      return Promise.resolve(locked(one, { [name]: alone[name] ?? "0" }));
    },
  });
  const olderIn = (one: Question): Lock["older"] => {
    const answer = found.get(questionKey(one));
    return answer?.kind === "locked" ? answer.lock.older : undefined;
  };
  return { runs, olderIn, found };
};

describe("a package that was asked for", () => {
  test("is older for the sake of another, which the resolver names", async () => {
    const { olderIn } = await compare({ newest: alone });
    expect(olderIn(asked)).toEqual([{ name: "cudf-cu12", newest: "26.10.2", sake: ["torch"] }]);
  });

  test("is newest where nothing is newer by itself, and nothing more is asked", async () => {
    const { olderIn, runs } = await compare({ newest: { "cudf-cu12": "26.6.0", torch: "2.10.0" } });
    expect(olderIn(asked)).toEqual([]);
    expect(runs).toHaveLength(1);
  });

  test("is newest for its CUDA although the index has a newer one for another CUDA", async () => {
    const { olderIn } = await compare({ newest: { "cudf-cu12": "26.6.0", torch: "2.14.1" } });
    expect(olderIn(asked)).toEqual([]);
  });

  test("gives way to what would be older then, where both go together", async () => {
    const together = locked(asked, { "cudf-cu12": "26.10.2", torch: "2.9.1" });
    const { olderIn } = await compare({ newest: alone, together });
    expect(olderIn(asked)).toEqual([{ name: "cudf-cu12", newest: "26.10.2", sake: ["torch"] }]);
  });

  test("is compared with what the catalog prefers, where another entry stands in for it", async () => {
    const low = question({ requirements: ["cudf-cu12<26.8", "torch"] });
    const first = { ...asked, fallbacks: [low] };
    const answer = locked(low, { "cudf-cu12": "26.6.0", torch: "2.10.0" });
    const { olderIn } = await compare(
      { newest: alone },
      [first],
      new Map([[questionKey(asked), answer]]),
    );
    expect(olderIn(asked)).toEqual([{ name: "cudf-cu12", newest: "26.10.2", sake: ["torch"] }]);
  });
});

describe("nothing is said", () => {
  test("where the index gave no answer: it is looked for again next time", async () => {
    expect((await compare({ newest: undefined })).olderIn(asked)).toBeUndefined();
  });

  test("of a committed lock", async () => {
    const { olderIn, runs } = await compare({ newest: alone, isSettled: true });
    expect(olderIn(asked)).toBeUndefined();
    expect(runs).toEqual([]);
  });
});

test("packages of many questions are looked up in one run for each Python", async () => {
  const sets = [["torch"], ["cudf-cu12", "torch"], ["cudf-cu12"]];
  const questions = ["3.12", "3.13"].flatMap((python) =>
    sets.map((requirements) => question({ requirements, python })),
  );
  const answers = new Map(
    questions.map((one) => [
      questionKey(one),
      locked(one, { "cudf-cu12": "26.10.2", torch: "2.10.0" }),
    ]),
  );
  const { runs } = await compare({ newest: alone }, questions, answers);
  expect(runs.map(({ python, requirements }) => [python, [...requirements].sort()])).toEqual([
    ["3.12", ["cudf-cu12", "torch"]],
    ["3.13", ["cudf-cu12", "torch"]],
  ]);
});
