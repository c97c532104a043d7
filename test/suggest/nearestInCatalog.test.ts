import { describe, expect, test } from "vitest";
import { loadCatalog } from "../../src/catalog/load.ts";
import { cellsAround } from "../../src/suggest/cellsAround.ts";
import { decodeRequest } from "../../src/matrix/decodeRequest.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import { judge, openQuestions, possibleCells } from "../matrix/judging.ts";
import type { JudgedCell } from "../../src/verdict/verdict.ts";
import type { Answer } from "../../src/resolve/answer.ts";
import { withNearestInCatalog } from "../../src/suggest/nearestInCatalog.ts";
import type { Question } from "../../src/matrix/question.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { answersTo, lockFor } from "../matrix/answers.ts";
import { silent } from "../resolve/world.ts";

const catalog = await loadCatalog(realSystem({ log: silent }));
const TODAY = "2026-11-21";

interface Told {
  readonly judged: readonly JudgedCell[];
  readonly asked: readonly Question[];
}

const conflict: Answer = {
  kind: "conflict",
  reasons: [{ code: "packages-disagree", message: "x.", source: "resolver" }],
  detail: "x",
};

/** Judges a matrix, and then asks an index that has everything, or what `answer` says. */
const told = async (
  matrix: string,
  rest = "",
  answer: (question: Question) => Answer = lockFor,
): Promise<Told> => {
  const request = decodeRequest(`to: oci:x\nmatrix: { ${matrix} }\n${rest}`, "dl-env.yml", {
    catalog,
  });
  const cells = expandCells(request, catalog);
  const inputs = { request, catalog, today: TODAY, lists: new Map() };
  const open = openQuestions(cells, inputs);
  const answers =
    answer === lockFor
      ? answersTo(open)
      : new Map([...open].map(([key, question]) => [key, answer(question)]));
  const asked: Question[] = [];
  const ask = (question: Question): Promise<Answer> => {
    asked.push(question);
    return Promise.resolve(answer(question));
  };
  return {
    judged: await withNearestInCatalog(ask, judge(cells, { ...inputs, answers }), {
      catalog,
      request,
      possible: possibleCells(inputs),
    }),
    asked,
  };
};

const first = ({ judged: [one] }: Told) =>
  one?.verdict.kind === "rejected" ? one.verdict.reasons[0] : undefined;

describe("the nearest cell of a matrix in which nothing is accepted", () => {
  test.each([
    ['cuda: ["12.4"], ubuntu: ["24.04"], set: [torch]', "", "torch-cuda12.4.1-ubuntu22.04-py3.12"],
    [
      'cuda: ["12.4"], ubuntu: ["22.04"], python: ["3.14"], set: [torch]',
      "",
      "torch-cuda12.4.1-ubuntu22.04-py3.13",
    ],
    ['cuda: ["12.5"], ubuntu: ["22.04"], set: [torch]', "", "torch-cuda12.6.3-ubuntu22.04-py3.10"],
    [
      'cuda: ["12.8"], ubuntu: ["24.04"], flavor: [cudnn-devel], set: [torch]',
      "",
      "torch-cuda12.8.1-ubuntu24.04-py3.12-devel",
    ],
    [
      'cuda: ["12.8"], ubuntu: ["20.04"], python: ["3.12"], set: [base]',
      "",
      "base-cuda12.8.1-ubuntu22.04-py3.12",
    ],
  ])("%s: is %s%s", async (matrix, rest, nearest) => {
    expect(first(await told(matrix, rest))?.nearest).toBe(nearest);
  });

  test("is asked about before it is named: what cannot be had is passed over", async () => {
    const result = await told('cuda: ["12.5"], ubuntu: ["22.04"], set: [torch]', "", (question) =>
      question.constraints.some((line) => line.includes("12.6")) ? conflict : lockFor(question),
    );
    expect(first(result)?.nearest).toBe("torch-cuda12.4.1-ubuntu22.04-py3.10");
    expect(result.asked.length).toBeLessThanOrEqual(8);
  });

  test("has another set only where no cell has these libraries", async () => {
    const result = await told(
      'cuda: ["12.8"], ubuntu: ["24.04"], set: [mine]',
      "sets: { mine: [torch] }\n",
      (question) =>
        question.requirements.some((line) => line.startsWith("torch"))
          ? conflict
          : lockFor(question),
    );
    expect(first(result)?.nearest).toBe("base-cuda12.8.1-ubuntu24.04-py3.12");
  });

  test("is looked for with at most sixteen questions in a plan, and four more for hints, and not named when nothing was found", async () => {
    const result = await told(
      'cuda: ["12.5", "13.3", "13.4"], ubuntu: ["24.04", "26.04"], python: ["3.10", "3.11", "3.12", "3.13", "3.14"], set: [torch]',
      "",
      () => conflict,
    );
    expect(
      new Set(result.asked.map((question) => JSON.stringify(question))).size,
    ).toBeLessThanOrEqual(20);
    expect(
      result.judged.every(
        ({ verdict }) => verdict.kind === "rejected" && verdict.reasons[0].nearest === undefined,
      ),
    ).toBe(true);
  });

  test("is found for each set, however many questions another one takes", async () => {
    const result = await told(
      'cuda: ["12.4"], ubuntu: ["24.04"], python: ["3.12"], set: [a, b, c, d]',
      "sets: { a: [cuml], b: [cuml, cupy], c: [cuml, scipy], d: [torch] }\n",
      (question) =>
        question.requirements.some((line) => line.startsWith("cuml"))
          ? conflict
          : lockFor(question),
    );
    const last = result.judged.at(-1)?.verdict;
    expect(last?.kind === "rejected" ? last.reasons[0].nearest : undefined).toBe(
      "d-cuda12.4.1-ubuntu22.04-py3.12",
    );
  });

  test("is one that was found for other cells when the questions run out", async () => {
    const has = (question: Question, text: string): boolean =>
      [...question.requirements, ...question.constraints].some((line) => line.includes(text));
    const result = await told(
      'cuda: ["12.5", "13.3"], ubuntu: ["22.04"], python: ["3.12"], set: [mine, a, b, c]',
      "sets: { mine: [torch], a: [cuml], b: [cupy], c: [cuvs] }\n",
      (question) =>
        has(question, "torch") && has(question, "==12.4") ? lockFor(question) : conflict,
    );
    const nearest = result.judged.flatMap(({ cell, verdict }) =>
      cell.set === "mine" && verdict.kind === "rejected" ? [verdict.reasons[0].nearest] : [],
    );
    expect(nearest).toEqual(Array(2).fill("mine-cuda12.4.1-ubuntu22.04-py3.12"));
  });

  test("is looked for in another CUDA after one other Python, where packages disagree", async () => {
    const quarrel = (question: Question): Answer =>
      question.constraints.some((line) => line.includes("==12.8")) ? conflict : lockFor(question);
    const result = await told('cuda: ["12.8"], ubuntu: ["24.04"], set: [torch]', "", quarrel);
    expect(first(result)?.nearest).toBe("torch-cuda12.9.2-ubuntu24.04-py3.12");
    expect(
      result.asked.filter((question) =>
        question.constraints.some((line) => line.includes("==12.8")),
      ),
    ).toHaveLength(1);
  });

  test("is the matrix's own where it has one, and then only the hint is tried", async () => {
    const result = await told('cuda: ["12.4", "12.8"], ubuntu: ["24.04"], set: [torch]');
    expect(result.asked).toHaveLength(1);
    expect(first(result)?.nearest).toBe("torch-cuda12.8.1-ubuntu24.04-py3.12");
  });
});

describe("a hint of the catalog that leads to another cell that cannot be", () => {
  test("gives way to the lines of the nearest cell", async () => {
    const reason = first(
      await told('cuda: ["12.5"], ubuntu: ["22.04"], python: ["3.14"], set: [torch]'),
    );
    expect(reason).toMatchObject({
      code: "torch-no-build",
      nearest: "torch-cuda12.6.3-ubuntu22.04-py3.14",
      hint: 'matrix: { cuda: ["12.6.3"] }',
    });
  });

  test("gives way also where asking shows that it leads nowhere", async () => {
    const noTorch13 = (question: Question): Answer =>
      question.constraints.some((line) => line.includes("==13.2")) ? conflict : lockFor(question);
    const reason = first(
      await told(
        'cuda: ["13.3"], ubuntu: ["22.04"], python: ["3.12"], set: [torch]',
        "",
        noTorch13,
      ),
    );
    expect(reason).toMatchObject({ code: "torch-no-build", hint: 'matrix: { cuda: ["13.0.3"] }' });
  });

  test("is not given where no cell is known to be accepted: the cell's own reasons are shown instead", async () => {
    const matrix = 'cuda: ["12.5"], ubuntu: ["22.04"], python: ["3.14"], set: [torch]';
    const reason = first(await told(matrix, "", () => conflict));
    expect(reason).toMatchObject({
      code: "torch-no-build",
      hint: "See what is against it: dl-env plan --why torch-cuda12.5.1-ubuntu22.04-py3.14",
    });
    expect(reason?.nearest).toBeUndefined();
  });

  test("means another Ubuntu with that one's own Python, where the cell has its release's own", async () => {
    expect(first(await told('cuda: ["12.4"], ubuntu: ["24.04"], set: [torch]'))?.hint).toBe(
      'matrix: { ubuntu: ["22.04"] }',
    );
  });

  const silent132 =
    (otherwise: Answer | undefined) =>
    (question: Question): Answer =>
      question.constraints.some((line) => line.includes("==13.2"))
        ? { kind: "unreachable", reason: { code: "index-unreachable", message: "x.", source: "x" } }
        : (otherwise ?? lockFor(question));
  const newest = 'cuda: ["13.3"], ubuntu: ["22.04"], python: ["3.12"], set: [torch]';

  test("gives way to an accepted cell where it leads to one that could not be asked about", async () => {
    const reason = first(await told(newest, "", silent132(undefined)));
    expect(reason).toMatchObject({ code: "torch-no-build", hint: 'matrix: { cuda: ["13.0.3"] }' });
  });

  test("stays where no cell is known to be accepted and its own could not be asked about", async () => {
    const reason = first(await told(newest, "", silent132(conflict)));
    expect(reason?.hint).toMatch(/^matrix: \{ cuda: \['13\.2'\] \}/);
  });

  test("stays where it helps", async () => {
    expect(
      first(await told('cuda: ["13.3"], ubuntu: ["22.04"], python: ["3.12"], set: [torch]'))?.hint,
    ).toMatch(/^matrix: \{ cuda: \['13\.2'\] \}/);
  });
});

describe("cells around one", () => {
  test("are those of the catalog with its libraries, each once, without itself, and one change is nearer than two", () => {
    const request = decodeRequest(
      'to: oci:x\nmatrix: { cuda: ["12.8"], ubuntu: ["24.04"], set: [torch] }\n',
      "dl-env.yml",
      { catalog },
    );
    const [cell] = expandCells(request, catalog);
    if (cell === undefined) throw new Error("no cell");
    const around = cellsAround(cell, catalog);
    expect(new Set(around.map(({ id }) => id)).size).toBe(around.length);
    expect(around.some(({ id }) => id === cell.id)).toBe(false);
    expect(
      around.every(
        ({ libraries, ubuntu }) => libraries === cell.libraries && ubuntu !== "stand-in",
      ),
    ).toBe(true);
    const changes = around.map(
      (other) =>
        (["cuda", "ubuntu", "python", "flavor"] as const).filter(
          (axis) => other[axis] !== cell[axis],
        ).length,
    );
    expect(changes).toEqual([...changes].sort((a, b) => a - b));
  });
});
