import { execFileSync } from "node:child_process";
import { createServer, type Server } from "node:http";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { loadCatalog } from "../../src/catalog/load.ts";
import { indexAsOf } from "../fakes/indexAsOf.ts";
import type { PackageIndex } from "../../src/catalog/facts.ts";
import { decodeRequest } from "../../src/matrix/decodeRequest.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import { possibleCells } from "../matrix/judging.ts";
import { questionOf, type Question } from "../../src/matrix/question.ts";
import { checkLock } from "../../src/verdict/lockRules.ts";
import { writeLocks } from "../../src/resolve/committedLocks.ts";
import { questionKey } from "../../src/resolve/lockKey.ts";
import { openResolver, type ResolveOptions } from "../../src/resolve/resolve.ts";
import { resolveAll } from "../resolve/resolveAll.ts";
import { withSuggestedFixes } from "../../src/suggest/suggestedFix.ts";
import type { JudgedCell } from "../../src/verdict/verdict.ts";
import { ensureUv, interpreterFor } from "../../src/resolve/uv.ts";
import type { Log } from "../../src/system/ports.ts";
import { realSystem } from "../../src/system/realSystem.ts";

const silent: Log = {
  info: () => {},
  warn: () => {},
  debug: () => {},
  group: (_, work) => work(),
  progress: () => {},
};
const sys = realSystem({ log: silent });
const catalog = await loadCatalog(sys);
/** The index of the day on which the catalog was read, for what is known of it. */
let known = sys;
const home = mkdtempSync(join(tmpdir(), "dl-env-resolver-"));
const options = (change: Partial<ResolveOptions> = {}): ResolveOptions => ({
  tool: catalog.hostUv,
  indexes: catalog.indexes,
  mirrors: {},
  ...change,
});

const CLOSED = "http://127.0.0.1:9/simple";

beforeEach(() => {
  vi.unstubAllEnvs();
  vi.stubEnv("XDG_CACHE_HOME", `${home}/cache`);
  vi.stubEnv("UV_CACHE_DIR", `${home}/uv`);
  vi.stubEnv("RUNNER_TOOL_CACHE", `${home}/tools`);
});

beforeAll(async () => {
  known = await indexAsOf(sys, catalog);
});

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

const torchQuestion = (cuda: string): Question => ({
  requirements: ["torch>=2.5", "torchvision"],
  constraints: [
    `cuda-toolkit==${cuda}.*`,
    cuda.startsWith("12")
      ? `nvidia-cuda-runtime-cu12==${cuda}.*`
      : `nvidia-cuda-runtime==${cuda}.*`,
  ],
  python: "3.12",
  platform: "x86_64-manylinux_2_35",
  indexes: [],
});

const TORCH = [
  ["12.4", "2.6.0"],
  ["12.8", "2.10.0"],
  ["13.0", "2.14.1"],
] as const;

describe("the real index", () => {
  test("gives each CUDA its own torch, with the size of every wheel and no wheel of another CUDA", async () => {
    const answers = await resolveAll(
      known,
      TORCH.map(([cuda]) => torchQuestion(cuda)),
      options(),
    );
    const found = TORCH.map(([cuda]) => {
      const answer = answers.get(questionKey(torchQuestion(cuda)));
      if (answer?.kind !== "locked") throw new Error(JSON.stringify(answer));
      const { wheels } = answer.lock;
      return {
        torch: wheels.find(({ name }) => name === "torch")?.version,
        unsized: wheels.filter(({ download }) => download === 0).length,
        wrong: checkLock(
          answer.lock,
          {
            cuda: `${cuda}.1`,
            python: "3.12",
            libraries: ["torch", "torchvision"],
            wheelCuda: "exact",
          },
          catalog,
        ),
      };
    });
    expect(found).toEqual(TORCH.map(([, torch]) => ({ torch, unsized: 0, wrong: [] })));
  });

  test("is not asked again for what is remembered, nor for what is committed", async () => {
    const asked = torchQuestion("12.8");
    const first = await resolveAll(known, [asked], options());
    const deaf = {
      ...sys,
      processes: {
        run: () => Promise.reject(new Error("a program ran")),
        find: () => Promise.reject(new Error("a program was looked for")),
      },
    };
    const began = process.cpuUsage();
    expect(await resolveAll(deaf, [asked], options())).toEqual(first);
    const { user, system } = process.cpuUsage(began);
    expect(user + system).toBeLessThan(1e6);
    const answer = first.get(questionKey(asked));
    if (answer?.kind !== "locked") throw new Error("no lock");
    await writeLocks(
      sys.files,
      { folder: `${home}/locks`, locks: [answer.lock], apt: [] },
      { prune: true },
    );
    vi.stubEnv("XDG_CACHE_HOME", `${home}/other-cache`);
    expect(await resolveAll(deaf, [asked], options({ locks: `${home}/locks` }))).toEqual(first);
  });

  test("parts torch 2.6 and cuDF 26.10, and says which two packages want what", async () => {
    const asked: Question = {
      ...torchQuestion("12.4"),
      requirements: ["cudf-cu12==26.10.*", "torch==2.6.0"],
      constraints: ["nvidia-cuda-runtime-cu12==12.4.*"],
    };
    const answer = (await resolveAll(known, [asked], options())).get(questionKey(asked));
    expect(answer).toMatchObject({
      kind: "conflict",
      reasons: [
        {
          code: "packages-disagree",
          message:
            "torch 2.6.0 needs nvidia-nvjitlink-cu12 12.4.127, and cudf-cu12 26.10.0 or newer needs 12.9 or newer.",
          source: "resolver",
        },
      ],
      detail: expect.stringContaining("No solution found") as string,
    });
  });

  test("knows a way out of a pin that cannot be: the release that goes with the rest", async () => {
    const request = decodeRequest(
      'to: oci:x\nmatrix: { cuda: ["12.4"], ubuntu: ["22.04"], python: ["3.12"], set: [mine] }\nsets: { mine: [torch, cudf] }\npins: { cudf-cu12: "==26.10.*" }\n',
      "dl-env.yml",
      { catalog },
    );
    const possible = possibleCells({
      request,
      catalog,
      today: catalog.asOf,
      lists: new Map(),
    });
    const resolver = openResolver(known, options());
    const [cell] = expandCells(request, catalog);
    if (cell === undefined) throw new Error("no cell");
    const answer = await resolver.ask(questionOf(cell, request, catalog));
    if (answer.kind !== "conflict") throw new Error(`the answer is ${answer.kind}`);
    const facts = { catalog, request, possible };
    const rejected: JudgedCell = { cell, verdict: { kind: "rejected", reasons: answer.reasons } };
    const [found] = await withSuggestedFixes(resolver.ask, [rejected], facts);
    await resolver.close();
    expect(found?.verdict).toMatchObject({
      kind: "rejected",
      reasons: [
        {
          hint: expect.stringMatching(
            /^With cudf-cu12 26\.6\.\d+ it works; put into dl-env\.yml:\npins: \{ cudf-cu12: "==26\.6\.\d+" \}$/,
          ) as string,
        },
      ],
    });
  });
});

describe("an index that does not answer", () => {
  test("leaves cells unknown, is named, and is asked again the next time", async () => {
    vi.stubEnv("UV_DEFAULT_INDEX", CLOSED);
    vi.stubEnv("XDG_CACHE_HOME", `${home}/closed`);
    const asked = torchQuestion("12.8");
    const answer = (await resolveAll(sys, [asked], options())).get(questionKey(asked));
    expect(answer).toMatchObject({
      kind: "unreachable",
      reason: {
        code: "index-unreachable",
        message: "The package index could not be queried: the connection was refused.",
      },
    });
    vi.stubEnv("UV_DEFAULT_INDEX", undefined);
    expect((await resolveAll(sys, [asked], options())).get(questionKey(asked))?.kind).toBe(
      "locked",
    );
  });

  test("is told apart when it is a named one, also through a mirror", async () => {
    const asked = { ...torchQuestion("12.8"), indexes: ["pytorch-cu128"] };
    const answer = (
      await resolveAll(sys, [asked], options({ mirrors: { "download.pytorch.org": CLOSED } }))
    ).get(questionKey(asked));
    expect(answer).toMatchObject({
      kind: "unreachable",
      reason: {
        message:
          "The package index pytorch-cu128 could not be queried: the connection was refused.",
      },
    });
  });
});

/** Makes a wheel of nothing but its metadata. */
const MAKE_WHEEL = `
import sys, zipfile
name, version, path = sys.argv[1:]
info = f"{name}-{version}.dist-info"
with zipfile.ZipFile(path, "w") as wheel:
    wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\n")
    wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr(f"{info}/RECORD", "")
`;

describe("a named index on this machine", () => {
  const FILE = "tqdm-0.1.0-py3-none-any.whl";
  let server: Server;
  let index: PackageIndex;

  beforeAll(async () => {
    mkdirSync(`${home}/index`, { recursive: true });
    writeFileSync(`${home}/make.py`, MAKE_WHEEL);
    execFileSync("python3", [`${home}/make.py`, "tqdm", "0.1.0", `${home}/index/${FILE}`]);
    server = createServer((request, response) => {
      if (request.url === "/simple/tqdm/")
        response
          .writeHead(200, { "content-type": "text/html" })
          .end(`<a href="/files/${FILE}">${FILE}</a>`);
      else if (request.url === `/files/${FILE}`)
        response
          .writeHead(200, { "content-length": statSync(`${home}/index/${FILE}`).size })
          .end(readFileSync(`${home}/index/${FILE}`));
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    index = {
      name: "mine",
      url: `http://127.0.0.1:${address.port}/simple`,
      about: "x",
      source: "test",
    };
  });
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

  const asked = (requirements: readonly string[]): Question => ({
    requirements,
    constraints: [],
    python: "3.12",
    platform: "x86_64-manylinux_2_35",
    indexes: ["mine"],
  });
  const ask = async (question: Question) =>
    (await resolveAll(sys, [question], options({ indexes: new Map([["mine", index]]) }))).get(
      questionKey(question),
    );

  test("gives the package it has, and the default index the rest", async () => {
    const answer = await ask(asked(["colorama", "tqdm"]));
    if (answer?.kind !== "locked") throw new Error(JSON.stringify(answer));
    expect(
      answer.lock.wheels.map(({ name, version }) => (name === "tqdm" ? version : name)),
    ).toEqual(["colorama", "0.1.0"]);
    expect(answer.lock.wheels.every(({ download }) => download > 0)).toBe(true);
    expect(JSON.stringify(answer.lock)).not.toContain("127.0.0.1");
  });

  test("gives only the packages that it is asked for, where the catalog names them", async () => {
    const scoped = { ...index, packages: ["colorama"] };
    const answer = (
      await resolveAll(
        sys,
        [asked(["colorama", "tqdm"])],
        options({ indexes: new Map([["mine", scoped]]), update: true }),
      )
    ).get(questionKey(asked(["colorama", "tqdm"])));
    expect(answer).toMatchObject({
      kind: "conflict",
      reasons: [{ message: "The package index has no package named colorama." }],
    });
    const other = (
      await resolveAll(
        sys,
        [asked(["colorama", "tqdm>=4"])],
        options({ indexes: new Map([["mine", { ...index, packages: ["tqdm"] }]]), update: true }),
      )
    ).get(questionKey(asked(["colorama", "tqdm>=4"])));
    expect(other).toMatchObject({
      kind: "conflict",
      reasons: [
        { message: "The package index has only tqdm 0.1.0, and tqdm 4 or newer is requested." },
      ],
    });
  });

  test("never falls back to another index' release of that package", async () => {
    expect(await ask(asked(["tqdm>=4"]))).toMatchObject({ kind: "conflict" });
  });
});

describe("uv itself", () => {
  test("is put into the tool cache by pip where PATH has none, and found there again", async () => {
    vi.stubEnv("RUNNER_TOOL_CACHE", `${home}/fresh-tools`);
    const withoutUv = {
      ...sys,
      processes: {
        ...sys.processes,
        find: (program: string) =>
          program === "uv" ? Promise.resolve(undefined) : sys.processes.find(program),
      },
    };
    const uv = await ensureUv(withoutUv, catalog.hostUv);
    expect(execFileSync(uv.path, ["--version"], { encoding: "utf8" })).toContain(
      `uv ${catalog.hostUv.version}`,
    );
    const deaf = {
      ...withoutUv,
      processes: { ...withoutUv.processes, run: () => Promise.reject(new Error("a program ran")) },
    };
    expect(await ensureUv(deaf, catalog.hostUv)).toEqual(uv);
  });

  test("is refused when the wheel is not the one that the catalog names", async () => {
    vi.stubEnv("RUNNER_TOOL_CACHE", `${home}/wrong-tools`);
    const withoutUv = {
      ...sys,
      processes: {
        ...sys.processes,
        find: (program: string) =>
          program === "uv" ? Promise.resolve(undefined) : sys.processes.find(program),
      },
    };
    await expect(
      ensureUv(withoutUv, { ...catalog.hostUv, wheelSha256: "00".repeat(32) }),
    ).rejects.toMatchObject({ code: "no-uv" });
  });

  test("with our interpreter installs to plain lib/pythonX.Y/site-packages under a prefix, whichever Python this machine has", async () => {
    const work = mkdtempSync(join(tmpdir(), "dl-py-"));
    try {
      const uv = await ensureUv(sys, catalog.hostUv);
      const python = await interpreterFor(sys, uv, work);
      execFileSync(
        uv.path,
        [
          "pip",
          "install",
          "--quiet",
          "--python",
          python,
          "--prefix",
          `${work}/tree`,
          "--no-deps",
          "tqdm",
        ],
        { stdio: "pipe", env: { ...process.env, UV_PYTHON_DOWNLOADS: "never" } },
      );
      const [minor] = await sys.files.list(`${work}/tree/lib`);
      expect(minor).toMatch(/^python3\.\d+$/);
      expect(await sys.files.list(`${work}/tree/lib/${minor}/site-packages`)).toContain("tqdm");
      expect(readFileSync(`${work}/tree/bin/tqdm`, "utf8").split("\n")[0]).toBe(`#!${python}`);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  });
});
