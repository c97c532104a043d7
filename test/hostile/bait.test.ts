import { spawn } from "node:child_process";
import { mkdir, mkdtemp, realpath, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { codeCache } from "../codeCache.ts";
import { realProcesses } from "../../src/system/processes.ts";
import { baitServer, layBait, putProgram, SECRET, type Bait } from "./bait.ts";

const ROOT = join(import.meta.dirname, "../..");
const NODE = join(ROOT, "node_modules/.bin/node");
/** Milliseconds; each takes some seconds, and what waits for a pipe or a prompt waits for ever. */
const LIMIT = 90_000;

let root = "";
let bait: Bait;
let server: Awaited<ReturnType<typeof baitServer>>;

beforeAll(async () => {
  server = await baitServer();
});
afterAll(() => server.close());

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "dl-env-bait-")));
  bait = await layBait(root, server.url);
  server.asked.length = 0;
  // Engines and installers of this machine are no part of this; hadolint is one that finds nothing.
  for (const name of ["docker", "podman", "apt-get", "mmdebstrap"])
    await putProgram(join(root, "tools", name), "exit 1");
  await putProgram(
    join(root, "tools", "hadolint"),
    'for last; do :; done; case "$1" in --version) echo "Haskell Dockerfile Linter 2.15.1";; *) cat $last >&2; echo "[]";; esac',
  );
  await mkdir(join(root, "temp"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

interface Run {
  readonly code: number | null;
  readonly output: string;
}

/**
 * A user whose PATH has the working folder, the repository and its folders before everything else.
 */
const environment = (): Record<string, string> => ({
  ...codeCache(),
  PATH: [
    ".",
    "",
    "bin",
    bait.top,
    `${bait.top}/bin`,
    `${bait.top}/.venv/bin`,
    `${root}/tools`,
    "/usr/bin",
    "/bin",
  ].join(":"),
  HOME: join(root, "home"),
  LANG: "C.UTF-8",
  TMPDIR: join(root, "temp"),
  RUNNER_TOOL_CACHE: join(root, "tool-cache"),
  // Below the repository: what is looked for above a private folder is looked for in the repository
  // too.
  XDG_CACHE_HOME: join(bait.top, ".cache"),
  VIRTUAL_ENV: join(bait.top, ".venv"),
  PYTHONPATH: bait.top,
  PIP_INDEX_URL: `${server.url}/user/simple`,
  PIP_RETRIES: "0",
  UV_DEFAULT_INDEX: `${server.url}/user/simple`,
  UV_PROJECT: bait.top,
});

const start = (argv: readonly string[], cwd: string, env: Record<string, string>): Promise<Run> =>
  new Promise((resolve, reject) => {
    const child = spawn(NODE, argv, {
      cwd,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: LIMIT,
    });
    let output = "";
    child.stdout.on("data", (part: Buffer) => (output += part.toString("utf8")));
    child.stderr.on("data", (part: Buffer) => (output += part.toString("utf8")));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });

const cli = (argv: readonly string[], cwd = bait.top): Promise<Run> =>
  start([join(ROOT, "src/cli.ts"), ...argv], cwd, environment());

const step = async (
  inputs: Readonly<Record<string, string>>,
  more: Record<string, string> = {},
): Promise<Run> => {
  const event = { repository: { full_name: "team/images", default_branch: "main" } };
  await writeFile(join(root, "event.json"), JSON.stringify(event));
  for (const name of ["output", "summary"]) await writeFile(join(root, name), "");
  return start([join(ROOT, "src/action.ts")], bait.top, {
    ...environment(),
    GITHUB_ACTIONS: "true",
    GITHUB_EVENT_NAME: "push",
    GITHUB_EVENT_PATH: join(root, "event.json"),
    GITHUB_OUTPUT: join(root, "output"),
    GITHUB_REF: "refs/heads/main",
    GITHUB_REPOSITORY: "team/images",
    GITHUB_STEP_SUMMARY: join(root, "summary"),
    GITHUB_WORKSPACE: bait.top,
    RUNNER_TEMP: join(root, "temp"),
    ...Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
    ...more,
  });
};

/** What a run took of the bait. */
const outcome = ({ code, output }: Run): object => ({
  ended: code !== null,
  ran: bait.taken(),
  showsWhatIsOutside: output.includes(SECRET),
  asked: server.asked.filter((path) => path.startsWith("/bait/")),
});

const UNTAKEN = { ended: true, ran: [], showsWhatIsOutside: false, asked: [] };

/** The links make the catalog unreadable: without them a command comes to its end. */
const withoutLinks = async (): Promise<void> => {
  for (const path of ["catalog/newest.yml", "containerfiles"]) await rm(join(bait.top, path));
};

const CELL = "base-cuda12.8.1-ubuntu24.04-py3.12";
const COMMANDS: readonly (readonly string[])[] = [
  ["plan"],
  ["lock"],
  ["generate", "--out", "made"],
  ["build"],
  ["smoke"],
  ["promote", "--dry-run"],
  ["load", CELL, "--into", "podman"],
  ["demo"],
  ["watch"],
  ["check"],
  ["check", "--sample", "1"],
  ["pick", "--gpu", "RTX 4090", "--driver", "550.54.15"],
  ["doctor"],
  ["doctor", CELL],
  ["run", CELL, "--gpus", "none"],
  ["run", CELL, "--as", "compose"],
  ["catalog", "update", "catalog"],
];
const STEPS = ["plan", "lock", "generate", "build", "smoke", "promote", "watch", "check", "doctor"];

describe("a repository full of bait", () => {
  test.each(COMMANDS.map((argv) => [argv.join(" "), argv] as const))(
    "is not taken by: dl-env %s",
    async (_name, argv) => {
      await withoutLinks();
      expect(outcome(await cli(argv))).toEqual(UNTAKEN);
      // It came as far as the uv that is pinned, at the index that the user named.
      expect(argv[0] === "plan" && !server.asked.includes("/user/simple/uv/")).toBe(false);
    },
    LIMIT,
  );

  test(
    "with links out of it in its catalog and its Containerfiles is not taken by either shell",
    async () => {
      expect(outcome(await cli(["plan"]))).toEqual(UNTAKEN);
      expect(outcome(await step({ command: "plan" }))).toEqual(UNTAKEN);
      await rm(join(bait.top, "catalog/newest.yml"));
      expect(outcome(await cli(["check", "--offline"]))).toEqual(UNTAKEN);
      expect(outcome(await step({ command: "check", offline: "true" }))).toEqual(UNTAKEN);
    },
    4 * LIMIT,
  );

  test(
    "is not taken by dl-env check --base, at its top and in a bare repository that was committed",
    async () => {
      await withoutLinks();
      for (const cwd of [bait.top, bait.bare]) {
        const run = await cli(["check", "--base", bait.base, "--offline"], cwd);
        expect(outcome(run)).toEqual(UNTAKEN);
        expect(run.output).toContain("Affected cells: ");
      }
    },
    2 * LIMIT,
  );

  test.each(STEPS)(
    "is not taken by the action: %s",
    async (command) => {
      await withoutLinks();
      expect(outcome(await step({ command }))).toEqual(UNTAKEN);
    },
    LIMIT,
  );

  test(
    "whose dl-env.yml is a pipe keeps neither shell waiting",
    async () => {
      await rm(join(bait.top, "dl-env.yml"));
      await realProcesses.run(["mkfifo", join(bait.top, "dl-env.yml")], { cwd: root });
      for (const run of [await cli(["plan"]), await step({ command: "plan" })]) {
        expect(outcome(run)).toEqual(UNTAKEN);
        expect(run.output).toContain("There is a pipe at ");
      }
    },
    2 * LIMIT,
  );

  test(
    "whose dl-env.yml, locks or catalog lead out of it is refused by the action, and nothing of them is shown or changed",
    async () => {
      await withoutLinks();
      await rename(join(bait.top, "catalog"), join(root, "outside", "catalog"));
      for (const [name, target, code] of [
        ["catalog", "../outside/catalog", "catalog-missing"],
        ["locks", "../outside", "link-out"],
        ["dl-env.yml", "../outside/secret", "link-out"],
      ] as const) {
        await rm(join(bait.top, name), { force: true });
        await symlink(target, join(bait.top, name));
        const run = await step({ command: "lock" });
        expect(outcome(run)).toEqual(UNTAKEN);
        expect(run.output).toContain(code);
        await rm(join(bait.top, name));
        if (name === "catalog")
          await rename(join(root, "outside", "catalog"), join(bait.top, "catalog"));
      }
    },
    3 * LIMIT,
  );

  test("would be taken by whoever calls programs by name, starts Python there or asks git about it", async () => {
    const env = { ...environment(), PYTHONPATH: "" };
    const taken = (program: string, ...args: string[]): Promise<void> =>
      new Promise((resolve) => {
        spawn(program, args, { cwd: bait.top, env, stdio: "ignore" }).once("close", () =>
          resolve(),
        );
      });
    await taken("uv");
    await taken("/usr/bin/env", "python3", "-c", "0");
    await taken("/usr/bin/python3", "-m", "zipfile");
    await taken("/usr/bin/git", "status");
    expect(bait.taken()).toEqual(
      expect.arrayContaining(["git-filter", "module-zipfile", "program-python3", "program-uv"]),
    );
  });
});
