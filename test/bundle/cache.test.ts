import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { tmpdir } from "node:os";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { loadCatalog } from "../../src/catalog/load.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { runCacheToken, startRunCache, type RunCacheServer } from "../fakes/runCache.ts";
import { runAction, type StepRun } from "./runner.ts";

let registry: Server;
let mirror = "";
let cache: RunCacheServer;
let home = "";
let temp = "";
/** A folder with a uv that finds nothing: what is around a rejected cell is no matter here. */
let programs = "";
const path = (): string => `${programs}:${process.env["PATH"] ?? ""}`;

/** A registry whose list of bases is empty, so that a plan needs no network. */
beforeAll(async () => {
  programs = await mkdtemp(join(tmpdir(), "dl-env-programs-"));
  const { hostUv } = await loadCatalog(realSystem());
  const uv = `#!/bin/sh\nif [ "$1" = --version ]; then echo "uv ${hostUv.version}"; else exit 2; fi\n`;
  await writeFile(join(programs, "uv"), uv, { mode: 0o755 });
  registry = createServer((request, response) =>
    response
      .writeHead(request.url?.includes("/tags/list") === true ? 200 : 404, {
        "content-type": "application/json",
      })
      .end('{"name":"nvidia/cuda","tags":[]}'),
  );
  await new Promise<void>((resolve) => registry.listen(0, "127.0.0.1", resolve));
  mirror = `127.0.0.1:${(registry.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => registry.close(resolve));
  await rm(programs, { recursive: true, force: true });
});

beforeEach(async () => {
  cache = await startRunCache();
  home = await mkdtemp(join(tmpdir(), "dl-env-home-"));
  temp = await mkdtemp(join(tmpdir(), "dl-env-temp-"));
});
afterEach(async () => {
  await cache.close();
  for (const folder of [home, temp]) await rm(folder, { recursive: true, force: true });
});

const request = (): string =>
  `to: oci:./images\nmatrix:\n  cuda: ["12.8"]\n  ubuntu: ["24.04"]\nmirrors:\n  docker.io: ${mirror}\n`;
const answer = (asked: number): string =>
  JSON.stringify({ asked, answer: { kind: "conflict", detail: "x" } });
const put = async (path: string, content: string): Promise<void> => {
  await mkdir(dirname(join(home, path)), { recursive: true });
  await writeFile(join(home, path), content);
};
const inHome = (path: string): Promise<string | undefined> =>
  readFile(join(home, path), "utf8").catch(() => undefined);

/**
 * The runner's temporary folder is the same in every job, as on hosted runners: the cache knows
 * folders by their path.
 */
const plan = (
  over: { env?: Record<string, string>; event?: object; inputs?: Record<string, string> } = {},
): Promise<StepRun> =>
  runAction(
    { command: "plan", ...over.inputs },
    {
      files: { "dl-env.yml": request() },
      env: {
        HOME: home,
        PATH: path(),
        RUNNER_TEMP: temp,
        ACTIONS_RUNTIME_TOKEN: runCacheToken(),
        ACTIONS_RESULTS_URL: cache.url,
        ACTIONS_CACHE_SERVICE_V2: "true",
        ...over.env,
      },
      ...(over.event === undefined ? {} : { event: over.event }),
    },
  );

const KNOWN = ".cache/dl-env/answers/0123456789abcdef-0123456789ab.json";
const PAGE = ".cache/uv/simple-v27/pypi/numpy.rkyv";
const METADATA = ".cache/uv/wheels-v7/pypi/numpy/numpy-2.4.0.msgpack";

const learned = async (): Promise<void> => {
  await put(KNOWN, answer(Date.now()));
  await put(".cache/dl-env/answers/old.json", answer(Date.now() - 3 * 86_400_000));
  await put(PAGE, "a page");
  await put(METADATA, "metadata");
  await put(".cache/uv/archive-v0/x/numpy/core.so", "a wheel, unpacked");
  await put(".cache/uv/wheels-v7/pypi/numpy/numpy-2.4.0.whl", "a wheel");
  await put(".cache/dl-env/layers/wheel-1.tar", "a layer");
};

describe("what a resolver learned", () => {
  test("is kept for later runs: answers, index pages, metadata; never wheels, layers or what is old", async () => {
    await learned();
    const first = await plan();
    expect(first.code).toBe(1);
    expect(cache.calls).toEqual([
      "GetCacheEntryDownloadURL",
      "CreateCacheEntry",
      "FinalizeCacheEntryUpload",
    ]);
    expect(cache.keys).toHaveLength(1);
    expect(cache.keys[0]).toMatch(/^dl-env-1-[0-9a-f]{16}-[0-9a-f]{16}-\d{4}-\d\d-\d\d$/);

    await rm(home, { recursive: true });
    await mkdir(home);
    const second = await plan();
    expect(second.code).toBe(1);
    expect(await inHome(PAGE)).toBe("a page");
    expect(await inHome(METADATA)).toBe("metadata");
    expect(await inHome(KNOWN)).toContain("conflict");
    expect(await readdir(join(home, ".cache/uv"))).toEqual(["simple-v27", "wheels-v7"]);
    expect(await readdir(join(home, ".cache/dl-env/answers"))).toHaveLength(1);
    // The day's key is there: nothing is written twice.
    expect(cache.keys).toHaveLength(1);
    expect(await readdir(temp)).not.toContain("dl-env-cache");
  });

  test("stays where this machine knows something itself", async () => {
    await learned();
    await plan();
    await put(PAGE, "a newer page");
    await plan();
    expect(await inHome(PAGE)).toBe("a newer page");
  });

  test("comes from an earlier request or day when there is none for this one", async () => {
    await learned();
    await plan();
    await rm(home, { recursive: true });
    await mkdir(home);
    const other = await runAction(
      { command: "plan" },
      {
        files: { "dl-env.yml": `${request()}default: { cuda: "12.8" }\n` },
        env: {
          HOME: home,
          PATH: path(),
          RUNNER_TEMP: temp,
          ACTIONS_RUNTIME_TOKEN: runCacheToken(),
          ACTIONS_RESULTS_URL: cache.url,
          ACTIONS_CACHE_SERVICE_V2: "true",
        },
      },
    );
    expect(other.annotations.map(({ properties }) => properties["title"])).not.toContain(
      "internal",
    );
    expect(await inHome(PAGE)).toBe("a page");
    expect(cache.keys).toHaveLength(2);
  });

  test("holds no secret: a file with one stays out, in any form of it", async () => {
    const canary = "c4n4ry-Pa55w0rd/+x";
    await learned();
    await put(
      ".cache/uv/simple-v27/pypi/private.rkyv",
      `https://ada:${encodeURIComponent(canary)}@index.example/x.whl`,
    );
    await put(
      ".cache/uv/simple-v27/pypi/other.rkyv",
      Buffer.from(`ada:${canary}`).toString("base64"),
    );
    await plan({ inputs: { "registry-username": "ada", "registry-password": canary } });
    await rm(home, { recursive: true });
    await mkdir(home);
    await plan();
    expect(await readdir(join(home, ".cache/uv/simple-v27/pypi"))).toEqual(["numpy.rkyv"]);
  });

  test("of an index that asks for a login is not kept, since its pages may hold signed addresses", async () => {
    await learned();
    await plan({ env: { UV_DEFAULT_INDEX: "https://ada:pw123456@index.example/simple" } });
    await rm(home, { recursive: true });
    await mkdir(home);
    await plan();
    expect(await inHome(PAGE)).toBeUndefined();
    expect(await inHome(KNOWN)).toContain("conflict");
  });
});

const fork = {
  repository: { full_name: "team/images", default_branch: "main" },
  pull_request: {
    number: 7,
    author_association: "NONE",
    user: { login: "eve", type: "User" },
    labels: [],
    head: { sha: "a", repo: { full_name: "eve/images" } },
    base: { sha: "b", ref: "main", repo: { full_name: "team/images" } },
  },
};

describe("a cache", () => {
  test("is read and never written by a pull request from a fork", async () => {
    await learned();
    await plan({ env: { GITHUB_EVENT_NAME: "pull_request" }, event: fork });
    expect(cache.calls).toEqual(["GetCacheEntryDownloadURL"]);
  });

  test("is not even read where the table says none", async () => {
    await learned();
    await plan({ env: { GITHUB_EVENT_NAME: "pull_request_target" }, event: fork });
    expect(cache.calls).toEqual([]);
  });

  test("is not asked by a step that asks no resolver", async () => {
    await learned();
    await plan({ inputs: { offline: "true" } });
    await runAction(
      { command: "doctor" },
      {
        env: {
          HOME: home,
          PATH: path(),
          RUNNER_TEMP: temp,
          ACTIONS_RUNTIME_TOKEN: runCacheToken(),
          ACTIONS_RESULTS_URL: cache.url,
          ACTIONS_CACHE_SERVICE_V2: "true",
        },
      },
    );
    expect(cache.calls).toEqual([]);
  });

  test("that cannot be reached is told once, as a line and not as an annotation, and the step ends as without it", async () => {
    await learned();
    const step = await plan({ env: { ACTIONS_RESULTS_URL: "http://127.0.0.1:9/" } });
    expect(step.code).toBe(1);
    expect(step.log.match(/The cache of earlier runs could not be used/g)).toHaveLength(1);
    expect(step.annotations.filter(({ message }) => /cache|restore/i.test(message))).toEqual([]);
    expect(step.log).not.toContain("s1gnature");
  });
});
