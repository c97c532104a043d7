import { STATIC_CHECKS } from "../inspect/staticChecks.ts";
import { findingText, type CheckReport, type ReportedFinding } from "../inspect/checkReport.ts";
import { count } from "../text/units.ts";

const findingLines = (finding: ReportedFinding): string[] => [
  `  ${finding.check}: ${findingText(finding)} (${finding.code})`,
  `    ${finding.hint}`,
];

/** What the checks of one image found, a sentence and a hint each, for people. */
export const checkLines = ({ findings }: CheckReport): string[] => findings.flatMap(findingLines);

/** `21 static checks passed`, or how much they find. */
export const checkTally = ({ findings }: Pick<CheckReport, "findings">): string =>
  findings.length === 0
    ? `${Object.keys(STATIC_CHECKS).length} static checks passed`
    : `${count(findings.length, "finding")} in its files`;
