import type { UbuntuRelease } from "../catalog/facts.ts";
import { compareVersions } from "../catalog/versions.ts";
import type { Cell } from "./cell.ts";
import { matrixLine } from "./matrixLine.ts";
import type { Reason } from "./reason.ts";
import type { RuleContext } from "./ruleContext.ts";

const notAvailable = (cell: Cell, minors: readonly string[]): Reason => ({
  code: "python-not-available",
  message: `No Python ${cell.python} is in the catalog, which has ${minors.join(", ")}.`,
  source: "matrix/pythons.yml and matrix/ubuntu.yml",
});

/**
 * `python-not-available` and `python-pre-release`: neither the catalog's archives nor the Ubuntu
 * release has this Python.
 */
export const pythonRule = (
  cell: Cell,
  release: UbuntuRelease | undefined,
  { catalog }: RuleContext,
): Reason[] => {
  if (
    cell.pythonFrom === "ubuntu" ||
    catalog.pythons.some((python) => python.minor === cell.python)
  )
    return [];
  const preRelease = release?.preReleasePythons[cell.python];
  const minors = [...new Set(catalog.pythons.map(({ minor }) => minor))].sort(compareVersions);
  const near = compareVersions(cell.python, minors[0] ?? "3") < 0 ? minors[0] : minors.at(-1);
  const reason: Reason =
    preRelease === undefined
      ? notAvailable(cell, minors)
      : {
          code: "python-pre-release",
          message: `Ubuntu ${cell.ubuntu} has Python ${cell.python} only as ${preRelease}.`,
          source: release?.source ?? "matrix/ubuntu.yml",
        };
  return [{ ...reason, ...(near === undefined ? {} : { hint: matrixLine("python", near) }) }];
};
