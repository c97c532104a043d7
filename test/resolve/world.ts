import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type {
  HttpRequest,
  HttpResponse,
  Log,
  RunOptions,
  RunResult,
  System,
} from "../../src/system/ports.ts";
import { realFiles } from "../../src/system/files.ts";
import type { Question } from "../../src/matrix/question.ts";

export const silent: Log = {
  info: () => {},
  warn: () => {},
  debug: () => {},
  group: (_, work) => work(),
  progress: () => {},
};

export const quiet: RunResult = { code: 0, stdout: "", stderr: "", timedOut: false };

export interface World {
  readonly sys: System;
  /** Home, cache and working folder of this world; removed after the test. */
  readonly home: string;
  readonly runs: {
    readonly argv: readonly string[];
    readonly cwd: string;
    readonly env: NonNullable<RunOptions["env"]>;
  }[];
  readonly requests: string[];
  /** Milliseconds that the clock is ahead. */
  later: number;
}

export interface WorldOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: (argv: readonly string[], options: RunOptions) => Promise<RunResult> | RunResult;
  readonly programs?: readonly string[];
  readonly http?: (request: HttpRequest) => { status: number; headers?: Record<string, string> };
}

const response = ({
  status,
  headers = {},
}: {
  status: number;
  headers?: Record<string, string>;
}): HttpResponse => ({
  status,
  headers,
  body: (async function* empty() {})(),
  discard: () => Promise.resolve(),
});

/** A System with real files in a folder of its own, and processes and network as the test says. */
export const makeWorld = (options: WorldOptions = {}): World => {
  const home = mkdtempSync(join(tmpdir(), "dl-env-resolve-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const runs: { argv: readonly string[]; cwd: string; env: NonNullable<RunOptions["env"]> }[] = [];
  const requests: string[] = [];
  const variables: Readonly<Record<string, string>> = {
    RUNNER_TOOL_CACHE: `${home}/tools`,
    XDG_CACHE_HOME: `${home}/cache`,
    XDG_CONFIG_HOME: `${home}/config`,
    XDG_CONFIG_DIRS: `${home}/xdg`,
    ...options.env,
  };
  const world = { home, runs, requests, later: 0 };
  const sys: System = {
    files: realFiles,
    processes: {
      run: async (argv, runOptions) => {
        runs.push({ argv, cwd: runOptions.cwd, env: runOptions.env ?? {} });
        return (await options.run?.(argv, runOptions)) ?? quiet;
      },
      find: (program) =>
        Promise.resolve(
          (options.programs ?? ["uv", "python3"]).includes(program)
            ? `/usr/bin/${program}`
            : undefined,
        ),
    },
    http: {
      request: (request) => {
        requests.push(`${request.method} ${request.url}`);
        return Promise.resolve(
          response(
            options.http?.(request) ?? { status: 200, headers: { "content-length": "1000" } },
          ),
        );
      },
    },
    clock: {
      now: () => Date.parse("2026-11-21T10:00:00Z") + world.later,
      sleep: () => Promise.resolve(),
    },
    env: {
      get: (name) => variables[name],
      projectRoot: home,
      cwd: home,
      home,
      cpus: 2,
      arch: "x64",
      uid: 1000,
      random: (bytes) => "ab".repeat(bytes),
    },
    log: silent,
  };
  return Object.assign(world, { sys });
};

export const question = (change: Partial<Question> = {}): Question => ({
  requirements: ["numpy"],
  constraints: ["cuda-toolkit==12.8.*"],
  python: "3.12",
  platform: "x86_64-manylinux_2_35",
  indexes: [],
  ...change,
});

export const tool = {
  version: "0.13.8",
  wheelSha256: "ab".repeat(32),
  wheelFile: "uv-0.13.8-py3-none-manylinux_2_17_x86_64.whl",
};

/** What uv prints for a lock of one wheel. */
export const pylock = (
  name: string,
  version: string,
  file = `${name}-${version}-py3-none-any.whl`,
): string =>
  `lock-version = "1.0"\n[[packages]]\nname = "${name}"\nversion = "${version}"\nwheels = [{ url = "https://files.example/${file}", upload-time = 2026-11-02T03:04:05.678Z, hashes = { sha256 = "${"cd".repeat(32)}" } }]\n`;
