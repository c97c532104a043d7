import * as fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Catalog } from "../../src/catalog/facts.ts";
import { decodeRequest } from "../../src/matrix/decodeRequest.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import { judge, openQuestions } from "./judging.ts";
import { questionOf } from "../../src/matrix/question.ts";
import type { Cell } from "../../src/matrix/cell.ts";
import type { Axes, Request } from "../../src/matrix/request.ts";
import type { JudgedCell } from "../../src/verdict/verdict.ts";
import { builtIn, TODAY } from "../catalog/builtIn.ts";
import { answersTo } from "./answers.ts";

let catalog: Catalog;
beforeAll(async () => {
  catalog = await builtIn();
});

const some = <T>(...values: T[]): fc.Arbitrary<T[]> =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: values.length });

const axes: fc.Arbitrary<Axes> = fc.record({
  cuda: some("12.4", "12.5", "12.6", "12.6.0", "12.8", "12.8.0", "12.9", "13.0", "13.2", "13.4"),
  ubuntu: some("20.04", "22.04", "24.04", "26.04", "stand-in"),
  python: some("ubuntu", "3.10", "3.12", "3.13", "3.14"),
  flavor: some("base", "devel", "cudnn-runtime"),
  set: some("base", "torch", "rapids", "full"),
});

const pattern = fc.record(
  {
    cuda: fc.constantFrom("12.8", "13.0", "12.4.1"),
    ubuntu: fc.constantFrom("22.04", "24.04"),
    set: fc.constantFrom("base", "torch"),
  },
  { requiredKeys: [] },
);

const requestOf = (matrix: Axes, more: Partial<Request> = {}): Request => ({
  ...decodeRequest("to: oci:x\nmatrix: { cuda: 12.8, ubuntu: 24.04 }\n", "f", { catalog }),
  matrix,
  ...more,
});

const ids = (request: Request): string[] => expandCells(request, catalog).map((cell) => cell.id);

const verdicts = (request: Request, answer = answersTo): JudgedCell[] => {
  const cells = expandCells(request, catalog);
  const inputs = { request, catalog, today: TODAY, lists: new Map() };
  return judge(cells, { ...inputs, answers: answer(openQuestions(cells, inputs)) });
};

/**
 * How many axes differ, and for ties which: a flavor is changed before a Python, that before an
 * Ubuntu, that before a CUDA, and a set last.
 */
const changed = (a: Cell, b: Cell): number => {
  const different = (["flavor", "python", "ubuntu", "cuda", "set"] as const).map((axis, index) =>
    a[axis] === b[axis] ? 0 : 2 ** index,
  );
  return (
    different.filter((price) => price > 0).length * 32 +
    different.reduce((sum, price) => sum + price, 0)
  );
};

describe("for any request", () => {
  test("ids are unique, and the order in which values are written changes nothing", () => {
    fc.assert(
      fc.property(axes, fc.infiniteStream(fc.nat()), (matrix, stream) => {
        const shuffled = Object.fromEntries(
          Object.entries(matrix).map(([axis, values]) => [
            axis,
            values
              .map((value: string) => ({ value, at: stream.next().value }))
              .sort((a: { at: number }, b: { at: number }) => a.at - b.at)
              .map(({ value }: { value: string }) => value),
          ]),
        ) as unknown as Axes;
        const found = ids(requestOf(matrix));
        expect(new Set(found).size).toBe(found.length);
        expect(ids(requestOf(shuffled))).toEqual(found);
      }),
    );
  });

  test("adding an exclude never adds a cell", () => {
    fc.assert(
      fc.property(
        axes,
        fc.array(pattern, { maxLength: 2 }),
        pattern,
        (matrix, exclude, another) => {
          const before = new Set(ids(requestOf(matrix, { exclude })));
          expect(
            ids(requestOf(matrix, { exclude: [...exclude, another] })).filter(
              (id) => !before.has(id),
            ),
          ).toEqual([]);
        },
      ),
    );
  });

  test("the nearest cell is accepted, and no accepted cell changes fewer axes or cheaper ones", () => {
    fc.assert(
      fc.property(axes, (matrix) => {
        const judged = verdicts(requestOf(matrix));
        const accepted = new Map(
          judged
            .filter(({ verdict }) => verdict.kind === "accepted")
            .map(({ cell }) => [cell.id, cell]),
        );
        for (const { cell, verdict } of judged) {
          if (verdict.kind !== "rejected") continue;
          const near = verdict.reasons[0].nearest;
          expect(near === undefined).toBe(accepted.size === 0);
          if (near === undefined) continue;
          const nearest = accepted.get(near);
          expect(nearest).toBeDefined();
          const fewest = Math.min(...[...accepted.values()].map((other) => changed(cell, other)));
          expect(changed(cell, nearest as Cell)).toBe(fewest);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("every rejection has a source, and every accepted cell a base and a lock", () => {
    fc.assert(
      fc.property(axes, (matrix) => {
        for (const { verdict } of verdicts(requestOf(matrix))) {
          const bad =
            verdict.kind === "accepted"
              ? [verdict.base.tag, verdict.lock].some((value) => value === "")
              : verdict.reasons.some((reason) => reason.source === "" || reason.message === "");
          expect(bad).toBe(false);
        }
      }),
      { numRuns: 40 },
    );
  });

  test("a pin is part of what is asked of every cell", () => {
    const pins = fc.dictionary(
      fc.constantFrom("torch", "numpy", "triton", "cupy-cuda12x"),
      fc.constantFrom("==2.6.0", ">=1,<3"),
      { maxKeys: 3 },
    );
    fc.assert(
      fc.property(axes, pins, (matrix, pinned) => {
        const request = requestOf(matrix, { pins: pinned });
        for (const cell of expandCells(request, catalog).slice(0, 20)) {
          const question = questionOf(cell, request, catalog);
          const lines = [...question.requirements, ...question.constraints];
          expect(
            Object.entries(pinned).filter(
              ([name, range]) =>
                !lines.some((line) => line.startsWith(name) && line.endsWith(range)),
            ),
          ).toEqual([]);
        }
      }),
    );
  });

  test("what could not be queried is never accepted, however often it is tried", () => {
    fc.assert(
      fc.property(axes, fc.integer({ min: 1, max: 3 }), (matrix, tries) => {
        for (let attempt = 0; attempt < tries; attempt += 1) {
          const silent = verdicts(requestOf(matrix), () => new Map());
          expect(silent.filter(({ verdict }) => verdict.kind === "accepted")).toEqual([]);
        }
      }),
      { numRuns: 30 },
    );
  });
});
