import { foundProblem, unreachable, type DlEnvError } from "../errors/error.ts";
import type { RunResult } from "../system/ports.ts";

/**
 * Lines of a failed engine's output that go into the cause: enough to see apt's or uv's own words.
 */
const TAIL_LINES = 30;

const lines = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** BuildKit numbers its lines and says when: `#5 2.317 E: …`. */
const STAMP = /^#\d+ [\d.]+ /;

/**
 * The script of a RUN, which is in what engines say of its failure and is often longer than all
 * else.
 */
const SCRIPT = /(process ")\/bin\/sh -c .*(" did not complete)|(building at STEP ").*(": while)/;

/**
 * The line that most likely says why: what apt said, else the last that speaks of an error, else
 * the last.
 */
const reasonIn = (text: string): string => {
  const all = lines(text).map((line) => line.replace(STAMP, "").replace(SCRIPT, "$1$3RUN …$2$4"));
  const found =
    all.findLast((line) => line.startsWith("E: ")) ??
    all.findLast((line) => /\berror\b|\bfatal\b/i.test(line)) ??
    all.at(-1) ??
    "it gave no message";
  const plain = found.replace(/^(Error|ERROR|error|fatal):\s*/, "").replace(/\.$/, "");
  return plain.length > 300 ? `${plain.slice(0, 300)}…` : plain;
};

const tail = (result: RunResult): Error =>
  new Error(lines(`${result.stdout}\n${result.stderr}`).slice(-TAIL_LINES).join("\n"));

/**
 * What an engine's non-zero exit means. `what` completes "podman could not …"; `retry` is what to
 * type to see it again.
 */
export const engineFailed = (
  engine: string,
  { what, retry }: { readonly what: string; readonly retry: string },
  result: RunResult,
): DlEnvError => {
  const output = `${result.stdout}\n${result.stderr}`;
  if (/no space left on device|disk quota exceeded/i.test(output)) {
    return unreachable(
      {
        code: "disk-full",
        message: `${engine} could not ${what}: its disk is full.`,
        hint: "See how much room each file system has: df -h",
      },
      { cause: tail(result) },
    );
  }
  return foundProblem(
    {
      code: "engine-failed",
      message: `${engine} could not ${what}: ${reasonIn(output)}.`,
      hint: `To see its full output, type: ${retry}`,
    },
    { cause: tail(result) },
  );
};
