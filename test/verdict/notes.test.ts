import { beforeAll, describe, expect, test } from "vitest";
import type { Catalog } from "../../src/catalog/facts.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import { hardwareOf } from "../../src/verdict/hardware.ts";
import type { Note } from "../../src/verdict/note.ts";
import { notesOn, requirementNotes } from "../../src/verdict/notes.ts";
import { questionOf } from "../../src/matrix/question.ts";
import { builtIn } from "../catalog/builtIn.ts";
import { lockFor } from "../matrix/answers.ts";
import { requestFrom } from "../matrix/requests.ts";

let catalog: Catalog;
beforeAll(async () => {
  catalog = await builtIn();
});

const notes = (cuda: string, libraries: readonly string[], runtime?: string): Note[] => {
  const request = requestFrom(
    catalog,
    `cuda: [${cuda}], ubuntu: [22.04], python: [3.12], set: [mine]`,
    `sets: { mine: [${libraries.join(", ")}] }`,
  );
  const [cell] = expandCells(request, catalog);
  if (cell === undefined) throw new Error("no cell");
  const { lock } = lockFor(questionOf(cell, request, catalog));
  const wheels = lock.wheels.map((wheel) =>
    runtime !== undefined && wheel.name.startsWith("nvidia-cuda-runtime")
      ? { ...wheel, version: runtime }
      : wheel,
  );
  return notesOn(
    { cell, lock: { wheels } },
    hardwareOf({ cell, lock: { wheels } }, catalog),
    catalog,
  );
};

describe("notes on accepted cells", () => {
  test("nothing to say of torch in CUDA 13", () => {
    expect(notes("13.0", ["torch"])).toEqual([]);
  });

  test("cuxfilter has ended: said, not a surprise", () => {
    expect(notes("13.0", ["cuxfilter"])).toContainEqual({
      code: "library-ended",
      message: "cuxfilter ended with RAPIDS 26.06 and has no successor.",
      source: "RAPIDS notice RSN 60 (2026-05-22)",
    });
  });

  test("wheels of an older CUDA than the base's are said", () => {
    expect(notes("12.8", ["torch"], "12.4.127")).toContainEqual(
      expect.objectContaining({
        code: "wheels-of-older-cuda",
        message: "The base is CUDA 12.8, its wheels are built for CUDA 12.4.",
      }),
    );
  });

  test("who limits the cards is named with all of them", () => {
    expect(notes("12.4", ["torch", "cupy"]).map((note) => note.message)).toEqual([
      "No code for compute capability 10.0, 10.3, 12.0, 12.1 in torch, which other libraries of the set have.",
    ]);
  });

  test("a lock without CUDA wheels has no CUDA of its own", () => {
    expect(notes("12.8", ["tqdm"])).toEqual([]);
  });
});

test.each([
  [["numpy"], "gpu", ["nothing-for-gpu"]],
  [["numpy", "pandas"], "covered", ["nothing-for-gpu"]],
  [["numpy"], "cpu", []],
  [["numpy", "cupy"], "gpu", []],
] as const)("a set of %j with smoke.require %s has the notes %j", (libraries, require, codes) => {
  expect(requirementNotes({ libraries }, require, catalog).map(({ code }) => code)).toEqual(codes);
});
