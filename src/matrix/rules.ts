import { rangeChecker } from "../catalog/inRange.ts";
import { memoized } from "../text/memoized.ts";
import type { Cell } from "./cell.ts";
import { cudaCoverage } from "./cudaCoverage.ts";
import { cudnnRule } from "./cudnnRule.ts";
import { cudaEndOfLife, ubuntuEndOfLife } from "./endOfLifeRules.ts";
import { librariesOf, pinsIn } from "./libraryRelease.ts";
import { dependOnBase, libraryReasons } from "./libraryRules.ts";
import { pythonRule } from "./pythonRule.ts";
import type { Reason } from "./reason.ts";
import type { RuleContext } from "./ruleContext.ts";

/** What the rules say of a cell: reasons against it, or none. */
export type Rules = (cell: Cell) => readonly Reason[];

const NONE: readonly Reason[] = [];

const joined = (groups: readonly (readonly Reason[])[]): readonly Reason[] => {
  const found = groups.filter((reasons) => reasons.length > 0);
  return found.length < 2 ? (found[0] ?? NONE) : found.flat();
};

const baseRules = (context: RuleContext): Rules => {
  const ubuntus = new Map(context.catalog.ubuntu.map((release) => [release.name, release]));
  return memoized(
    (cell: Cell) => {
      const release = ubuntus.get(cell.ubuntu);
      return [
        ...cudaEndOfLife(cell, context),
        ...ubuntuEndOfLife(release, context),
        ...pythonRule(cell, release, context),
      ];
    },
    (cell) => `${cell.cuda} ${cell.ubuntu} ${cell.python}`,
  );
};

/** The rules of one set of libraries. */
const setRules = (libraries: readonly string[], { request, ...facts }: RuleContext): Rules => {
  const pins = pinsIn(libraries, request.pins, facts.catalog);
  const context: RuleContext = { ...facts, request: { ...request, pins } };
  const wholeBase = dependOnBase(librariesOf({ libraries }, context.catalog));
  const cudnn = memoized(
    (cell: Cell) => cudnnRule(cell, context),
    (cell) => `${cell.cuda} ${cell.ubuntu} ${cell.flavor}`,
  );
  const ofLibraries = memoized(
    (cell: Cell) => libraryReasons(cell, context),
    (cell) =>
      wholeBase
        ? `${cell.python} ${cell.cuda} ${cell.ubuntu} ${cell.flavor}`
        : `${cell.python} ${cell.cuda}`,
  );
  return (cell) =>
    joined([cell.flavor.startsWith("cudnn") ? cudnn(cell) : NONE, ofLibraries(cell)]);
};

/**
 * The catalog's rules for the cells of one request; what does not depend on the whole cell is
 * worked out once.
 */
export const rulesFor = ({
  inRange = rangeChecker(),
  ...facts
}: Omit<RuleContext, "inRange"> & Partial<Pick<RuleContext, "inRange">>): Rules => {
  const context: RuleContext = { ...facts, inRange };
  const base = baseRules(context);
  // Cells of one set share the list of libraries itself, so that list is the key.
  const bySet = memoized((libraries: readonly string[]) => setRules(libraries, context));
  const coverage = memoized(
    (cell: Cell) => cudaCoverage(cell, context),
    (cell) => cell.cuda,
  );
  return (cell) => {
    const uncovered = coverage(cell);
    return uncovered.length > 0 ? uncovered : joined([base(cell), bySet(cell.libraries)(cell)]);
  };
};
