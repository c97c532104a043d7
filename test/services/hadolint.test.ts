import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lintContainerfiles, type Linter } from "../../src/commands/check/hadolint.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import type { System } from "../../src/system/ports.ts";

const GOLDEN = join(import.meta.dirname, "../golden/image");

let dir = "";
let sys: System;
let linter: Linter;
const runs: { readonly program: string; readonly cwd: string }[] = [];
const inside = (program: string, ...args: string[]): string =>
  execFileSync(program, args, { cwd: dir, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

beforeAll(async () => {
  dir = await mkdtemp("/tmp/dl-env-hadolint-");
  const real = realSystem();
  const { hostHadolint } = await loadCatalog(real);
  linter = { pinned: hostHadolint, offline: false };
  const env = { ...real.env, cwd: dir };
  const get = (name: string): string | undefined =>
    name === "RUNNER_TOOL_CACHE" ? join(dir, "tools") : real.env.get(name);
  sys = {
    ...real,
    env: { ...env, get },
    processes: {
      run: (argv, options) => {
        if (argv.includes("--no-fail")) runs.push({ program: argv[0] ?? "", cwd: options.cwd });
        return real.processes.run(argv, options);
      },
      find: (name) =>
        name === "hadolint" ? Promise.resolve(undefined) : real.processes.find(name),
    },
  };
  inside("git", "init", "-q");
  for (const name of (await readdir(GOLDEN)).filter((file) => file.endsWith(".Containerfile"))) {
    await mkdir(join(dir, "containerfiles", name), { recursive: true });
    await copyFile(join(GOLDEN, name), join(dir, "containerfiles", name, "Containerfile"));
  }
  await writeFile(
    join(dir, "Dockerfile"),
    "FROM debian:12\nRUN cd /srv && apt-get install curl\nMAINTAINER someone\n",
  );
  inside("git", "add", "containerfiles", "Dockerfile");
});
afterAll(() => rm(dir, { recursive: true, force: true }));

test("hadolint finds nothing in generated Containerfiles, and its findings in others are at their lines", async () => {
  const found = await lintContainerfiles(sys, join(dir, "containerfiles"), linter);
  expect([...new Set(found.map(({ place }) => place?.file))]).toEqual(["Dockerfile"]);
  expect(found.map(({ rule, place, level }) => [rule, place?.line, level])).toEqual(
    expect.arrayContaining([
      ["DL3008", 2, "warning"],
      ["DL4000", 3, "error"],
    ]),
  );
});

test("without our settings it would name the pipes, so the settings are what it went by", async () => {
  const found = await lintContainerfiles(sys, join(dir, "elsewhere"), linter);
  expect(
    new Set(found.filter(({ place }) => place?.file !== "Dockerfile").map(({ rule }) => rule)),
  ).toEqual(new Set(["DL4006"]));
});

test("the hadolint that ran is the pinned wheel's, kept beside it, and started in no repository", async () => {
  const programs = new Set(runs.map(({ program }) => program));
  expect([...programs]).toEqual([
    expect.stringContaining(join(dir, "tools", "hadolint", linter.pinned.version)) as string,
  ]);
  const [program = ""] = programs;
  const wheel = await readFile(join(dirname(program), linter.pinned.wheelFile));
  expect(createHash("sha256").update(wheel).digest("hex")).toBe(linter.pinned.wheelSha256);
  expect(new Set(runs.map(({ cwd }) => cwd))).toEqual(new Set(["/"]));
});
