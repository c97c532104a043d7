import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DOCKER_LIST, DOCKER_MANIFEST } from "../../src/registry/repository.ts";
import { startFakeGitHub } from "../fakes/github.ts";
import { startFakeRegistry, type FakeRegistry } from "../fakes/registry.ts";
import { lockedFiles } from "./lockedFiles.ts";
import { runAction, type StepRun } from "./runner.ts";

const BASES = ["12.8.1-base-ubuntu24.04", "13.0.1-base-ubuntu24.04"];
const CELLS = ["tiny-cuda12.8.1-ubuntu24.04-py3.12", "tiny-cuda13.0.1-ubuntu24.04-py3.12"];
const sha256 = (text: string): string =>
  `sha256:${createHash("sha256").update(text).digest("hex")}`;

let registry: FakeRegistry;
let folder = "";
let planFolder = "";
let files: Record<string, string>;
let planned: StepRun;

const request = (): string =>
  `to: ${registry.host}/team/images\nmatrix:\n  cuda: ["12.8.1", "13.0.1"]\n  ubuntu: ["24.04"]\n  set: [tiny]\nsets:\n  tiny: [numpy]\nmirrors:\n  docker.io: ${registry.host}\nsmoke:\n  require: cpu\n`;

const push = (name: string, tag: string, mediaType: string, text: string): void => {
  const manifests =
    registry.manifests.get(name) ?? new Map<string, { mediaType: string; bytes: Buffer }>();
  for (const key of [tag, sha256(text)])
    manifests.set(key, { mediaType, bytes: Buffer.from(text) });
  registry.manifests.set(name, manifests);
};

const run = (
  inputs: Readonly<Record<string, string>>,
  more: Parameters<typeof runAction>[1] = {},
): Promise<StepRun> => runAction(inputs, { files, ...more });
const handed = (inputs: Readonly<Record<string, string>>): Promise<StepRun> =>
  run({ "plan-folder": planFolder, "plan-id": planned.outputs["plan-id"] ?? "", ...inputs });
const titles = ({ annotations }: StepRun, level: string): (string | undefined)[] =>
  annotations.filter((one) => one.level === level).map(({ properties }) => properties["title"]);

beforeAll(async () => {
  registry = await startFakeRegistry();
  folder = await mkdtemp(join(tmpdir(), "dl-env-commands-"));
  planFolder = join(folder, "plan");
  for (const tag of BASES)
    push(
      "nvidia/cuda",
      tag,
      DOCKER_LIST,
      JSON.stringify({
        schemaVersion: 2,
        mediaType: DOCKER_LIST,
        manifests: [
          {
            mediaType: DOCKER_MANIFEST,
            digest: sha256(tag),
            size: 1,
            platform: { os: "linux", architecture: "amd64" },
          },
        ],
      }),
    );
  files = { "dl-env.yml": request(), ...(await lockedFiles(folder, request(), BASES)) };
  planned = await run({ command: "plan", out: planFolder });
}, 60_000);
afterAll(async () => {
  await registry.close();
  await rm(folder, { recursive: true, force: true });
});

describe("plan, on a matrix that works", () => {
  test("ends green, with every output, a verdict for each cell in the summary, and one log group", () => {
    expect({ code: planned.code, annotations: planned.annotations }).toEqual({
      code: 0,
      annotations: [],
    });
    expect(planned.outputs["plan-id"]).toMatch(/^[0-9a-f]{16}$/);
    expect(JSON.parse(planned.outputs["cells"] ?? "")).toEqual(CELLS);
    expect(
      (JSON.parse(planned.outputs["matrix"] ?? "") as { include: { name: string }[] }).include.map(
        ({ name }) => name,
      ),
    ).toEqual(["1 of 2, 2 with an engine", expect.stringMatching(/^2 of 2, \d+ by uv$/)]);
    expect(planned.outputs).toMatchObject({
      changed: "true",
      whole: "false",
      folder: planFolder,
      may: '{"secrets":true,"push":true,"caches":"write","gpu":true}',
    });
    expect((JSON.parse(planned.outputs["plan"] ?? "") as { id: string }).id).toBe(
      planned.outputs["plan-id"],
    );
    expect(planned.summary.match(/✅ accepted/g)).toHaveLength(2);
    expect(planned.summary).toContain("### Times");
    expect(planned.log.match(/^::group::/gm)).toHaveLength(1);
  });

  test("hands over the plan, its shards and its locks, and nothing else", async () => {
    const names = (await readdir(planFolder, { recursive: true })).sort();
    expect(names.filter((name) => !name.startsWith("locks"))).toEqual(["plan.json", "shards.json"]);
    expect(names).toContain("locks/apt-24.04.json");
  });

  test("with build: engine deals out whole images", async () => {
    const step = await run({ command: "plan", build: "engine" });
    expect(step.outputs["whole"]).toBe("true");
    expect(
      (JSON.parse(step.outputs["matrix"] ?? "") as { include: { name: string }[] }).include.map(
        ({ name }) => name,
      ),
    ).toEqual(["1 of 2, 1 whole with an engine", "2 of 2, 1 whole with an engine"]);
  });
});

describe("a job after the plan", () => {
  test("that finds nothing to link is red, names each cell in an annotation and in the summary, and still hands over what there is", async () => {
    const step = await handed({ command: "build", stage: "link" });
    expect(step.code).toBe(3);
    expect(titles(step, "error")).toEqual(["cell-left"]);
    for (const cell of CELLS) expect(step.annotations[0]?.message).toContain(cell);
    expect(step.summary).toContain("## dl-env build failed");
    expect(step.summary).toContain("tiny-cuda13.0.1-ubuntu24.04-py3.12");
    expect(step.outputs).toMatchObject({
      digests: "{}",
      smoke: '{"include":[]}',
      changed: "false",
    });
  });

  test("with another plan's id is refused, and so is one that would resolve anew", async () => {
    const other = await run({
      command: "build",
      stage: "link",
      "plan-folder": planFolder,
      "plan-id": "ffffffffffffffff",
    });
    expect([other.code, titles(other, "error")]).toEqual([2, ["wrong-plan"]]);
    const anew = await handed({ command: "build", stage: "link", update: "true" });
    expect([anew.code, titles(anew, "error")]).toEqual([2, ["bad-input"]]);
    expect(anew.annotations[0]?.message).toContain("whose locks came with it");
  });

  test("works with the locks that came with the plan, and not with those of its own checkout", async () => {
    const step = await handed({ command: "build", stage: "link" });
    const bare = await runAction(
      {
        command: "build",
        stage: "link",
        "plan-folder": planFolder,
        "plan-id": planned.outputs["plan-id"] ?? "",
      },
      { files: { "dl-env.yml": request() } },
    );
    expect(bare.code).toBe(step.code);
    expect(bare.outputs["digests"]).toBe(step.outputs["digests"]);
  });

  test("refuses to go on with the cells of a base that moved since the plan", async () => {
    const before = registry.manifests.get("nvidia/cuda")?.get(BASES[0]!);
    push(
      "nvidia/cuda",
      BASES[0]!,
      DOCKER_LIST,
      JSON.stringify({
        schemaVersion: 2,
        mediaType: DOCKER_LIST,
        manifests: [
          {
            mediaType: DOCKER_MANIFEST,
            digest: sha256("moved"),
            size: 1,
            platform: { os: "linux", architecture: "amd64" },
          },
        ],
      }),
    );
    const step = await handed({ command: "build", stage: "link" });
    registry.manifests.get("nvidia/cuda")?.set(BASES[0]!, before!);
    expect([step.code, titles(step, "error")[0]]).toEqual([1, "plan-moved"]);
  });

  test("of smoke and of promote with no image is green and changes nothing", async () => {
    const linked = join(folder, "linked");
    await cp(planFolder, linked, { recursive: true });
    for (const [name, text] of [
      ["digests.json", "{}"],
      ["smoke.json", "[]"],
    ] as const)
      await writeFile(join(linked, name), text);
    const smoke = await run({ command: "smoke", "plan-folder": linked });
    expect([smoke.code, smoke.outputs["report"], smoke.outputs["changed"]]).toEqual([
      0,
      "[]",
      "false",
    ]);
    const promote = await run({ command: "promote", "plan-folder": linked });
    expect([promote.code, promote.outputs["digests"], promote.outputs["changed"]]).toEqual([
      0,
      "{}",
      "false",
    ]);
  });

  test("of promote whose image is gone is red and says which", async () => {
    const linked = join(folder, "gone");
    await cp(planFolder, linked, { recursive: true });
    await writeFile(join(linked, "digests.json"), JSON.stringify({ [CELLS[0]!]: sha256("gone") }));
    await writeFile(
      join(linked, "smoke.json"),
      JSON.stringify([{ shard: 0, cells: [{ cell: CELLS[0], digest: sha256("gone") }] }]),
    );
    const step = await run({ command: "promote", "plan-folder": linked });
    expect(step.code).not.toBe(0);
    expect(titles(step, "error")).toEqual(["image-missing"]);
  });
});

describe("watch, generate and check, on a matrix that works", () => {
  test("watch says which cells are to be made, and opens no issue and no pull request", async () => {
    const github = await startFakeGitHub({ token: "ghs_t0ken" });
    const step = await run(
      { command: "watch", "github-token": "ghs_t0ken" },
      { env: { GITHUB_EVENT_NAME: "schedule", GITHUB_API_URL: github.api } },
    );
    await github.close();
    expect([step.code, step.outputs["changed"], JSON.parse(step.outputs["cells"] ?? "")]).toEqual([
      0,
      "true",
      CELLS,
    ]);
    expect(JSON.parse(step.outputs["report"] ?? "")).toMatchObject({
      gone: [],
      releases: [],
      unknown: [],
      apt: [],
    });
    expect(github.log.filter((line) => !line.startsWith("GET"))).toEqual([]);
    expect(github.unexpected).toEqual([]);
  });

  test("watch warns from day 45 in an annotation", async () => {
    const github = await startFakeGitHub({
      token: "ghs_t0ken",
      lastCommit: new Date(Date.now() - 46 * 86_400_000).toISOString(),
    });
    const step = await run(
      { command: "watch", "github-token": "ghs_t0ken" },
      { env: { GITHUB_EVENT_NAME: "schedule", GITHUB_API_URL: github.api } },
    );
    await github.close();
    expect(step.annotations).toMatchObject([
      {
        level: "warning",
        properties: { title: "watch" },
        message: expect.stringContaining("in 14 days") as string,
      },
    ]);
  });

  test("watch with a token that may not write says which permissions to give", async () => {
    const github = await startFakeGitHub({ token: "ghs_t0ken", may: "read" });
    push("nvidia/cuda", "13.9.0-base-ubuntu24.04", DOCKER_LIST, "{}");
    const step = await run(
      { command: "watch", "github-token": "ghs_t0ken" },
      { env: { GITHUB_EVENT_NAME: "schedule", GITHUB_API_URL: github.api } },
    );
    registry.manifests.get("nvidia/cuda")?.delete("13.9.0-base-ubuntu24.04");
    await github.close();
    expect([step.code, titles(step, "error")]).toEqual([3, ["github-refused"]]);
    // What it found is there for the job that makes it.
    expect([step.outputs["changed"], JSON.parse(step.outputs["cells"] ?? "")]).toEqual([
      "true",
      CELLS,
    ]);
    expect(
      step.log
        .split("\n")
        .filter((line) => line.includes("ghs_t0ken") && !line.startsWith("::add-mask::")),
    ).toEqual([]);
  });

  test("generate writes a folder for each cell", async () => {
    const out = join(folder, "containerfiles");
    const step = await run({ command: "generate", out });
    expect(step.code).toBe(0);
    expect((await readdir(out)).filter((name) => name.startsWith("tiny-"))).toEqual(CELLS);
    expect(await readFile(join(out, CELLS[0]!, "Containerfile"), "utf8")).toContain(
      `ARG BASE="docker.io/nvidia/cuda@${sha256(BASES[0]!)}"`,
    );
  });

  test("check without a pull request compares with nothing, and leaves the comment for later; a lock that is not there is annotated", async () => {
    const check = (more: Record<string, string>): Promise<StepRun> =>
      runAction(
        { command: "check", out: join(folder, "check") },
        { files: { ...files, ...more }, env: { GITHUB_EVENT_NAME: "push" } },
      );
    const lacking = await check({});
    expect([
      lacking.code,
      lacking.outputs["changed"],
      lacking.outputs["cells"],
      titles(lacking, "error"),
    ]).toEqual([1, "false", "[]", ["out-of-date"]]);
    expect(lacking.annotations[0]?.properties["file"]).toBe("locks/apt-24.04.json");
    expect(await readdir(join(folder, "check"))).toContain("comment.md");
    const whole = await check({
      "locks/apt-24.04.json": await readFile(join(planFolder, "locks/apt-24.04.json"), "utf8"),
    });
    expect({ code: whole.code, annotations: whole.annotations }).toEqual({
      code: 0,
      annotations: [],
    });
  });

  test("the comment without its pull request is refused", async () => {
    const step = await run({ command: "check", stage: "comment", "plan-folder": planFolder });
    expect([step.code, titles(step, "error")]).toEqual([2, ["no-comment"]]);
  });
});

describe("a run that may not use secrets", () => {
  const eve = {
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

  test("sends no credentials anywhere, and says so", async () => {
    registry.asked.length = 0;
    const step = await run(
      {
        command: "plan",
        registry: registry.host,
        "registry-username": "ada",
        "registry-password": "correct horse battery",
      },
      { env: { GITHUB_EVENT_NAME: "pull_request" }, event: eve },
    );
    expect(step.code).toBe(0);
    expect(step.log).toContain(
      "The registry's credentials are not used in this run (code from a fork).",
    );
    expect(registry.asked.length).toBeGreaterThan(0);
    expect(registry.asked.filter(({ headers }) => headers.authorization !== undefined)).toEqual([]);
  });

  test.each(["plan", "build", "smoke", "promote", "check", "watch"])(
    "of a fork is refused %s on a self-hosted runner, whatever its labels",
    async (command) => {
      const step = await run(
        { command, offline: "true" },
        {
          env: { GITHUB_EVENT_NAME: "pull_request", RUNNER_ENVIRONMENT: "self-hosted" },
          event: eve,
        },
      );
      expect([step.code, titles(step, "error")]).toEqual([2, ["not-from-here"]]);
      expect(step.annotations[0]?.message).toContain(
        "Code from a fork never runs on a self-hosted runner",
      );
    },
  );

  test("plans without the login to Docker Hub by OIDC, which only runs with secrets need the permission for", async () => {
    const inputs = {
      command: "plan",
      "registry-username": "team",
      "oidc-connection": "0d9f2c1a-7b3e-4c58-9a61-2f4be8d07c93",
    };
    expect(
      (await run(inputs, { env: { GITHUB_EVENT_NAME: "pull_request" }, event: eve })).code,
    ).toBe(0);
    const trusted = await run(inputs);
    expect([trusted.code, titles(trusted, "error")]).toEqual([2, ["no-id-token"]]);
  });
});
