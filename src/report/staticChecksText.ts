import type { Problem } from "../errors/error.ts";
import { STATIC_CHECKS } from "../inspect/staticChecks.ts";
import { findingText, type CheckReport, type ToldFinding } from "../inspect/checkReport.ts";
import { count } from "../text/units.ts";

const MOST_NAMES = 3;

const named = (cells: readonly string[]): string =>
  cells.length <= MOST_NAMES
    ? cells.join(", ")
    : `${cells.slice(0, MOST_NAMES).join(", ")} and ${cells.length - MOST_NAMES} more`;

/** One problem for each distinct finding, naming its cells: what a base brings into forty images is one message. */
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
    return [
      {
        code,
        message: `${named([...new Set(group.map(({ cell }) => cell))])}: ${findingText(first.finding)}`,
        hint,
      },
    ];
  });
};

const findingLines = (finding: ToldFinding): string[] => [
  `  ${finding.check}: ${findingText(finding)} (${finding.code})`,
  `    ${finding.hint}`,
];

/** What the checks of one image found, a sentence and a hint each, for people. */
export const checkLines = ({ findings }: CheckReport): string[] => findings.flatMap(findingLines);

/** `21 checks of its files find nothing`, or how much they find. */
export const checkTally = ({ findings }: Pick<CheckReport, "findings">): string =>
  findings.length === 0
    ? `${Object.keys(STATIC_CHECKS).length} checks of its files find nothing`
    : `${count(findings.length, "finding")} in its files`;
