import { compatLibrary, hostState } from "./hostState.ts";
import type { HostState } from "./hostState.ts";
import type { RawHost, RawRow, RawRun } from "./probeOutput.ts";
import type { Outcome, ProbeResult } from "./smokeReport.ts";
import { ruleFor } from "./textRules.ts";
import type { TextRule } from "./textRule.ts";

export interface Judgement {
  readonly outcome: Outcome;
  /** Always there unless the outcome is pass. */
  readonly reason?: string;
}

/** What is known of a library beside one row of it. */
export interface RowContext {
  readonly host: RawHost;
  /** CUDA that the library's wheel says it is built for, x.y. */
  readonly builtForCuda?: string;
}

const fail = (reason: string): Judgement => ({ outcome: "fail", reason });
const unavailable = (reason: string): Judgement => ({ outcome: "unavailable", reason });

/** First line of what the library said, short enough for a table. */
const gist = (row: RawRow): string => {
  const lines = (row.error?.text ?? "it gives no message").split("\n").map((line) => line.trim());
  const text = lines.find((line) => line !== "") ?? "";
  return text.length > 300 ? `${text.slice(0, 297)}...` : text;
};

const major = (version: string): number => Number(version.split(".")[0]);

/**
 * A driver runs a wheel of its own CUDA major or an older one, by minor-version compatibility.
 * Unknown when either is not stated.
 */
const driverSuffices = (context: RowContext): boolean | undefined => {
  const driver = context.host.cudaVersion;
  return driver === undefined || context.builtForCuda === undefined
    ? undefined
    : major(driver) >= major(context.builtForCuda);
};

const tooOld = (context: RowContext): Judgement => {
  const versions = [
    context.host.driver,
    context.host.cudaVersion === undefined ? undefined : `for CUDA ${context.host.cudaVersion}`,
  ].filter((part) => part !== undefined);
  return unavailable(`driver too old${versions.length > 0 ? `: ${versions.join(", ")}` : ""}`);
};

const noDriver = (state: HostState, row: RawRow, context: RowContext): Judgement => {
  switch (state.kind) {
    case "no-gpu":
    case "half":
    case "driver":
      return unavailable(state.meaning);
    case "ready":
      if (driverSuffices(context) === false) return tooOld(context);
      return fail(
        `a GPU and its driver are there, but the library does not see them: ${gist(row)}`,
      );
    case "image":
    case "unclear":
      return fail(`${state.meaning}; the library says: ${gist(row)}`);
  }
};

const oldDriver = (state: HostState, row: RawRow, context: RowContext): Judgement => {
  if (state.kind === "no-gpu" || state.kind === "half") return unavailable(state.meaning);
  if (state.kind === "ready" && driverSuffices(context) === true)
    return fail(
      `the driver supports CUDA ${context.host.cudaVersion}, which is enough, but: ${gist(row)}`,
    );
  return tooOld(context);
};

/** A text that names the host's fault is believed only where a driver is there to have it. */
const hostFault = (rule: TextRule, state: HostState, row: RawRow): Judgement => {
  if (state.kind === "no-gpu")
    return fail(`${rule.meaning} was reported although there is no GPU: ${gist(row)}`);
  return unavailable(`${rule.meaning}: ${gist(row)}`);
};

const judgeError = (row: RawRow, context: RowContext): Judgement => {
  const state = hostState(context.host);
  // The whole message, not its first line: a cause may stand further down. An outer error hides
  // what CUDA said, so causes count, broken ones first.
  const texts = [row.error?.text ?? "", ...(row.error?.causes ?? [])];
  const rules = texts.map(ruleFor).filter((rule) => rule !== undefined);
  const rule =
    rules.find((one) => one.kind === "broken") ??
    (ruleFor(texts[0] ?? "") === undefined ? undefined : rules[0]);
  // No library can use a GPU whose driver does not start without it, whatever it says of that.
  if (row.device === "gpu" && state.kind === "driver" && rule?.kind !== "broken")
    return unavailable(state.meaning);
  if (state.kind === "image" && rule?.kind !== "broken") return noDriver(state, row, context);
  if (rule === undefined) return fail(`unknown error: ${gist(row)}`);
  switch (rule.kind) {
    case "broken":
      return fail(`${rule.meaning}: ${gist(row)}`);
    case "no-driver":
      return noDriver(state, row, context);
    case "old-driver":
      return oldDriver(state, row, context);
    case "host":
      return hostFault(rule, state, row);
  }
};

/** XGBoost and the like say in a warning that they took the CPU. */
const fellBack = (row: RawRow): string | undefined =>
  [...row.warnings, row.stderr].find((text) =>
    /setting device to CPU|changed from GPU to CPU|[Ff]alling back to (?:the )?CPU/.test(text),
  );

const judgeOk = (row: RawRow, context: RowContext): Judgement => {
  if (row.device === "cpu") return { outcome: "pass" };
  const warning = fellBack(row);
  if (warning !== undefined)
    return fail(`the work was done on the CPU: ${warning.trim().split("\n")[0]}`);
  const state = hostState(context.host);
  if (state.kind !== "ready")
    return fail(
      `the check passed although no GPU can be used (${state.meaning}), so it proves nothing`,
    );
  const compat = compatLibrary(context.host);
  return compat === undefined
    ? { outcome: "pass" }
    : { outcome: "pass", reason: `with the image's own ${compat}` };
};

/** Decides what one raw row means. Nothing unknown is ever `pass` or `unavailable`. */
export const classify = (row: RawRow, context: RowContext): Judgement => {
  switch (row.status) {
    case "ok":
      return judgeOk(row, context);
    case "skipped":
      return { outcome: "skipped", reason: row.reason ?? "the probe gives no reason" };
    case "error":
      return judgeError(row, context);
    case "crash":
    case "timeout":
    case "memory":
      return fail(
        `${gist(row)}${row.output.trim() === "" ? "" : `; last words: ${row.output.trim().split("\n").at(-1)?.slice(0, 200)}`}`,
      );
    case "not-run":
      return fail("not run: the library's process ended in an earlier check");
  }
};

const builtForCuda = (rows: readonly RawRow[], library: string): string | undefined => {
  const value = rows.find(
    (row) => row.library === library && typeof row.facts["builtForCuda"] === "string",
  )?.facts["builtForCuda"];
  return typeof value === "string" && /^\d+\.\d+$/.test(value) ? value : undefined;
};

/** Every row of a run with its outcome, in the order in which they ran. */
export const judgeRun = (run: RawRun): ProbeResult[] =>
  run.rows.map((row) => {
    const cuda = builtForCuda(run.rows, row.library);
    const { outcome, reason } = classify(row, {
      host: run.host,
      ...(cuda === undefined ? {} : { builtForCuda: cuda }),
    });
    return {
      library: row.library,
      check: row.check,
      device: row.device,
      outcome,
      ...(reason === undefined ? {} : { reason }),
      seconds: row.seconds,
      facts: row.facts,
    };
  });
