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

/** An index where each package alone is at its newest, and only what `without` is asked of goes. */
const compareAll = async (
  questions: readonly Question[],
  has: Readonly<Record<string, string>>,
  goes: (asked: Question) => boolean,
) => {
  const answers = new Map(
    questions.map((one) => [questionKey(one), locked(one, { ...has, pandas: "2.3.3" })]),
  );
  const newest = { ...has, pandas: "3.1.1" };
  const runs: Question[] = [];
  const found = await withOlderReleases(questions, answers, {
    isSettled: () => false,
    newest: (one) => {
      runs.push(one);
      return Promise.resolve(new Map(Object.entries(newest)));
    },
    ask: (one) => {
      if (!runs.some((before) => questionKey(before) === questionKey(one))) runs.push(one);
      return Promise.resolve(
        goes(one)
          ? locked(one, newest)
          : { kind: "conflict", reasons: [{} as never], detail: PANDAS },
      );
    },
  });
  const olderIn = questions.map((one) => {
    const answer = found.get(questionKey(one));
    return answer?.kind === "locked" ? answer.lock.older : undefined;
  });
  return { runs, olderIn };
};
const PANDAS =
  "error: No solution found when resolving dependencies:\n  cause: Because cudf-cu12==26.6.0 depends " +
  "on pandas<3 and you require pandas==3.1.1, we can conclude that these are incompatible.\n";
const byCuda = (requirements: readonly string[]) =>
  ["12.4", "12.6", "12.8"].map((cuda) =>
    question({ requirements: [...requirements], constraints: [`cuda-toolkit==${cuda}.*`] }),
  );
const withoutCudf = ({ requirements }: Question): boolean =>
  !requirements.some((one) => one.startsWith("cudf"));

describe("what is the same for several CUDAs", () => {
  const has = { "cudf-cu12": "26.6.0", numpy: "2.4.0" };

  test("is asked once: for whose sake a package is older, by that package alone", async () => {
    const questions = byCuda(["cudf-cu12", "pandas"]);
    const { runs, olderIn } = await compareAll(questions, has, withoutCudf);
    const told = [{ name: "pandas", newest: "3.1.1", sake: ["cudf-cu12"] }];
    expect(olderIn).toEqual([told, told, told]);
    const small = runs.filter(({ requirements }) => requirements.includes("pandas==3.1.1"));
    expect(small.map(({ requirements }) => requirements)).toEqual([
      ["pandas==3.1.1"],
      ["cudf-cu12==26.6.0", "pandas==3.1.1"],
    ]);
  });

  test("is asked small for another CUDA major, whose package has another ending", async () => {
    const questions = ["cudf-cu12", "cudf-cu13"].map((cudf) =>
      question({ requirements: [cudf, "pandas"] }),
    );
    const both = { "cudf-cu12": "26.6.0", "cudf-cu13": "26.8.0" };
    const { runs, olderIn } = await compareAll(questions, both, withoutCudf);
    expect(olderIn.map((older) => older?.[0]?.sake)).toEqual([["cudf-cu12"], ["cudf-cu13"]]);
    const small = runs.filter(({ requirements }) => requirements.includes("pandas==3.1.1"));
    expect(small.map(({ requirements }) => requirements)).toEqual([
      ["pandas==3.1.1"],
      ["cudf-cu13==26.8.0", "pandas==3.1.1"],
    ]);
    const whole = runs.filter(({ constraints }) => constraints.includes("pandas==3.1.1"));
    expect(whole.map(({ requirements }) => requirements)).toEqual([["cudf-cu12", "pandas"]]);
  });

  test("is no package that was asked for, if none is where more are asked for", async () => {
    const more = question({ requirements: ["numpy", "pandas", "seaborn"] });
    const less = question({ requirements: ["numpy", "pandas"], constraints: ["numpy<2.5"] });
    const { runs, olderIn } = await compareAll([less, more], { numpy: "2.4.0" }, () => true);
    const told = [{ name: "pandas", newest: "3.1.1", sake: [] }];
    expect(olderIn).toEqual([told, told]);
    const whole = runs.filter(({ constraints }) => constraints.includes("pandas==3.1.1"));
    expect(whole.map(({ requirements }) => requirements)).toEqual([more.requirements]);
  });

  test("is not asked where a lock shows it: another cell has the newest", async () => {
    const [old, plain] = [
      question({ requirements: ["cudf-cu12", "numpy", "pandas"] }),
      question({ requirements: ["numpy", "pandas"] }),
    ];
    const answers = new Map([
      [questionKey(old), locked(old, { "cudf-cu12": "26.10.2", numpy: "2.3.0", pandas: "2.3.3" })],
      [questionKey(plain), locked(plain, { numpy: "2.4.0", pandas: "3.1.1" })],
    ]);
    const newest = { "cudf-cu12": "26.10.2", numpy: "2.4.0", pandas: "3.1.1" };
    const { runs, olderIn } = await compare({ newest }, [old, plain], answers);
    expect(olderIn(old)?.map(({ name }) => name)).toEqual(["numpy", "pandas"]);
    expect(runs.filter(({ requirements }) => requirements.length === 1)).toEqual([]);
    expect(runs.filter(({ requirements }) => requirements.includes("pandas==3.1.1"))).toEqual([]);
  });

  test("is asked alone where the lock that has the newest is beyond the constraints", async () => {
    const [old, plain] = [
      question({ requirements: ["cudf-cu12", "torch"], constraints: ["cuda-toolkit==12.4.*"] }),
      question({ requirements: ["torch"], constraints: ["cuda-toolkit==12.8.*"] }),
    ];
    const answers = new Map([
      [questionKey(old), locked(old, { "cudf-cu12": "26.10.2", torch: "2.6.0" })],
      [questionKey(plain), locked(plain, { torch: "2.10.0", "cuda-toolkit": "12.8.1" })],
    ]);
    const { runs } = await compare({ newest: alone }, [old, plain], answers);
    expect(runs).toContainEqual({ ...old, requirements: ["torch"] });
  });

  test("is looked for anew where that package does not exclude it", async () => {
    const [first, second] = byCuda(["cudf-cu12", "pandas"]);
    const { runs } = await compareAll(
      [first!, second!],
      has,
      (one) => withoutCudf(one) || one.constraints.length === 0,
    );
    const whole = runs.filter(({ constraints }) => constraints.includes("pandas==3.1.1"));
    expect(whole).toHaveLength(2);
  });

  test("is not taken for another CUDA's where the newest of all together need that", async () => {
    const questions = byCuda(["numpy", "pandas"]).map((one) => ({
      ...one,
      constraints: [...one.constraints, "numpy<2"],
    }));
    const { olderIn } = await compareAll(
      questions,
      { numpy: "2.4.0" },
      ({ requirements, constraints }) =>
        !constraints.includes("numpy<2") || !requirements.includes("pandas"),
    );
    expect(olderIn).toEqual([[], [], []]);
  });
});

test("lower bounds need no look-up of their own, and a newest below one is none", async () => {
  const questions = ["torch>=2.7", "torch>=2.9", "torch>=3"].map((one) =>
    question({ requirements: [one] }),
  );
  const answers = new Map(
    questions.map((one) => [questionKey(one), locked(one, { torch: "2.6.0" })]),
  );
  const { runs, olderIn } = await compare({ newest: { torch: "2.10.0" } }, questions, answers);
  expect(runs.filter(({ constraints }) => constraints.length === 0)[0]?.requirements).toEqual([
    "torch",
  ]);
  expect(olderIn(questions[0]!)).toEqual([{ name: "torch", newest: "2.10.0", sake: [] }]);
  expect(olderIn(questions[2]!)).toEqual([]);
});
