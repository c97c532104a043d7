import type { ChangeReport, CheckOutcome } from "../commands/checkCommand.ts";
import type { Annotation } from "../system/actionsHost.ts";
import { fewNames } from "../text/fewNames.ts";
import { annotateProblems } from "./annotations.ts";

const MOST_CELLS = 20;

/** What is said where no cell is affected. */
export const unaffectedText = ({ base }: Pick<ChangeReport, "base">): string =>
  base === undefined
    ? "No commit to compare with was named, so which cells a change affects is not known. " +
      "Name one: dl-env check --base $(git rev-parse origin/main)"
    : "This change affects no cell.";

/** What a change does, for people. */
export const changeText = (report: ChangeReport): string => {
  const { touched, drift, built } = report;
  return [
    touched.length === 0
      ? unaffectedText(report)
      : `Affected cells: ${fewNames(
          touched.map(({ cell }) => cell),
          MOST_CELLS,
        )}`,
    ...drift.map(({ file, hint }) => `${file} is out of date. ${hint}`),
    ...built.map(
      ({ cell, outcome, detail }) => `${cell}: ${outcome}${detail === "" ? "" : `. ${detail}`}`,
    ),
  ].join("\n");
};

/** Old apt locks and what the linter warns of, each at its place. What is red is a problem. */
export const annotateChange = ({ oldLocks, lint }: CheckOutcome): Annotation[] => [
  ...annotateProblems(oldLocks).map((annotation): Annotation => ({
    ...annotation,
    level: "warning",
  })),
  ...lint
    .filter(({ level }) => level !== "error")
    .map(({ level, rule, message, place }) => ({ level, title: rule, message, place })),
];
