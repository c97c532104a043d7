import type { Problem } from "../errors/error.ts";
import { fewNames } from "../text/fewNames.ts";
import { findingText, type CheckReport } from "./checkReport.ts";

/**
 * One problem for each distinct finding, naming its cells: what a base brings into forty images is
 * one message.
 */
export const checkProblems = (reports: readonly CheckReport[]): Problem[] => {
  const all = reports.flatMap(({ cell, findings }) =>
    findings.map((finding) => ({ cell, finding })),
  );
  return [
    ...Map.groupBy(all, ({ finding }) => `${finding.code}\n${findingText(finding)}`).values(),
  ].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { code, hint } = first.finding;
    const cells = [...new Set(group.map(({ cell }) => cell))];
    return [{ code, message: `${fewNames(cells)}: ${findingText(first.finding)}`, hint }];
  });
};
