import { isUnder } from "../catalog/versions.ts";
import type { Cell } from "./cell.ts";
import { AXES, type CellPattern } from "./request.ts";

/** Whether a cell agrees with a pattern on every axis that the pattern names. */
export const matches = (cell: Cell, pattern: CellPattern): boolean =>
  (pattern.cuda === undefined || isUnder(cell.cuda, pattern.cuda)) &&
  (pattern.ubuntu === undefined || cell.ubuntu === pattern.ubuntu) &&
  (pattern.python === undefined ||
    (pattern.python === "ubuntu"
      ? cell.pythonFrom === "ubuntu"
      : cell.python === pattern.python)) &&
  (pattern.flavor === undefined || cell.flavor === pattern.flavor) &&
  (pattern.set === undefined || cell.set === pattern.set);

/** `cuda 12.4, set torch` */
export const patternText = (pattern: CellPattern): string =>
  AXES.flatMap((axis) => (pattern[axis] === undefined ? [] : [`${axis} ${pattern[axis]}`])).join(
    ", ",
  );
