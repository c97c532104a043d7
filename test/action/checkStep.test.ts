import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readInputs } from "../../src/action/inputs.ts";
import { StepFailed, type StepContext, type StepResult } from "../../src/action/runStep.ts";
import { checkStep } from "../../src/action/steps/checkStep.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import type { System } from "../../src/system/ports.ts";

let folder = "";
let sys: System;
const SETTINGS = ["user.name=t", "user.email=t@example.invalid", "init.defaultBranch=main"];
const git = (...args: string[]): string =>
  execFileSync("git", [...SETTINGS.flatMap((setting) => ["-c", setting]), ...args], {
    cwd: folder,
    encoding: "utf8",
  }).trim();
const silent = {
  info: () => undefined,
  warn: () => undefined,
  debug: () => undefined,
  progress: () => undefined,
  group: <T>(_: string, work: () => Promise<T>) => work(),
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "dl-env-check-step-"));
  const real = realSystem({ log: silent });
  const variables: Readonly<Record<string, string>> = {
    XDG_CACHE_HOME: join(folder, "cache"),
    GITHUB_EVENT_PATH: join(folder, "cache/event.json"),
  };
  sys = {
    ...real,
    env: { ...real.env, cwd: folder, home: folder, get: (name) => variables[name] },
  };
  git("init", "-q");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const request = (cuda: string): string =>
  `to: oci:./images\nmatrix:\n  cuda: [${cuda}]\n  ubuntu: ["24.04"]\n`;
const commit = async (files: Readonly<Record<string, string>>): Promise<string> => {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  git("add", "-A");
  git("commit", "-q", "-m", "change");
  return git("rev-parse", "HEAD");
};
const step = async (event: object): Promise<StepResult> => {
  await sys.files.write(join(folder, "cache/event.json"), JSON.stringify(event));
  const inputs: Readonly<Record<string, string>> = {
    command: "check",
    file: join(folder, "dl-env.yml"),
    offline: "true",
  };
  const context: StepContext = {
    sys,
    inputs: readInputs((name) => inputs[name] ?? ""),
    rights: { secrets: false, push: false, caches: "read", gpu: true },
    row: "labelled pull request",
    folder: join(folder, "cache/out"),
  };
  return checkStep(context);
};
const pullOnto = (sha: string): object => {
  const repo = { full_name: "team/images" };
  const head = { sha: "a", repo };
  const pull = { number: 7, author_association: "MEMBER", head, base: { sha, ref: "main", repo } };
  return { repository: repo, pull_request: pull };
};

/** A pull request from `opened`, after which main got another cell, as GitHub checks it out. */
const mergeOf = async (files: Readonly<Record<string, string>>): Promise<string> => {
  const opened = await commit({ "dl-env.yml": request('"12.8"'), ".gitignore": "cache\n" });
  git("checkout", "-q", "-b", "topic");
  await commit(files);
  git("checkout", "-q", "main");
  await commit({ "dl-env.yml": request('"12.8", "12.4"') });
  git("merge", "-q", "--no-ff", "-m", "merge", "topic");
  return opened;
};

describe("check, of a pull request", () => {
  test("that changes a README touches no cell, whatever was merged since it was opened", async () => {
    const opened = await mergeOf({ "README.md": "x" });
    expect((await step(pullOnto(opened))).outputs["cells"]).toBe("[]");
  });

  test("in a checkout that is no merge is compared with what it was opened from", async () => {
    const opened = await mergeOf({ "README.md": "x" });
    git("checkout", "-q", "HEAD^1");
    const { outputs } = await step(pullOnto(opened));
    expect(JSON.parse(outputs["cells"] ?? "")).toHaveLength(1);
  });

  test("in a merge queue is compared with the queue's base", async () => {
    const base = await commit({ "dl-env.yml": request('"12.8"'), ".gitignore": "cache\n" });
    await commit({ "dl-env.yml": request('"12.8", "12.4"') });
    const { outputs } = await step({ merge_group: { base_sha: base } });
    expect(JSON.parse(outputs["cells"] ?? "")).toHaveLength(1);
    // What is rejected has no image whose probes could run.
    expect(outputs["matrix"]).toBe('{"include":[]}');
  });

  test("whose dl-env.yml is wrong has a comment that says what and where", async () => {
    const base = await commit({ "dl-env.yml": request('"12.8"'), ".gitignore": "cache\n" });
    await commit({ "dl-env.yml": request(`"thirteen"`) });
    const failed: unknown = await step(pullOnto(base)).catch((error: unknown) => error);
    const comment = failed instanceof StepFailed ? failed.done.files?.get("comment.md") : "";
    expect(comment).toContain("What this change does could not be found out:");
    expect(comment).toContain("dl&#45;env&#46;yml&#58;3&#58;");
    expect(comment).toContain("thirteen");
  });
});
