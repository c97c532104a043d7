// How long the action takes to start: the bundle spawned on an input that it refuses, against bare
// Node. Milliseconds, medians.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const node = join(import.meta.dirname, "../node_modules/.bin/node");
const bundle = join(import.meta.dirname, "../action/index.js");
const RUNS = 21;

const once = (argv: readonly string[]): number => {
  const started = performance.now();
  spawnSync(node, argv, {
    env: { PATH: process.env["PATH"] ?? "", INPUT_COMMAND: "none" },
    stdio: "ignore",
  });
  return performance.now() - started;
};

const median = (argv: readonly string[]): number => {
  once(argv);
  const times = Array.from({ length: RUNS }, () => once(argv)).sort((a, b) => a - b);
  return Math.round(times[Math.floor(RUNS / 2)] ?? 0);
};

/** Milliseconds of the bundle and of Node alone; the bundle may take 120. */
export const start = (): { action: number; node: number } => ({
  action: median([bundle]),
  node: median(["-e", "0"]),
});

if (import.meta.main) {
  const { action, node: bare } = start();
  process.stdout.write(`start of the action: ${action} ms (Node alone: ${bare} ms)\n`);
  if (action > 120) process.exitCode = 1;
}
