import { compareVersions, isUnder, minorOf } from "../catalog/versions.ts";
import type { Cell } from "../matrix/cell.ts";
import { matrixLine } from "../matrix/matrixLine.ts";
import { NEAREST, questionFor, type Change, type SuggestFacts } from "./change.ts";

/** By distance in the list; of two equally far the newer one. */
const nearest = (values: readonly string[], to: string): readonly string[] => {
  const sorted = [...new Set([...values, to])].sort(compareVersions);
  const at = sorted.indexOf(to);
  return sorted
    .map((value, index) => ({ value, distance: Math.abs(index - at) - (index > at ? 0.5 : 0) }))
    .filter(({ value }) => value !== to)
    .sort((a, b) => a.distance - b.distance)
    .map(({ value }) => value);
};

/** Other Pythons, the nearest first. */
export const pythonChanges = (cell: Cell, facts: SuggestFacts): readonly Change[] => {
  const own = facts.catalog.ubuntu.find(({ name }) => name === cell.ubuntu)?.python;
  const minors = [
    ...facts.catalog.pythons.map(({ minor }) => minor),
    ...(own === undefined ? [] : [own]),
  ];
  return nearest(minors, cell.python)
    .map((python): Cell => ({
      ...cell,
      python,
      pythonFrom: python === own ? "ubuntu" : "standalone",
    }))
    .filter(facts.possible)
    .slice(0, NEAREST)
    .map((changed) => ({
      kind: "python",
      cell: changed,
      question: questionFor(facts, changed),
      summary: () => `With Python ${changed.python} it works`,
      lines: () => [matrixLine("python", changed.python)],
    }));
};

/** Other CUDAs that have an image for the cell's Ubuntu and flavor, the nearest first. */
export const cudaChanges = (cell: Cell, facts: SuggestFacts): readonly Change[] => {
  const imaged = facts.catalog.cuda.filter((release) =>
    release.images[cell.ubuntu]?.includes(cell.flavor),
  );
  const newestOf = (minor: string): string | undefined =>
    imaged
      .filter(({ version }) => isUnder(version, minor))
      .map(({ version }) => version)
      .sort(compareVersions)
      .at(-1);
  const minors = imaged.map(({ minor }) => minor);
  return nearest(minors, minorOf(cell.cuda))
    .flatMap((minor) => newestOf(minor) ?? [])
    .map((cuda): Cell => ({ ...cell, cuda }))
    .filter(facts.possible)
    .slice(0, NEAREST)
    .map((changed) => ({
      kind: "cuda",
      cell: changed,
      question: questionFor(facts, changed),
      summary: () => `With CUDA ${minorOf(changed.cuda)} it works`,
      lines: () => [matrixLine("cuda", minorOf(changed.cuda))],
    }));
};
