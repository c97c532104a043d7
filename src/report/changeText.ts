import type { ChangeReport, CheckOutcome } from "../commands/checkCommand.ts";
import type { Annotation } from "../system/actionsHost.ts";
import { fewNames } from "../text/fewNames.ts";
import { annotateProblems } from "./annotations.ts";

const MOST_CELLS = 20;

/** What a change does, for people. */
export const changeText = ({ touched, drift, built }: ChangeReport): string =>
  [
    touched.length === 0
      ? "This change affects no cell."
      : `Affected cells: ${fewNames(
          touched.map(({ cell }) => cell),
          MOST_CELLS,
        )}`,
    ...drift.map(({ file, hint }) => `${file} is out of date. ${hint}`),
    ...built.map(
      ({ cell, outcome, detail }) => `${cell}: ${outcome}${detail === "" ? "" : `. ${detail}`}`,
    ),
  ].join("\n");

/** Files that are out of date, old apt locks and what the linter found, each at its place. */
export const annotateChange = ({ result, oldLocks, lint }: CheckOutcome): Annotation[] => [
  ...result.drift.map(({ file, hint }): Annotation => ({
    level: "error",
    title: "out of date",
    message: `This file differs from what its source generates now.\n${hint}`,
    place: { file, line: 1 },
  })),
  ...annotateProblems(oldLocks).map((annotation): Annotation => ({
    ...annotation,
    level: "warning",
  })),
  ...lint.map(({ level, rule, message, place }) => ({ level, title: rule, message, place })),
];
