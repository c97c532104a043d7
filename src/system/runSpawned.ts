import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { processBytes } from "./processBytes.ts";
import { programMissing } from "./programMissing.ts";
import { startOf } from "./programStart.ts";
import type { RunOptions, RunResult } from "./ports.ts";

/** How long a process may take to end after SIGTERM before it is killed, in milliseconds. */
const GRACE = 5000;

const collect = async (stream: Readable): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
};

const collectLines = async (stream: Readable, onLine: (line: string) => void): Promise<string> => {
  const lines: string[] = [];
  for await (const line of createInterface({
    input: stream,
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    lines.push(line);
    onLine(line);
  }
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
};

const outputOf = async (
  stream: Readable,
  { onOutput, onOutputLine }: RunOptions,
): Promise<string> => {
  if (onOutput === undefined)
    return onOutputLine === undefined ? collect(stream) : collectLines(stream, onOutputLine);
  for await (const chunk of stream) onOutput(chunk as Buffer);
  return "";
};

const feed = async (
  child: ChildProcess,
  input: NonNullable<RunOptions["input"]>,
): Promise<void> => {
  if (child.stdin === null) return;
  const source =
    typeof input === "string" ? Readable.from([Buffer.from(input, "utf8")]) : Readable.from(input);
  try {
    await pipeline(source, child.stdin);
  } catch (error) {
    // A process may stop reading before the input ends; its exit code tells whether that was right.
    if (!(
      error instanceof Error &&
      "code" in error &&
      (error.code === "EPIPE" || error.code === "ERR_STREAM_PREMATURE_CLOSE")
    ))
      throw error;
  }
};

const exitCode = (child: ChildProcess): Promise<number> =>
  new Promise((resolve, reject) => {
    child.once("error", reject);
    // Shells report a process that a signal ended as 128 and the signal's number; 143 is SIGTERM,
    // 137 SIGKILL.
    child.once("close", (code, signal) => resolve(code ?? (signal === "SIGKILL" ? 137 : 143)));
  });

const stopAfter = (
  child: ChildProcess,
  milliseconds: number | undefined,
): { fired: () => boolean; clear: () => void } => {
  if (milliseconds === undefined) return { fired: () => false, clear: () => undefined };
  let fired = false;
  let kill: NodeJS.Timeout | undefined;
  const term = setTimeout(() => {
    fired = true;
    child.kill("SIGTERM");
    kill = setTimeout(() => child.kill("SIGKILL"), GRACE);
  }, milliseconds);
  return {
    fired: () => fired,
    clear: () => {
      clearTimeout(term);
      clearTimeout(kill);
    },
  };
};

/**
 * Runs a process that is fed an input, watched or bounded in time, which @actions/exec cannot do
 * well; see Processes.run.
 */
export const runSpawned = async (
  argv: readonly string[],
  options: RunOptions,
): Promise<RunResult> => {
  const { program, path, args, env, cwd } = await startOf(argv, options);
  const child = spawn(path, args, { env, stdio: "pipe", cwd });
  child.stdin.on("error", () => undefined);
  if (options.input === undefined) child.stdin.end();
  const timer = stopAfter(child, options.timeout);
  const { pid } = child;
  if (pid !== undefined) options.onStart?.(() => processBytes(pid));
  try {
    const [code, stdout, stderr] = await Promise.all([
      exitCode(child),
      outputOf(child.stdout, options),
      options.onLine === undefined
        ? collect(child.stderr)
        : collectLines(child.stderr, options.onLine),
      options.input === undefined ? undefined : feed(child, options.input),
    ]);
    return { code, stdout, stderr, timedOut: timer.fired() };
  } catch (error) {
    child.kill("SIGKILL");
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      throw programMissing(program, error);
    }
    throw error;
  } finally {
    timer.clear();
  }
};
