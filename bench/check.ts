// `dl-env check` warm, in a repository of 10,000 cells with committed locks whose last commit
// changed one line. Milliseconds, medians.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCatalog } from "../src/catalog/load.ts";
import { check } from "../src/commands/checkCommand.ts";
import { decodeRequest } from "../src/matrix/decodeRequest.ts";
import { expandCells } from "../src/matrix/expand.ts";
import { openQuestions } from "../test/matrix/judging.ts";
import { planCells } from "../src/pipeline.ts";
import { makeLock } from "../src/resolve/lockKey.ts";
import {
  aptLockFileName,
  encodeAptLock,
  encodeLock,
  lockFileName,
} from "../src/resolve/lockfile.ts";
import type { Question } from "../src/matrix/question.ts";
import { openSession } from "../src/session.ts";
import { realSystem } from "../src/system/realSystem.ts";

const CELLS = 10_000;
const RUNS = 7;
const TARGET = 500;
/** Wheels of a lock: what a set with torch and RAPIDS has. */
const WHEELS = 120;

const quiet = {
  info: () => undefined,
  warn: () => undefined,
  debug: () => undefined,
  progress: () => undefined,
  group: <T>(_: string, work: () => Promise<T>) => work(),
};
const sys = realSystem({ log: quiet });
const catalog = await loadCatalog(sys);
const folder = mkdtempSync(join(tmpdir(), "dl-env-bench-check-"));

const cudas = [
  ...new Set(
    catalog.cuda
      .filter(({ repository }) => !repository.startsWith("localhost/"))
      .map(({ version }) => version),
  ),
];
const requestText = (cells: number, line: string): string => {
  const others = 3 * 5 * 5;
  const sets = Math.ceil(cells / (cudas.length * others));
  const used = cudas.slice(0, Math.ceil(cells / (sets * others)));
  const libraries = [...catalog.libraries.keys()];
  const members = (index: number): string =>
    [
      ...new Set([0, 7, 14, 35].map((step) => libraries[(index * 3 + step) % libraries.length])),
    ].join(", ");
  const names = Array.from({ length: sets }, (_, index) => `s${index}`);
  return `to: oci:./images
matrix:
  cuda: [${used.join(", ")}]
  ubuntu: [22.04, 24.04, 26.04]
  python: [3.10, 3.11, 3.12, 3.13, 3.14]
  flavor: [base, runtime, devel, cudnn-runtime, cudnn-devel]
  set: [${names.join(", ")}]
sets:
${names.map((name, index) => `  ${name}: [${members(index)}]`).join("\n")}
${line}`;
};

const digits = (text: string, length: number): string =>
  Array.from({ length }, (_, at) =>
    ((text.charCodeAt(at % text.length) * 7 + at * 3) % 16).toString(16),
  ).join("");
const lockText = (question: Question): string => {
  const wheels = Array.from({ length: WHEELS }, (_, at) => ({
    name: `package-${at}`,
    version: "1.0",
    file: `package_${at}-1.0-py3-none-any.whl`,
    sha256: digits(`${at}`, 64),
    download: at % 12 === 0 ? 400_000_000 : 300_000,
  }));
  return encodeLock(
    makeLock(question, wheels, { created: "2026-11-21T00:00:00Z", uv: catalog.uv.version }),
  );
};

const git = (...args: string[]): string =>
  execFileSync(
    "git",
    [
      "-c",
      "user.name=bench",
      "-c",
      "user.email=bench@example.invalid",
      "-c",
      "init.defaultBranch=main",
      ...args,
    ],
    { cwd: folder, encoding: "utf8" },
  ).trim();

const commit = async (line: string): Promise<string> => {
  const text = requestText(CELLS, line);
  const request = decodeRequest(text, "dl-env.yml", { catalog });
  writeFileSync(join(folder, "dl-env.yml"), text);
  mkdirSync(join(folder, "locks"), { recursive: true });
  for (const question of openQuestions(expandCells(request, catalog), {
    request,
    catalog,
    today: catalog.asOf,
    lists: new Map(),
  }).values())
    writeFileSync(join(folder, "locks", lockFileName(question)), lockText(question));
  const { apt } = await planCells(
    await openSession(sys, { file: join(folder, "dl-env.yml"), offline: true }),
  );
  for (const lock of apt.values())
    writeFileSync(join(folder, "locks", aptLockFileName(lock.release)), encodeAptLock(lock));
  git("add", "-A");
  git("commit", "-q", "-m", line);
  return git("rev-parse", "HEAD");
};

const median = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

try {
  git("init", "-q");
  const base = await commit("exclude:\n  - { cuda: 13.0, flavor: devel }\n");
  await commit("exclude:\n  - { cuda: 13.0, flavor: runtime }\n");
  const options = { file: join(folder, "dl-env.yml"), offline: true, base };
  const here = {
    ...sys,
    env: { ...sys.env, cwd: folder },
    processes: {
      ...sys.processes,
      run: (argv: readonly string[], more = {}) =>
        sys.processes.run(argv, { cwd: folder, ...more }),
    },
  };
  const inside: number[] = [];
  const processor: number[] = [];
  let summary = "";
  for (let run = 0; run <= RUNS; run += 1) {
    const [started, before] = [performance.now(), process.cpuUsage()];
    const { result, plan } = await check(here, options);
    const { user, system } = process.cpuUsage(before);
    if (run > 0) {
      inside.push(performance.now() - started);
      processor.push((user + system) / 1000);
    }
    summary = `${plan.totals.cells} cells, ${plan.totals.accepted} accepted, ${result.touched.length} touched`;
  }
  const whole = Array.from({ length: 3 }, () => {
    const started = performance.now();
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(import.meta.dirname, "../src/cli.ts"), "check", "--offline", "--base", base],
      { cwd: folder, encoding: "utf8" },
    );
    if (status !== 0) throw new Error(`dl-env check ended with ${status}: ${stderr}`);
    return performance.now() - started;
  });
  console.log(
    `check: ${median(inside).toFixed(0)} ms warm (${median(processor).toFixed(0)} ms of processor), ${median(whole).toFixed(0)} ms with the start of its process: ${summary} (target: ${TARGET} ms warm)`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
