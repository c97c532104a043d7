import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import { realFiles } from "../../src/system/files.ts";
import type { Files, RunResult, System } from "../../src/system/ports.ts";

const made: string[] = [];

/** A folder of one test, removed after it. */
export const folder = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), "dl-env-unit-engine-"));
  made.push(path);
  return path;
};

afterEach(async () => {
  for (const path of made.splice(0)) await rm(path, { recursive: true, force: true });
});

export const said = (given: Partial<RunResult> = {}): RunResult => ({
  code: 0,
  stdout: "",
  stderr: "",
  timedOut: false,
  ...given,
});

export interface FakeHost {
  /** Programs on PATH. */
  readonly programs?: readonly string[];
  /** The first entry whose start the command line has, answers; none: it fails as `unexpected`. */
  readonly answers?: readonly (readonly [
    start: string,
    answer:
      | RunResult
      | ((argv: readonly string[], env: Readonly<Record<string, string | undefined>>) => RunResult),
  ])[];
  readonly env?: Readonly<Record<string, string>>;
  /** Text files of the host; others below a real temporary folder are real. */
  readonly files?: Readonly<Record<string, string>>;
  readonly uid?: number;
}

export interface FakeSystem extends System {
  /** Command lines that ran. */
  readonly ran: string[];
  readonly logged: string[];
}

const fakeFiles = (texts: Readonly<Record<string, string>>): Files => ({
  ...realFiles,
  readText: async (path) =>
    texts[path] ?? (path.startsWith(tmpdir()) ? realFiles.readText(path) : undefined),
  readBytes: async (path) =>
    texts[path] === undefined ? undefined : new TextEncoder().encode(texts[path]),
  list: async (path) =>
    Object.keys(texts)
      .filter((name) => name.startsWith(`${path}/`))
      .map((name) => name.slice(path.length + 1)),
  stat: async (path) =>
    texts[path] === undefined
      ? path.startsWith(tmpdir())
        ? realFiles.stat(path)
        : undefined
      : { kind: "file", size: 0, mode: 0o644, uid: 0, gid: 0, mtime: 0 },
});

/** A host that has what is named and nothing else; only temporary folders are real. */
export const fakeSystem = ({
  programs = [],
  answers = [],
  env = {},
  files = {},
  uid = 0,
}: FakeHost): FakeSystem => {
  const ran: string[] = [];
  const logged: string[] = [];
  return {
    ran,
    logged,
    processes: {
      run: async (argv, options) => {
        const line = argv.join(" ");
        ran.push(line);
        const answer =
          answers.find(([start]) => line.startsWith(start))?.[1] ??
          said({ code: 127, stderr: `unexpected: ${line}` });
        return typeof answer === "function" ? answer(argv, options?.env ?? {}) : answer;
      },
      find: async (program) => (programs.includes(program) ? `/usr/bin/${program}` : undefined),
    },
    files: fakeFiles(files),
    http: { request: () => Promise.reject(new Error("no network in unit tests")) },
    clock: { now: () => Date.UTC(2026, 10, 21), sleep: () => Promise.resolve() },
    env: {
      get: (name) => env[name],
      projectRoot: join(import.meta.dirname, "..", ".."),
      cwd: "/",
      home: "/home/u",
      cpus: 2,
      arch: "x64",
      uid,
      random: (bytes) => "0".repeat(bytes * 2),
    },
    log: {
      info: (text) => logged.push(text),
      warn: (text) => logged.push(text),
      debug: () => undefined,
      progress: () => undefined,
      group: (_title, work) => work(),
    },
  };
};
