import type { SmokeOutcome } from "../commands/smokeCommand.ts";
import { errorText } from "../errors/errorText.ts";
import { checkReasons, type CheckReport } from "../inspect/checkReport.ts";
import type { Outcome, ProbeResult, Report } from "../smoke/smokeReport.ts";
import { failedError } from "../plan/failedCells.ts";
import { checkLines, checkTally } from "./staticChecksText.ts";

/** A report, and what it means for the tags. */
export interface ShownProof {
  readonly checks: CheckReport;
  readonly report: Report;
  readonly ran: boolean;
  readonly ok: boolean;
  readonly reasons: readonly string[];
}

const ORDER: readonly Outcome[] = ["fail", "unavailable", "skipped", "pass"];

const tally = (results: readonly ProbeResult[]): string =>
  [...ORDER]
    .reverse()
    .map(
      (outcome) =>
        [outcome, results.filter((result) => result.outcome === outcome).length] as const,
    )
    .filter(([, number]) => number > 0)
    .map(([outcome, number]) => `${number} ${outcome}`)
    .join(", ");

/** The same reason over many checks is one line. */
const reasonsOf = (results: readonly ProbeResult[]): string[] => {
  const groups = new Map<string, string[]>();
  for (const { outcome, reason, library, check } of results) {
    if (outcome === "pass") continue;
    const key = `${outcome}: ${reason ?? "no reason given"}`;
    groups.set(key, [...(groups.get(key) ?? []), `${library}/${check}`]);
  }
  return [...groups].map(
    ([what, checks]) =>
      `  ${what} ` +
      `(${checks.slice(0, 4).join(", ")}${checks.length > 4 ? ` and ${checks.length - 4} more` : ""})`,
  );
};

const oneText = ({ checks, report, ran, ok, reasons }: ShownProof): string[] => {
  // The checks' own sentences are shown with their hints.
  const shown = new Set(checkReasons(checks));
  return [
    `${report.cell}: ${ok ? "may be tagged" : "keeps its current tags"} ` +
      `(${tally(report.results)}${ran ? "" : `, proof of ${report.at.slice(0, 10)}`}; ${checkTally(checks)})`,
    ...checkLines(checks),
    ...reasonsOf(report.results),
    ...(ok ? [] : reasons.filter((reason) => !shown.has(reason)).map((reason) => `  ${reason}`)),
  ];
};

/** What the checks and the probes of each image said, for people. */
export const smokeText = (proofs: readonly ShownProof[]): string =>
  proofs.flatMap(oneText).join("\n");

/** What the probes said, and which images could not be tested. */
export const smokeOutcomeText = ({ result, failed }: SmokeOutcome): string => {
  const error = failedError(failed);
  return [smokeText(result), ...(error === undefined ? [] : [errorText(error, false)])]
    .filter((text) => text !== "")
    .join("\n");
};
