import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { openAct, type ActRun, type ActWorld } from "../fakes/act.ts";
import { startFakeGitHub } from "../fakes/github.ts";
import { standInLayout, standInTag } from "../../src/engine/standInNames.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { pushBase } from "../fakes/pushedBase.ts";
import { engines } from "./engines.ts";

const root = join(import.meta.dirname, "..", "..");
const { registry } = engines();

/**
 * A base that its vendor pushes to a registry, and the catalog that knows it: not a stand-in, as
 * far as anything here can tell.
 */
const bases = `${registry}/bases${process.pid}/cuda`;
const BASE_TAG = "12.8.1-base-debian12";
const catalogFiles = {
  "bases/ubuntu.yml": `debian-12:\n  tag: debian12\n  glibc: "2.36"\n  python: "3.11"\n  end-of-life: 2099-06-30\n  source: this test\n`,
  "bases/cuda.yml": `sources:\n  here: this test\nreleases:\n  12.8.1:\n    images: { debian-12: [base] }\n    repository: ${bases}\n    sources: [here]\n`,
};
const night = `${registry}/night${process.pid}/images`;
const nightRequest = `to: ${night}\ncatalog: bases\nengine: podman\nmatrix:\n  cuda: ["12.8.1"]\n  ubuntu: [debian-12]\n  set: [tiny]\nsets:\n  tiny: [numpy]\nslim: true\nsmoke:\n  require: cpu\n`;

const pushVendorBase = async (label: string): Promise<void> => {
  const sys = realSystem();
  const open = openRepository(sys);
  await pushBase(
    open(`oci:${standInLayout(sys)}`),
    open(bases),
    standInTag("12.8.1"),
    BASE_TAG,
    label,
  );
};

const caller = (file: string, grants: string, inputs: string): string =>
  `name: ${file}\non: [push, pull_request, schedule]\npermissions: {}\njobs:\n  it:\n    uses: OWNER/dl-env-action/.github/workflows/${file}.yml@v1\n    permissions:\n${grants}    with:\n${inputs}`;

const grantsOf = async (file: string): Promise<string> => {
  const text = await readFile(join(root, ".github/workflows", `${file}.yml`), "utf8");
  const said = /^# Permissions that a caller must grant: (.*)\.$/m.exec(text)?.[1] ?? "";
  return said
    .split(", ")
    .map((line) => `      ${line}\n`)
    .join("");
};

const repository = `${registry}/team${process.pid}/images`;
const request = (cuda: string): string =>
  `to: ${repository}\nmatrix:\n  cuda: [${cuda}]\n  ubuntu: [stand-in]\n  set: [tiny]\nsets:\n  tiny: [numpy]\ndefault: { cuda: "12.8", ubuntu: stand-in, set: tiny }\nslim: true\nsmoke:\n  require: cpu\n`;

/** What engines and package tools are told by the environment. */
const env = Object.fromEntries(
  Object.entries(process.env).filter((entry): entry is [string, string] =>
    /^(?:CONTAINERS_|DOCKER_|BUILDX_|BUILDKIT_|XDG_RUNTIME|REGISTRY_|STORAGE_)/.test(entry[0]),
  ),
);

const tags = async (name: string): Promise<string[]> => {
  const response = await fetch(
    `http://${registry}/v2/${name.slice(registry.length + 1)}/tags/list`,
  );
  return response.status === 404
    ? []
    : (((await response.json()) as { tags: string[] | null }).tags ?? []).sort();
};

/**
 * The jobs of a run without the names of the workflows that call them and act's number of the
 * matrix entry, sorted.
 */
const jobs = (run: ActRun): string[] =>
  Object.entries(run.jobs)
    .map(
      ([name, result]) =>
        `${name.replace(/^(?:it\/|images\/|nightly\/|check\/(?=.))+/, "").replace(/-\d+$/, "")}: ${result}`,
    )
    .sort();

let world: ActWorld;

beforeAll(async () => {
  const { stdout } = await promisify(execFile)(join(root, ".ci/lint-workflows"), ["--tools"]);
  const act = join(stdout.split(" ", 1)[0] ?? "", "act");
  world = await openAct(act, {
    "dl-env.yml": request('"12.8"'),
    ".github/workflows/images.yml": caller(
      "images",
      await grantsOf("images"),
      "      stand-in: true\n      engine: podman\n",
    ),
    ".github/workflows/nightly.yml": caller(
      "nightly",
      await grantsOf("nightly"),
      "      stand-in: true\n",
    ),
    ".github/workflows/secret-images.yml": `${caller("images", await grantsOf("images"), `      stand-in: true\n      registry: ${registry}\n`)}    secrets:\n      registry-username: \${{ secrets.REGISTRY_USERNAME }}\n      registry-password: \${{ secrets.REGISTRY_PASSWORD }}\n`,
    ...catalogFiles,
    "night.yml": nightRequest,
    ".github/workflows/night-images.yml": caller(
      "images",
      await grantsOf("images"),
      "      file: night.yml\n",
    ),
    ".github/workflows/night.yml": caller(
      "nightly",
      await grantsOf("nightly"),
      "      file: night.yml\n",
    ),
    ".github/workflows/check.yml": caller(
      "check",
      await grantsOf("check"),
      "      stand-in: true\n      sample: 0\n",
    ),
  });
});
afterAll(() => world.close());

describe("a second repository with dl-env.yml and the ten lines", () => {
  test("plan, two jobs for layers, link, smoke, promote; then the tags are there", async () => {
    const run = await world.run("push", { workflow: "images.yml", env });
    expect({ jobs: jobs(run), errors: run.errors }).toEqual({
      jobs: [
        "layers 1 of 2, 1 with an engine: success",
        "layers 2 of 2, 3 by uv: success",
        "link: success",
        "plan: success",
        "promote: success",
        "smoke 1 of 1, 1 images: success",
      ],
      errors: [],
    });
    const moved = await tags(repository);
    expect(moved).toContain("latest");
    expect(moved).toContain("tiny-cuda12.8.1-stand-in-py3.11");
    expect(moved.filter((tag) => /-r[0-9a-f]{12}$/.test(tag))).toHaveLength(1);
    expect(run.summaries.some((summary) => summary.includes("✅ accepted"))).toBe(true);
    expect(run.outputs.filter(([name]) => name === "plan-id").map(([, id]) => id.length)).toEqual([
      16,
    ]);
  });

  test("a second run makes nothing, moves nothing, and is over after its plan", async () => {
    const before = await tags(repository);
    const run = await world.run("push", { workflow: "images.yml", env });
    expect(jobs(run)).toEqual(["plan: success"]);
    expect(await tags(repository)).toEqual(before);
  });

  test("the token of the registry and what GitHub trusts a job with are in no line, output or summary", async () => {
    const canary = "c4n4ry-Pa55w0rd/+&<>\"'";
    const run = await world.run("push", {
      workflow: "secret-images.yml",
      env,
      args: [
        "-s",
        `REGISTRY_PASSWORD=${canary}`,
        "-s",
        "REGISTRY_USERNAME=ada",
        "--env",
        "ACTIONS_STEP_DEBUG=true",
        "--env",
        "RUNNER_DEBUG=1",
      ],
    });
    expect(run.jobs).not.toEqual({});
    const all = [run.lines.join("\n"), JSON.stringify(run.outputs), run.summaries.join("\n")].join(
      "\n",
    );
    for (const form of [
      canary,
      encodeURIComponent(canary),
      Buffer.from(canary).toString("base64"),
      Buffer.from(`ada:${canary}`).toString("base64"),
      JSON.stringify(canary).slice(1, -1),
    ])
      expect(all.includes(form)).toBe(false);
  });

  test("a pull request from a fork gets a plan and nothing else", async () => {
    const payload = {
      repository: { full_name: "team/images", default_branch: "main" },
      pull_request: {
        number: 7,
        author_association: "NONE",
        user: { login: "eve", type: "User" },
        labels: [{ name: "gpu" }],
        head: { sha: "a", repo: { full_name: "eve/images" } },
        base: { sha: "b", ref: "main", repo: { full_name: "team/images" } },
      },
    };
    const run = await world.run("pull_request", { workflow: "images.yml", env, payload });
    expect(jobs(run)).toEqual(["plan: success"]);
    expect(run.outputs.find(([name]) => name === "may")?.[1]).toBe(
      '{"secrets":false,"push":false,"caches":"read","gpu":false}',
    );
  });
});

describe("nightly.yml", () => {
  test("a quiet night asks, makes nothing, and is over", async () => {
    const github = await startFakeGitHub({ token: "ghs_t0ken" });
    const run = await world.run("schedule", {
      workflow: "nightly.yml",
      env,
      args: ["-s", "GITHUB_TOKEN=ghs_t0ken", "--env", `GITHUB_API_URL=${github.api}`],
    });
    await github.close();
    expect({ jobs: jobs(run), errors: run.errors }).toEqual({
      jobs: ["watch: success"],
      errors: [],
    });
    expect(run.lines.some((line) => line.endsWith("|Nothing to build."))).toBe(true);
    expect(github.unexpected).toEqual([]);
  });
});

describe("a base that is pushed again in place", () => {
  test("nightly.yml notices it, makes just its system layer, links, tests and promotes", async () => {
    await pushVendorBase("first");
    const first = await world.run("push", { workflow: "night-images.yml", env });
    expect(first.errors).toEqual([]);
    const before = await tags(night);

    const github = await startFakeGitHub({ token: "ghs_t0ken" });
    const args = ["-s", "GITHUB_TOKEN=ghs_t0ken", "--env", `GITHUB_API_URL=${github.api}`];
    const quiet = await world.run("schedule", { workflow: "night.yml", env, args });
    expect(jobs(quiet)).toEqual(["watch: success"]);

    await pushVendorBase("second");
    const run = await world.run("schedule", { workflow: "night.yml", env, args });
    await github.close();
    expect({ jobs: jobs(run), errors: run.errors }).toEqual({
      jobs: [
        "layers 1 of 1, 1 with an engine: success",
        "link: success",
        "plan: success",
        "promote: success",
        "smoke 1 of 1, 1 images: success",
        "watch: success",
      ],
      errors: [],
    });
    // Beside the new image's tag there are those that its proof and the promotion hang on.
    const added = (await tags(night)).filter(
      (tag) => !before.includes(tag) && !/^(?:sha256|dl-env-promotion)-/.test(tag),
    );
    expect(added).toHaveLength(1);
    expect(added[0]).toMatch(/^tiny-cuda12\.8\.1-debian12-py3\.11-r[0-9a-f]{12}$/);
  });
});

describe("check.yml", () => {
  test("the pull request's one comment says which cell is new", async () => {
    const github = await startFakeGitHub({ token: "ghs_t0ken" });
    github.issues.push({
      number: 7,
      title: "x",
      body: "",
      state: "open",
      comments: [],
      pull_request: {},
    });
    const base = (
      await promisify(execFile)("git", ["rev-parse", "HEAD"], { cwd: world.caller })
    ).stdout.trim();
    await world.commit({ "dl-env.yml": request('"12.8", "13.0"') });
    const sameRepository = { full_name: "team/images" };
    const payload = {
      repository: { ...sameRepository, default_branch: "main" },
      pull_request: {
        number: 7,
        author_association: "MEMBER",
        user: { login: "ada", type: "User" },
        labels: [],
        head: { sha: "a", repo: sameRepository },
        base: { sha: base, ref: "main", repo: sameRepository },
      },
    };
    const run = await world.run("pull_request", {
      workflow: "check.yml",
      env,
      payload,
      args: ["-s", "GITHUB_TOKEN=ghs_t0ken", "--env", `GITHUB_API_URL=${github.api}`],
    });
    await github.close();
    expect({ jobs: jobs(run), errors: run.errors }).toEqual({
      jobs: ["check: success", "comment: success"],
      errors: [],
    });
    const [comment] = github.issues[0]?.comments ?? [];
    expect(comment?.body).toContain("This change affects 1 cell.");
    expect(comment?.body).toContain("<code>tiny&#45;cuda13&#46;0");
  });
});

test("the workflows run on Node 24", async () => {
  const action = parse(await readFile(join(root, "action.yml"), "utf8")) as {
    runs: { using: string };
  };
  expect(action.runs.using).toBe("node24");
  const { stdout } = await promisify(execFile)(join(root, "node_modules/.bin/node"), ["--version"]);
  expect(stdout).toMatch(/^v24\./);
});
