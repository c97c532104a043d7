import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { builtIn } from "../catalog/builtIn.ts";
import { parse } from "yaml";
import { propose } from "../../src/action/proposals.ts";
import { nightlyWatch, type NightlyRequest } from "../../src/action/nightlyWatch.ts";
import { withImages } from "../../src/catalog/updatedTexts.ts";
import { watchText } from "../../src/report/watchText.ts";
import { unreachable } from "../../src/errors/error.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import { openQuestions } from "../matrix/judging.ts";
import { planCells } from "../../src/pipeline.ts";
import { DOCKER_LIST, DOCKER_MANIFEST } from "../../src/registry/repository.ts";
import { makeLock } from "../../src/resolve/lockKey.ts";
import {
  aptLockFileName,
  encodeAptLock,
  encodeLock,
  lockFileName,
} from "../../src/resolve/lockfile.ts";
import { openSession } from "../../src/session.ts";
import { openGitHub, type GitHub } from "../../src/system/github/openGitHub.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import type { System } from "../../src/system/ports.ts";
import { startFakeGitHub, type FakeGitHub } from "../fakes/github.ts";
import { startFakeRegistry, type FakeRegistry } from "../fakes/registry.ts";
import { hex } from "../image/world.ts";

const root = join(import.meta.dirname, "..", "..");
const silent = {
  info: () => undefined,
  warn: () => undefined,
  debug: () => undefined,
  progress: () => undefined,
  group: <T>(_: string, work: () => Promise<T>) => work(),
};
const NIGHT = Date.parse("2026-11-21T03:17:00Z");
const DAY = 86_400_000;

const CUDA = ["12.8.1", "12.9.1", "13.0.1", "13.0.2", "13.1.0"];
const UBUNTU = ["22.04", "24.04"];
const SETS = Array.from({ length: 10 }, (_, index) => `s${index}`);
const BASES = CUDA.flatMap((cuda) => UBUNTU.map((ubuntu) => `${cuda}-base-ubuntu${ubuntu}`));

let folder = "";
let registry: FakeRegistry;
let server: FakeGitHub;
let github: GitHub;
let sys: System;
let now = NIGHT;

const SILENT_INDEX =
  "error: Request failed after 3 retries\n  Caused by: Failed to fetch: `https://index.example/simple/numpy/`\n  Caused by: error sending request for url (https://index.example/simple/numpy/)\n  Caused by: client error (Connect)\n  Caused by: dns error\n  Caused by: failed to lookup address information: Name or service not known\n";

const sha256 = (text: string): string =>
  `sha256:${createHash("sha256").update(text).digest("hex")}`;

/** A list for two platforms, as nvidia/cuda has them; another content makes another digest. */
const listOf = (content: string): string =>
  JSON.stringify({
    schemaVersion: 2,
    mediaType: DOCKER_LIST,
    manifests: ["amd64", "arm64"].map((architecture) => ({
      mediaType: DOCKER_MANIFEST,
      digest: sha256(`${content}${architecture}`),
      size: 1,
      platform: { os: "linux", architecture },
    })),
  });

const push = (name: string, tag: string, mediaType: string, text: string): void => {
  const manifests =
    registry.manifests.get(name) ?? new Map<string, { mediaType: string; bytes: Buffer }>();
  for (const key of [tag, sha256(text)])
    manifests.set(key, { mediaType, bytes: Buffer.from(text) });
  registry.manifests.set(name, manifests);
};
const pushBase = (tag: string, content = tag): void => {
  push("nvidia/cuda", tag, DOCKER_LIST, listOf(content));
};

const request = (more = ""): string =>
  [
    `to: ${registry.host}/team/images`,
    "matrix:",
    `  cuda: [${CUDA.map((cuda) => `"${cuda}"`).join(", ")}] # newest last`,
    `  ubuntu: ["22.04", "24.04"]`,
    `  python: ["3.12"]`,
    `  set: [${SETS.join(", ")}]`,
    "sets:",
    ...SETS.map((set) => `  ${set}: [numpy]`),
    "mirrors:",
    `  docker.io: ${registry.host}`,
    "smoke:",
    "  require: cpu",
    more,
  ].join("\n");

const options = (over: NightlyRequest = {}): NightlyRequest => ({
  file: `${folder}/dl-env.yml`,
  ...over,
});

/** One lock beside the request for each question of its cells, so that no resolver is needed. */
const writeLocks = async (): Promise<void> => {
  const { request: asked, catalog } = await openSession(sys, options());
  const cells = expandCells(asked, catalog);
  const lists = new Map([["docker.io/nvidia/cuda", { tags: new Set(BASES), asOf: "2026-11-21" }]]);
  for (const question of openQuestions(cells, {
    request: asked,
    catalog,
    today: "2026-11-21",
    lists,
  }).values()) {
    const names = [
      ...new Set(
        [...question.requirements].map(
          (requirement) => /^[A-Za-z0-9._-]+/.exec(requirement)?.[0].toLowerCase() ?? "",
        ),
      ),
    ].sort();
    const wheels = names.map((name, index) => ({
      name,
      version: "9.9.9",
      file: `${name}-9.9.9-py3-none-any.whl`,
      sha256: hex(index + 1),
      download: 1e6,
    }));
    await sys.files.write(
      `${folder}/locks/${lockFileName(question)}`,
      encodeLock(makeLock(question, wheels, { created: "2026-11-21T08:00:00Z", uv: "0.13.8" })),
    );
  }
};

/** The destination as it is after all images of the plan were published. */
const publishAll = async (): Promise<void> => {
  const { plan } = await planCells(await openSession(sys, options()));
  expect(plan.totals).toMatchObject({ cells: 100, accepted: 100 });
  for (const { cell, tags } of plan.cells)
    for (const tag of tags)
      push("team/images", tag, "application/vnd.oci.image.manifest.v1+json", `{"of":"${cell}"}`);
  for (const layer of plan.layers)
    push(
      "team/images-layers",
      layer.layer,
      "application/vnd.oci.image.manifest.v1+json",
      `{"of":"${layer.layer}"}`,
    );
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "dl-env-night-"));
  const uv = (await builtIn()).hostUv.version;
  registry = await startFakeRegistry({ pageSize: 10_000 });
  server = await startFakeGitHub({ token: "t", lastCommit: "2026-11-20T00:00:00Z" });
  github = await openGitHub({ repository: "team/images", token: "t", api: server.api });
  now = NIGHT;
  const real = realSystem({ log: silent });
  const env: Readonly<Record<string, string>> = {
    XDG_CACHE_HOME: `${folder}/.cache`,
    GITHUB_WORKSPACE: folder,
  };
  const noNetwork = (url: string): Error =>
    unreachable({ code: "network", message: `No answer came from ${url}.`, hint: "curl" });
  sys = {
    ...real,
    clock: { ...real.clock, now: () => now },
    env: { ...real.env, cwd: folder, home: folder, get: (name) => env[name] },
    http: {
      request: (wanted) =>
        wanted.url.includes("//127.0.0.1:")
          ? real.http.request(wanted)
          : Promise.reject(noNetwork(wanted.url)),
    },
    // A uv whose index is silent: nights that need no resolver do not notice.
    processes: {
      ...real.processes,
      find: (name) => Promise.resolve(name === "uv" ? "/fake/uv" : undefined),
      run: (argv) =>
        Promise.resolve(
          argv.includes("--version")
            ? { code: 0, stdout: `uv ${uv}\n`, stderr: "", timedOut: false }
            : { code: 2, stdout: "", stderr: SILENT_INDEX, timedOut: false },
        ),
    },
  };
  for (const tag of BASES) pushBase(tag);
  push("team/images", "other", "application/vnd.oci.image.manifest.v1+json", "{}");
  push("team/images-layers", "other", "application/vnd.oci.image.manifest.v1+json", "{}");
  await sys.files.write(`${folder}/dl-env.yml`, request());
  await writeLocks();
  await publishAll();
  registry.asked.length = 0;
});
afterEach(async () => {
  await registry.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const asked = (): Record<string, number> => {
  const kinds = registry.asked.map(
    ({ method, url }) => `${method} ${url.includes("/tags/list") ? "list" : "manifest"}`,
  );
  return Object.fromEntries(
    [...new Set(kinds)].sort().map((kind) => [kind, kinds.filter((one) => one === kind).length]),
  );
};

const watch = async (request: NightlyRequest, as?: GitHub) => {
  const clients = as === undefined ? undefined : { own: as, proposals: as };
  const { outcome } = await nightlyWatch(sys, request, clients);
  return { json: outcome.result, exit: outcome.exit };
};

describe("a night over 100 cells on 10 bases", () => {
  test("in which nothing moved is two lists, and one HEAD a base, which registries do not count as a pull", async () => {
    const { json, exit } = await watch(options(), github);
    expect([json.changed, json.gone, json.releases, json.unknown, exit]).toEqual([
      [],
      [],
      [],
      [],
      0,
    ]);
    expect(asked()).toEqual({ "GET list": 2, "HEAD manifest": 10 });
    expect(server.log).toEqual(["GET ", "GET /pulls", "GET /issues"]);
  });

  test("finds a base that was pushed again in place: just its cells, with one GET more", async () => {
    pushBase("13.0.1-base-ubuntu24.04", "again");
    const { json } = await watch(options(), github);
    expect(json.changed).toEqual(SETS.map((set) => `${set}-cuda13.0.1-ubuntu24.04-py3.12`));
    expect(asked()).toEqual({ "GET list": 3, "GET manifest": 1, "HEAD manifest": 10 });
  });

  test("does not take a list whose arm64 part was pushed again for news", async () => {
    const text = listOf("13.0.1-base-ubuntu24.04").replace(
      sha256("13.0.1-base-ubuntu24.04arm64"),
      sha256("another"),
    );
    push("nvidia/cuda", "13.0.1-base-ubuntu24.04", DOCKER_LIST, text);
    expect((await watch(options(), github)).json.changed).toEqual([]);
  });

  test("opens one issue for bases that are gone, brings it up to date, and closes it when they are back", async () => {
    for (const tag of ["12.8.1-base-ubuntu22.04", "12.8.1-base-ubuntu24.04"])
      registry.manifests.get("nvidia/cuda")?.delete(tag);
    const { json } = await watch(options(), github);
    expect(json.gone).toHaveLength(20);
    expect(json.changed).toEqual([]);
    expect(server.issues).toMatchObject([
      { title: "20 cells without a base image", state: "open" },
    ]);
    pushBase("12.8.1-base-ubuntu22.04");
    await watch(options(), github);
    expect(server.issues).toMatchObject([
      { title: "10 cells without a base image", state: "open" },
    ]);
    pushBase("12.8.1-base-ubuntu24.04");
    await watch(options(), github);
    expect(server.issues).toMatchObject([
      { state: "closed", comments: [{ body: "Every cell of the matrix has a base image again." }] },
    ]);
  });

  test("takes newer libraries only if asked: then committed locks do not count, and an index that is silent makes all cells unknown", async () => {
    expect((await watch(options())).json.unknown).toEqual([]);
    const { json, exit } = await watch(options({ update: true }));
    expect([json.unknown.length, json.changed.length, exit]).toEqual([100, 0, 3]);
  });

  test("writes nothing on a dry run", async () => {
    pushBase("13.9.0-base-ubuntu24.04");
    registry.manifests.get("nvidia/cuda")?.delete("12.8.1-base-ubuntu22.04");
    await watch(options({ dryRun: true }), github);
    expect(server.log.filter((line) => !line.startsWith("GET"))).toEqual([]);
  });

  test.each([
    [44, "nothing"],
    [45, "in 15 days"],
    [61, "has switched this schedule off"],
  ] as const)("%i days after the last push says %j", async (days, told) => {
    await server.close();
    server = await startFakeGitHub({
      token: "t",
      lastCommit: new Date(NIGHT - days * DAY).toISOString(),
    });
    github = await openGitHub({ repository: "team/images", token: "t", api: server.api });
    const { json } = await watch(options(), github);
    expect(json.quiet ?? "nothing").toContain(told);
  });
});

describe("another smoke.require", () => {
  test("that asks for less takes the images that met more: nothing is made", async () => {
    await sys.files.write(`${folder}/dl-env.yml`, request().replace("cpu", "gpu"));
    registry.manifests.delete("team/images");
    await publishAll();
    for (const require of ["covered", "cpu"]) {
      await sys.files.write(`${folder}/dl-env.yml`, request().replace("cpu", require));
      const { json } = await watch(options());
      expect([require, json.changed]).toEqual([require, []]);
    }
  });

  test("that asks for more links every image again, because its label says what it met, and makes no layer", async () => {
    await sys.files.write(`${folder}/dl-env.yml`, request().replace("cpu", "gpu"));
    expect((await watch(options())).json.changed).toHaveLength(100);
    const { plan } = await planCells(await openSession(sys, options()), { takesStricter: true });
    expect(new Set(plan.cells.map(({ state }) => state))).toEqual(new Set(["layers"]));
  });
});

describe("apt packages older than apt.maxAge", () => {
  test("without a committed lock are news once a span: every cell, whose system layer is to be made", async () => {
    now = NIGHT + 90 * DAY;
    const { json } = await watch(options());
    expect(json.changed).toHaveLength(100);
  });

  test("with a committed lock are told, with what to type, and change nothing by themselves", async () => {
    const { apt } = await planCells(await openSession(sys, options()));
    for (const lock of apt.values())
      await sys.files.write(
        `${folder}/locks/${aptLockFileName(lock.release)}`,
        encodeAptLock({ ...lock, asOf: "2026-11-20" }),
      );
    await publishAll();
    now = NIGHT + 90 * DAY;
    const { json } = await watch(options());
    expect(json.changed).toEqual([]);
    expect(json.apt.map(({ code, hint }) => [code, hint])).toEqual([
      ["apt-lock-old", "Make it again: dl-env lock --update"],
      ["apt-lock-old", "Make it again: dl-env lock --update"],
    ]);
    expect(watchText(json)).toContain("security fixes since 2026-11-20");
  });
});

describe("a new CUDA release", () => {
  const news = [
    "13.9.0-base-ubuntu22.04",
    "13.9.0-base-ubuntu24.04",
    "13.9.0-devel-ubuntu24.04",
    "13.9.0-base-ubi9",
  ];
  beforeEach(() => {
    for (const tag of news) pushBase(tag);
  });

  test("becomes one pull request that edits dl-env.yml and leaves the rest of it as it was typed; a second night adds nothing", async () => {
    await watch(options(), github);
    await watch(options(), github);
    expect(server.pulls).toMatchObject([
      { title: "Add CUDA 13.9 to the matrix", head: { ref: "dl-env/new-cuda-13.9" } },
    ]);
    expect(server.commitsOf("dl-env/new-cuda-13.9")).toBe(2);
    expect(server.file("dl-env/new-cuda-13.9", "dl-env.yml")).toBe(
      request().replace('"13.1.0"]', '"13.1.0", "13.9"]'),
    );
    expect(server.file("dl-env/new-cuda-13.9", "matrix/cuda.yml")).toBeUndefined();
    expect(server.pulls[0]?.body).toContain("does not know CUDA 13.9 yet");
  });

  const catalogIn = async (path: string): Promise<void> =>
    sys.files.write(`${folder}/${path}`, await readFile(join(root, "matrix/cuda.yml"), "utf8"));
  interface CudaFile {
    "as-of": string;
    sources: Record<string, string>;
    flavors: Record<string, string[]>;
    releases: Record<string, { images: Record<string, string | string[]>; sources: string[] }>;
  }

  test.each([
    ["the request's own catalog", "facts/cuda.yml", "catalog: facts\n", undefined],
    ["this project's own", "matrix/cuda.yml", "", '{"name": "dl-env-action"}'],
  ])(
    "goes into %s with every image and its source, on the same branch",
    async (_, path, line, project) => {
      await catalogIn(path);
      if (project !== undefined) await sys.files.write(`${folder}/package.json`, project);
      await sys.files.write(`${folder}/dl-env.yml`, request(line));
      await watch(options(), github);
      const text = server.file("dl-env/new-cuda-13.9", path) ?? "";
      const before = parse(await readFile(join(root, "matrix/cuda.yml"), "utf8"), {
        schema: "failsafe",
      }) as CudaFile;
      const after = parse(text, { schema: "failsafe" }) as CudaFile;
      const flavors = (ubuntu: string): string[] => {
        const found = after.releases["13.9.0"]?.images[ubuntu];
        return typeof found === "string" ? (after.flavors[found] ?? []) : (found ?? []);
      };
      expect([flavors("22.04"), flavors("24.04")]).toEqual([["base"], ["base", "devel"]]);
      expect(after.releases["13.9.0"]?.sources).toEqual(["new-2026-11-21"]);
      expect(after.sources["new-2026-11-21"]).toBe(
        "tags of docker.io/nvidia/cuda, read 2026-11-21",
      );
      expect(after["as-of"]).toBe(before["as-of"]);
      expect(Object.keys(after.releases).filter((release) => release !== "13.9.0")).toEqual(
        Object.keys(before.releases),
      );
      expect(server.file("dl-env/new-cuda-13.9", "dl-env.yml")).toContain('"13.1.0", "13.9"]');
      expect(server.pulls).toHaveLength(1);
      expect(server.pulls[0]?.body).toContain("catalog too");
    },
  );

  test("that is withdrawn before anyone merged it is proposed no more; when it is back, it is", async () => {
    const night = async (): Promise<void> => {
      const { outcome } = await nightlyWatch(sys, options());
      const target = { sys, proposals: github, issues: github, base: "main" };
      // As of the registry itself, whose list is whole.
      await propose(target, { ...outcome, source: { ...outcome.source, complete: true } });
    };
    await night();
    const published = news.map((tag) => registry.manifests.get("nvidia/cuda")?.get(tag));
    for (const tag of news) registry.manifests.get("nvidia/cuda")?.delete(tag);
    await night();
    expect(server.pulls).toMatchObject([{ state: "closed" }]);
    expect(server.refs.has("heads/dl-env/new-cuda-13.9")).toBe(false);
    news.forEach((tag, index) =>
      registry.manifests.get("nvidia/cuda")?.set(tag, published[index]!),
    );
    await night();
    expect(server.pulls.map(({ state }) => state)).toEqual(["closed", "open"]);
  });

  test("that a mirror's list lacks, or a list that could not be read, stays proposed", async () => {
    await watch(options(), github);
    for (const tag of news) registry.manifests.get("nvidia/cuda")?.delete(tag);
    await watch(options(), github);
    registry.manifests.delete("nvidia/cuda");
    await watch(options(), github);
    expect(server.pulls).toMatchObject([{ state: "open" }]);
  });

  test("whose branch has somebody's commit on top is left to them", async () => {
    await watch(options(), github);
    const before = server.refs.get("heads/main") ?? "";
    server.refs.set("heads/dl-env/new-cuda-13.9", before);
    await watch(options(), github);
    expect(server.refs.get("heads/dl-env/new-cuda-13.9")).toBe(before);
  });
});

describe("eleven nights", () => {
  const NEW = ["13.9.0-base-ubuntu22.04", "13.9.0-base-ubuntu24.04"];
  const OTHER = "gpu/dl-env.yml";
  const BRANCH = "dl-env/new-cuda-13.9";

  test("say each thing once, remember what a person decided, and stop no rebuild", async () => {
    const written = async (
      file = "dl-env.yml",
      clients = { own: github, proposals: github },
    ): Promise<{ writes: string[]; refused: string[]; changed: number }> => {
      server.log.length = 0;
      const { outcome, refused } = await nightlyWatch(
        sys,
        options({ file: `${folder}/${file}` }),
        clients,
      );
      return {
        writes: server.log.filter((line) => !/^GET|\/git\/(?:trees|commits)$/.test(line)),
        refused: refused.map(({ code }) => code),
        changed: outcome.result.changed.length,
      };
    };
    const quiet = { writes: [], refused: [], changed: 0 };
    const pull = (): { state: string } => server.pulls[0]!;

    // 1: nothing moved.
    expect(await written()).toEqual(quiet);

    // 2: a release, where Actions may not open pull requests. It is green, and told in an issue.
    server.settings.mayOpenPulls = false;
    for (const tag of NEW) pushBase(tag);
    expect(await written()).toEqual({
      ...quiet,
      writes: ["POST /git/refs", "POST /pulls", "POST /issues"],
    });
    expect(server.issues[0]?.body).toContain("Allow GitHub Actions to create and approve");

    // 3: the same night again says it no second time, also when a person closed the issue.
    server.issues[0]!.state = "closed";
    expect(await written()).toEqual({ ...quiet, writes: ["POST /pulls"] });
    expect(server.issues).toHaveLength(1);

    // 4: the setting is on.
    server.settings.mayOpenPulls = true;
    expect(await written()).toEqual({ ...quiet, writes: ["POST /pulls"] });
    expect(server.pulls).toMatchObject([{ state: "open", head: { ref: BRANCH } }]);

    // 5: unchanged.
    expect(await written()).toEqual(quiet);

    // 6: a person closed it.
    pull().state = "closed";
    expect(await written()).toEqual(quiet);

    // 7: and reopened it; a base is pushed again, and the token for pull requests has expired.
    pull().state = "open";
    pushBase("13.0.1-base-ubuntu24.04", "again");
    const expired = await openGitHub({ repository: "team/images", token: "old", api: server.api });
    expect(await written("dl-env.yml", { own: github, proposals: expired })).toEqual({
      writes: [],
      refused: ["github-refused"],
      changed: 10,
    });
    pushBase("13.0.1-base-ubuntu24.04");

    // 8: a base is gone, with that token; it is told all the same.
    const gone = registry.manifests.get("nvidia/cuda")?.get("12.8.1-base-ubuntu22.04");
    registry.manifests.get("nvidia/cuda")?.delete("12.8.1-base-ubuntu22.04");
    expect(await written("dl-env.yml", { own: github, proposals: expired })).toEqual({
      writes: ["POST /issues"],
      refused: ["github-refused"],
      changed: 0,
    });

    // 9: it is back; a second file has a branch of its own.
    registry.manifests.get("nvidia/cuda")?.set("12.8.1-base-ubuntu22.04", gone!);
    expect((await written()).writes).toEqual([
      expect.stringMatching(/^POST \/issues\/\d+\/comments$/),
      expect.stringMatching(/^PATCH \/issues\/\d+$/),
    ]);
    await sys.files.write(`${folder}/${OTHER}`, request());
    for (const name of await sys.files.list(`${folder}/locks`))
      await sys.files.write(
        `${folder}/gpu/locks/${name}`,
        (await sys.files.readText(`${folder}/locks/${name}`)) ?? "",
      );
    expect((await written(OTHER)).writes).toEqual(["POST /git/refs", "POST /pulls"]);
    expect(server.pulls.map(({ head }) => head.ref)).toEqual([
      BRANCH,
      expect.stringMatching(/^dl-env\/new-cuda-13\.9-gpu-dl-env-yml-[0-9a-f]{6}$/),
    ]);
    expect(server.file(BRANCH, OTHER)).toBeUndefined();

    // 10: somebody deleted the second one's branch, which closes its pull request.
    server.refs.delete(`heads/${server.pulls[1]!.head.ref}`);
    server.pulls[1]!.state = "closed";
    expect(await written(OTHER)).toEqual(quiet);
    expect(pull().state).toBe("open");

    // 11: the release is written into dl-env.yml by hand: the proposal is out of date.
    await sys.files.write(
      `${folder}/dl-env.yml`,
      request("catalog: facts").replace('"13.1.0"]', '"13.1.0", "13.9"]'),
    );
    const known = await readFile(join(root, "matrix/cuda.yml"), "utf8");
    const where = { asOf: "2026-11-21", where: "this test" };
    await sys.files.write(`${folder}/facts/cuda.yml`, withImages(known, NEW, where));
    const last = await written();
    expect(last.writes).toEqual([
      expect.stringMatching(/^POST \/issues\/\d+\/comments$/),
      expect.stringMatching(/^PATCH \/pulls\/\d+$/),
      `DELETE /git/refs/heads/${BRANCH}`,
    ]);
    expect([pull().state, last.refused]).toEqual(["closed", []]);
    expect(server.unexpected).toEqual([]);
  });
});
