import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { bundleInto } from "../../action/build/bundle.ts";
import { DOCKER_LIST, DOCKER_MANIFEST } from "../../src/registry/repository.ts";
import { lockedFiles } from "../bundle/lockedFiles.ts";
import { openAct, type ActRun, type ActWorld } from "../fakes/act.ts";
import { startFakeGitHub } from "../fakes/github.ts";
import { startFakeRegistry, type FakeRegistry } from "../fakes/registry.ts";

const root = join(import.meta.dirname, "../..");
const TIMEOUT = 180_000;
const BASE = "12.8.1-base-ubuntu24.04";
const sha256 = (text: string): string =>
  `sha256:${createHash("sha256").update(text).digest("hex")}`;

let registry: FakeRegistry;
let github: Awaited<ReturnType<typeof startFakeGitHub>>;
let folder = "";
let world: ActWorld;

const request = (): string =>
  [
    `to: ${registry.host}/team/images`,
    "matrix:",
    '  cuda: ["12.8.1"]',
    '  ubuntu: ["24.04"]',
    "  set: [tiny]",
    "sets:",
    "  tiny: [numpy]",
    `mirrors: { docker.io: "${registry.host}" }`,
    "smoke: { require: cpu }",
    "",
  ].join("\n");

const caller = async (name: string): Promise<string> => {
  const text = await readFile(join(root, ".github/workflows", `${name}.yml`), "utf8");
  const grants = (/^# Permissions that a caller must grant: (.*)\.$/m.exec(text)?.[1] ?? "")
    .split(", ")
    .map((line) => `      ${line}\n`)
    .join("");
  return `name: ${name}\non: [push]\npermissions: {}\njobs:\n  it:\n    uses: OWNER/dl-env-action/.github/workflows/${name}.yml@v1\n    permissions:\n${grants}`;
};

beforeAll(async () => {
  registry = await startFakeRegistry();
  github = await startFakeGitHub({ token: "ghs_t0ken" });
  const list = JSON.stringify({
    schemaVersion: 2,
    mediaType: DOCKER_LIST,
    manifests: [
      {
        mediaType: DOCKER_MANIFEST,
        digest: sha256(BASE),
        size: 1,
        platform: { os: "linux", architecture: "amd64" },
      },
    ],
  });
  const manifest = { mediaType: DOCKER_LIST, bytes: Buffer.from(list) };
  registry.manifests.set(
    "nvidia/cuda",
    new Map([
      [BASE, manifest],
      [sha256(list), manifest],
    ]),
  );
  folder = await mkdtemp(join(tmpdir(), "dl-env-dropped-"));
  const bundle = join(folder, "bundle");
  await mkdir(bundle);
  await bundleInto(bundle);
  vi.stubEnv("DL_ENV_TEST_BUNDLE", bundle);
  const { stdout } = await promisify(execFile)(join(root, ".ci/lint-workflows"), ["--tools"]);
  world = await openAct(join(stdout.split(" ", 1)[0] ?? "", "act"), {
    ...(await lockedFiles(folder, request(), [BASE])),
    "dl-env.yml": request(),
    ".github/workflows/images.yml": await caller("images"),
    ".github/workflows/nightly.yml": await caller("nightly"),
  });
}, TIMEOUT);
afterAll(async () => {
  await world.close();
  await registry.close();
  await github.close();
  await rm(folder, { recursive: true, force: true });
});

/** A run in which GitHub drops outputs of the first job, as those that hold a secret's text. */
const withoutOutputs = async (name: string, job: string): Promise<ActRun> => {
  const file = join(world.caller, "../ours/.github/workflows", `${name}.yml`);
  const kept = await readFile(file, "utf8");
  const dropped = kept.replaceAll(
    new RegExp(`(changed|matrix): \\$\\{\\{ steps\\.${job}\\.outputs\\.\\1 \\}\\}`, "g"),
    '$1: ""',
  );
  expect(dropped).not.toBe(kept);
  await writeFile(file, dropped);
  try {
    return await world.run("push", {
      workflow: `${name}.yml`,
      args: ["-s", "GITHUB_TOKEN=ghs_t0ken", "--env", `GITHUB_API_URL=${github.api}`],
    });
  } finally {
    await writeFile(file, kept);
  }
};

describe("an output that GitHub dropped, since it holds the text of a secret", () => {
  test.each([
    ["images", "plan"],
    ["nightly", "watch"],
  ])("ends %s red, says why and goes no further", { timeout: TIMEOUT }, async (name, job) => {
    const run = await withoutOutputs(name, job);
    const ended = Object.entries(run.jobs)
      .map(([title, result]) => `${title.slice(title.lastIndexOf("/") + 1)}: ${result}`)
      .filter((title) => !title.endsWith(": skipped"))
      .sort();
    expect({ ended, code: run.code, errors: run.errors }).toEqual({
      ended: ["outputs: failure", `${job}: success`],
      code: 1,
      errors: [expect.stringContaining("because it contains the text of a secret") as string],
    });
    expect(run.summaries.join("\n")).toContain("### What went wrong");
  });
});
