// How long the action and the command line take to start, against bare Node, and how much of the
// bundle each reads for it. The action is spawned on an input that it refuses, the command line on
// `--version`. Exits with 1 when the action is slower or larger than it may be.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readAtStart } from "../action/build/readAtStart.ts";

const root = join(import.meta.dirname, "..");
const node = join(root, "node_modules/.bin/node");
const PAIRS = 20;
const LIMITS = { milliseconds: 120, timesNode: 3, bytes: 1_000_000 } as const;

interface Entry {
  readonly name: string;
  /** Its file, whose static imports are read before anything runs. */
  readonly file: string;
  readonly argv: readonly string[];
}

const ENTRIES: readonly Entry[] = [
  { name: "the action", file: join(root, "action/index.js"), argv: [] },
  { name: "the command line", file: join(root, "action/dl-env.js"), argv: ["--version"] },
];

const once = (argv: readonly string[]): number => {
  const started = performance.now();
  spawnSync(node, argv, {
    env: { PATH: process.env["PATH"] ?? "", INPUT_COMMAND: "none" },
    stdio: "ignore",
  });
  return performance.now() - started;
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Medians over pairs of runs, one of the entry and one of bare Node right after it. */
const start = ({ file, argv }: Entry): { entry: number; bare: number; times: number } => {
  once([file, ...argv]);
  const pairs = Array.from({ length: PAIRS }, () => {
    const entry = once([file, ...argv]);
    const bare = once(["-e", "0"]);
    return { entry, bare, times: entry / bare };
  });
  return {
    entry: median(pairs.map((pair) => pair.entry)),
    bare: median(pairs.map((pair) => pair.bare)),
    times: median(pairs.map((pair) => pair.times)),
  };
};

for (const entry of ENTRIES) {
  const { entry: milliseconds, bare, times } = start(entry);
  const files = [...readAtStart(entry.file)];
  const bytes = files.reduce((sum, file) => sum + readFileSync(file).length, 0);
  process.stdout.write(
    `start of ${entry.name}: ${Math.round(milliseconds)} ms, ${times.toFixed(1)} times bare Node ` +
      `(${Math.round(bare)} ms), medians of ${PAIRS} pairs; ` +
      `${Math.round(bytes / 1000)} kB in ${files.length} files\n`,
  );
  if (milliseconds > LIMITS.milliseconds || times > LIMITS.timesNode || bytes > LIMITS.bytes)
    process.exitCode = 1;
}
