import type { SmokeRequirement } from "../matrix/requestValues.ts";
import type { ProbeResult, Report } from "./smokeReport.ts";

/** Whether tags may move to the digest of a report, and if not, why: one sentence each. */
export interface Decision {
  readonly ok: boolean;
  readonly reasons: readonly string[];
}

/**
 * What `covered` rests on: for the base and each of the image's layers, the cells of the same CUDA
 * and Python in which it passed on a GPU.
 */
export interface LayerCoverage {
  /** Tag of the layer, or `base`. */
  readonly layer: string;
  /** Ids of cells whose report passed on a GPU with this very layer; empty = not covered. */
  readonly passedIn: readonly string[];
}

/** What is known of the cell beside its report. */
export interface DecisionContext {
  /** Libraries of the cell's set, all of which must have been probed. */
  readonly libraries: readonly string[];
  /** Those of them whose work needs a GPU. */
  readonly gpuLibraries: readonly string[];
  /** Needed for `covered` only. */
  readonly coverage?: readonly LayerCoverage[];
}

const name = (result: ProbeResult): string => `${result.library}/${result.check}`;

const failures = (report: Report): string[] =>
  report.results
    .filter((result) => result.outcome === "fail")
    .map((result) => `${name(result)} failed: ${result.reason ?? "no reason given"}`);

const notOnCpu = (report: Report, libraries: readonly string[]): string[] =>
  libraries
    .filter(
      (library) =>
        !report.results.some(
          (result) =>
            result.library === library && result.device === "cpu" && result.outcome === "pass",
        ),
    )
    .map((library) => `${library} passed no check on the CPU.`);

/**
 * A skipped check is no proof and no obstacle; a library with nothing but skipped checks has proven
 * nothing.
 */
const notOnGpu = (report: Report, libraries: readonly string[]): string[] =>
  libraries.flatMap((library) => {
    const checks = report.results.filter(
      (result) =>
        result.library === library && result.device === "gpu" && result.outcome !== "skipped",
    );
    if (!checks.some((result) => result.outcome === "pass")) {
      const why = checks.find((result) => result.reason !== undefined)?.reason;
      return [`${library} passed no check on a GPU${why === undefined ? "" : `: ${why}`}.`];
    }
    return checks
      .filter((result) => result.outcome === "unavailable")
      .map((result) => `${name(result)} was unavailable: ${result.reason ?? "no reason given"}`);
  });

const notCovered = (coverage: readonly LayerCoverage[] | undefined): string[] => {
  if (coverage === undefined || coverage.length === 0)
    return ["It is not known where this image's layers were tested."];
  return coverage
    .filter((layer) => layer.passedIn.length === 0)
    .map((layer) => `${layer.layer} passed on a GPU in no other cell.`);
};

/**
 * `cpu`: no failure, and each library passed a check on the CPU. `gpu`: besides, each GPU library
 * passed its checks on a GPU. `covered`: as `gpu`, or as `cpu` where the base and every layer
 * passed on a GPU in other cells.
 */
export const meets = (
  report: Report,
  requirement: SmokeRequirement,
  context: DecisionContext,
): Decision => {
  const always = [...failures(report), ...notOnCpu(report, context.libraries)];
  const decide = (reasons: readonly string[]): Decision => ({ ok: reasons.length === 0, reasons });
  const onGpu = notOnGpu(report, context.gpuLibraries);
  switch (requirement) {
    case "cpu":
      return decide(always);
    case "gpu":
      return decide([...always, ...onGpu]);
    case "covered":
      return decide(onGpu.length === 0 ? always : [...always, ...notCovered(context.coverage)]);
  }
};

/**
 * Whether the reports of a digest allow promotion: one of them meets the requirement, and no newer
 * one has a failure.
 */
export const judgeProofs = (
  reports: readonly Report[],
  requirement: SmokeRequirement,
  context: DecisionContext,
): Decision => {
  const [newest] = reports;
  if (newest === undefined) return { ok: false, reasons: ["It has not been tested yet."] };
  for (const report of reports) {
    const decision = meets(report, requirement, context);
    if (decision.ok) return decision;
    if (report.results.some((result) => result.outcome === "fail")) break;
  }
  return meets(newest, requirement, context);
};
