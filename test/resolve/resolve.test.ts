import { describe, expect, test } from "vitest";
import { writeLocks } from "../../src/resolve/committedLocks.ts";
import { makeLock, questionKey } from "../../src/resolve/lockKey.ts";
import type { Question } from "../../src/matrix/question.ts";
import { HOUR, openResolver, type ResolveOptions } from "../../src/resolve/resolve.ts";
import { resolveAll } from "./resolveAll.ts";
import type { RunResult } from "../../src/system/ports.ts";
import { lockFileName } from "../../src/resolve/lockfile.ts";
import { makeWorld, pylock, question, quiet, tool, type World } from "./world.ts";

const options = (change: Partial<ResolveOptions> = {}): ResolveOptions => ({
  tool,
  indexes: new Map(),
  mirrors: {},
  ...change,
});
const CONFLICT =
  "error: No solution found when resolving dependencies\n  cause: Because there is no version of torch==9 and you require torch==9, we can conclude that your requirements are unsatisfiable.";
const REFUSED =
  "error: Request failed after 3 retries in 6.1s\n  cause: Failed to fetch: http://127.0.0.1:9/simple/numpy/\n  cause: Connection refused (os error 111)";

/** A uv that answers every question with `answer`. */
const uvWorld = (
  answer: () => RunResult = () => ({ ...quiet, stdout: pylock("numpy", "2.4.6") }),
): World =>
  makeWorld({
    run: (argv) =>
      argv[1] === "--version"
        ? { ...quiet, stdout: "uv 0.13.8\n" }
        : argv.includes("--emit-index-url")
          ? quiet
          : answer(),
  });

const compiles = (world: World): number =>
  world.runs.filter(({ argv }) => argv.includes("--format")).length;

const one = async (world: World, asked: Question, change: Partial<ResolveOptions> = {}) => {
  const answers = await resolveAll(world.sys, [asked], options(change));
  return answers.get(questionKey(asked));
};

describe("questions", () => {
  test("that are the same are asked once", async () => {
    const world = uvWorld();
    const answers = await resolveAll(
      world.sys,
      [question(), question({ requirements: ["numpy"] }), question({ python: "3.13" })],
      options(),
    );
    expect(answers.size).toBe(2);
    expect(compiles(world)).toBe(2);
  });

  test("are locked with question, wheels and sizes", async () => {
    const answer = await one(uvWorld(), question());
    expect(answer).toMatchObject({
      kind: "locked",
      lock: {
        format: 1,
        uv: "0.13.8",
        created: "2026-11-02T03:04:05.678Z",
        question: question(),
        wheels: [{ name: "numpy", version: "2.4.6", download: 1000 }],
      },
    });
  });

  test("leave no temporary file", async () => {
    const world = uvWorld();
    await one(world, question());
    expect(await world.sys.files.list(`${world.home}/cache/dl-env/tmp`)).toEqual([]);
  });

  test("are asked with one Python of this machine, which is looked for once", async () => {
    const world = makeWorld({
      run: (argv) => {
        if (argv[1] === "--version") return { ...quiet, stdout: "uv 0.13.8\n" };
        if (argv[2] === "find") return { ...quiet, stdout: "/usr/bin/python3\n" };
        return { ...quiet, stdout: pylock("numpy", "2.4.6") };
      },
    });
    await resolveAll(world.sys, [question(), question({ python: "3.14" })], options());
    const asked = world.runs.filter(({ argv }) => argv.includes("--format"));
    expect(asked.map(({ argv }) => argv.slice(argv.indexOf("--python")).slice(0, 2))).toEqual([
      ["--python", "/usr/bin/python3"],
      ["--python", "/usr/bin/python3"],
    ]);
    expect(world.runs.filter(({ argv }) => argv[2] === "find")).toHaveLength(1);
  });

  test("are left to uv's own search where it finds no Python at once", async () => {
    const world = makeWorld({
      run: (argv) => {
        if (argv[1] === "--version") return { ...quiet, stdout: "uv 0.13.8\n" };
        if (argv[2] === "find") return { ...quiet, code: 2, stderr: "error: No interpreter found" };
        return { ...quiet, stdout: pylock("numpy", "2.4.6") };
      },
    });
    await one(world, question());
    expect(compiles(world)).toBe(1);
    expect(world.runs.flatMap(({ argv }) => argv)).not.toContain("--python");
  });

  test("run bounded at once", async () => {
    let now = 0;
    let most = 0;
    const world = makeWorld({
      run: async (argv) => {
        if (argv[1] === "--version") return { ...quiet, stdout: "uv 0.13.8\n" };
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setTimeout(resolve, 5));
        now -= 1;
        return { ...quiet, stdout: pylock("numpy", "2.4.6") };
      },
    });
    await resolveAll(
      world.sys,
      Array.from({ length: 12 }, (_, at) => question({ requirements: [`p${at}`] })),
      options({ parallel: 3 }),
    );
    expect(most).toBe(3);
  });
});

describe("memory", () => {
  test("an answer is used again within its age, and asked anew after it", async () => {
    const world = uvWorld();
    await one(world, question());
    const again = await one(world, question());
    expect(again?.kind).toBe("locked");
    expect(compiles(world)).toBe(1);
    world.later = HOUR + 1;
    await one(world, question());
    expect(compiles(world)).toBe(2);
  });

  test("a conflict is remembered too, with uv's own text", async () => {
    const world = uvWorld(() => ({
      ...quiet,
      code: 1,
      stderr: `warning: something about this machine\n${CONFLICT}\n`,
    }));
    const first = await one(world, question());
    expect(first).toMatchObject({ kind: "conflict", detail: CONFLICT });
    expect(await one(world, question())).toEqual(first);
    expect(compiles(world)).toBe(1);
  });

  test("an index that gave no answer is never remembered, and never makes a cell possible or impossible", async () => {
    let up = false;
    const world = uvWorld(() =>
      up ? { ...quiet, stdout: pylock("numpy", "2.4.6") } : { ...quiet, code: 2, stderr: REFUSED },
    );
    expect(await one(world, question())).toMatchObject({
      kind: "unreachable",
      reason: { code: "index-unreachable" },
    });
    expect(await one(world, question())).toMatchObject({ kind: "unreachable" });
    up = true;
    expect(await one(world, question())).toMatchObject({ kind: "locked" });
  });

  test("belongs to one index: another one is asked", async () => {
    const world = uvWorld();
    await one(world, question());
    const other = {
      ...world.sys,
      env: {
        ...world.sys.env,
        get: (name: string) =>
          name === "UV_DEFAULT_INDEX" ? "https://other.example" : world.sys.env.get(name),
      },
    };
    await resolveAll(other, [question()], options());
    expect(compiles(world)).toBe(2);
  });

  test("holds no address", async () => {
    const world = uvWorld();
    await one(world, question());
    const folder = `${world.home}/cache/dl-env/answers`;
    for (const name of await world.sys.files.list(folder))
      expect(await world.sys.files.readText(`${folder}/${name}`)).not.toMatch(/https?:|example/);
  });

  test("that is damaged is asked anew", async () => {
    const world = uvWorld();
    await one(world, question());
    const folder = `${world.home}/cache/dl-env/answers`;
    for (const name of await world.sys.files.list(folder))
      await world.sys.files.write(`${folder}/${name}`, '{"asked":');
    expect(await one(world, question())).toMatchObject({ kind: "locked" });
    expect(compiles(world)).toBe(2);
  });
});

describe("committed locks", () => {
  const lock = makeLock(
    question(),
    [
      {
        name: "numpy",
        version: "1.0",
        file: "numpy-1.0-py3-none-any.whl",
        sha256: "ab".repeat(32),
        download: 1,
      },
    ],
    { created: "2026-01-01T00:00:00.000Z", uv: "0.1.0" },
  );

  test("are used as they are, without uv", async () => {
    const world = uvWorld();
    await writeLocks(
      world.sys.files,
      { folder: `${world.home}/locks`, locks: [lock], apt: [] },
      { prune: false },
    );
    expect(await one(world, question(), { locks: `${world.home}/locks` })).toEqual({
      kind: "locked",
      lock,
    });
    expect(world.runs).toEqual([]);
  });

  test("are passed by when asked to update", async () => {
    const world = uvWorld();
    await writeLocks(
      world.sys.files,
      { folder: `${world.home}/locks`, locks: [lock], apt: [] },
      { prune: false },
    );
    expect(
      await one(world, question(), { locks: `${world.home}/locks`, update: true }),
    ).toMatchObject({ lock: { wheels: [{ version: "2.4.6" }] } });
  });

  test("give their time to the same wheels chosen anew, so that their images stay the same", async () => {
    const world = uvWorld();
    const locks = `${world.home}/locks`;
    const answer = await one(world, question());
    if (answer?.kind !== "locked") throw new Error("no lock");
    await writeLocks(
      world.sys.files,
      { folder: locks, locks: [answer.lock], apt: [] },
      {
        prune: false,
        now: Date.parse("2026-12-24T18:00:00Z"),
      },
    );
    expect(await one(world, question(), { locks, update: true })).toMatchObject({
      lock: { key: answer.lock.key, created: "2026-12-24T18:00:00.000Z" },
    });
    await world.sys.files.write(`${locks}/${lockFileName(question())}`, "half a fi");
    expect(await one(world, question(), { locks, update: true })).toMatchObject({
      lock: { created: "2026-11-02T03:04:05.678Z" },
    });
  });
});

describe("without asking anything outside", () => {
  test("what is not known is unreachable, and no program runs", async () => {
    const world = uvWorld();
    expect(await one(world, question(), { offline: true })).toMatchObject({
      kind: "unreachable",
      reason: { code: "offline" },
    });
    expect(world.runs).toEqual([]);
  });
});

describe("the default index", () => {
  const refusing = (world: World): World["sys"] => ({
    ...world.sys,
    env: {
      ...world.sys.env,
      get: (name) =>
        name === "UV_DEFAULT_INDEX"
          ? "mine=https://someone:secret@index.example/simple"
          : world.sys.env.get(name),
    },
    http: {
      request: ({ url }) => {
        world.requests.push(url);
        return Promise.reject(new Error("No answer came (ECONNREFUSED: x)."));
      },
    },
  });

  test("that refuses the connection is found out by one probe, without uv's retries, and told without its password", async () => {
    const world = uvWorld();
    const answers = await resolveAll(
      refusing(world),
      [question(), { ...question(), python: "3.13" }],
      options({}),
    );
    expect([...answers.values()]).toMatchObject([
      {
        kind: "unreachable",
        reason: {
          code: "index-unreachable",
          message: "The package index could not be queried: the connection was refused.",
          hint: "Check the connection: curl -sSI https://index.example/simple",
        },
      },
      { kind: "unreachable" },
    ]);
    expect([world.requests.length, compiles(world)]).toEqual([1, 0]);
  });
});

describe("a named index", () => {
  const indexes = new Map([
    ["nvidia", { name: "nvidia", url: "https://nvidia.example/simple", about: "x", source: "x" }],
  ]);
  const asked = question({ indexes: ["nvidia"] });

  test.each([
    [
      "ENOTFOUND",
      "The package index nvidia could not be queried: its host name could not be resolved.",
    ],
    ["ECONNREFUSED", "The package index nvidia could not be queried: the connection was refused."],
    [
      "UND_ERR_CONNECT_TIMEOUT",
      "The package index nvidia could not be queried: it did not answer in time.",
    ],
  ])("that is silent (%s) costs one probe for all questions, and no uv", async (code, message) => {
    const world = uvWorld();
    const silentIndex: World["sys"] = {
      ...world.sys,
      http: {
        request: ({ method, url }) => {
          world.requests.push(`${method} ${url}`);
          return Promise.reject(new Error(`No answer came from ${url} (${code}: x).`));
        },
      },
    };
    const answers = await resolveAll(
      silentIndex,
      [asked, { ...asked, python: "3.13" }],
      options({ indexes }),
    );
    expect([...answers.values()]).toMatchObject([
      {
        kind: "unreachable",
        reason: { message, hint: "Check the connection: curl -sSI https://nvidia.example/simple" },
      },
      { kind: "unreachable" },
    ]);
    expect(world.requests).toEqual(["HEAD https://nvidia.example/simple/"]);
    expect(compiles(world)).toBe(0);
  });

  test("that answers is asked by uv, before the default index", async () => {
    const world = uvWorld();
    expect(await one(world, asked, { indexes })).toMatchObject({ kind: "locked" });
    expect(compiles(world)).toBe(1);
  });

  test("whose certificate is not ours to judge is left to uv", async () => {
    const world = uvWorld();
    const odd: World["sys"] = {
      ...world.sys,
      http: { request: () => Promise.reject(new Error("SELF_SIGNED_CERT_IN_CHAIN")) },
    };
    await resolveAll(odd, [asked], options({ indexes }));
    expect(compiles(world)).toBe(1);
  });
});

test("after one silence the next question waits for no retries", async () => {
  const world = uvWorld(() => ({ ...quiet, code: 2, stderr: REFUSED }));
  const resolver = openResolver(world.sys, options({ parallel: 1 }));
  await resolver.askAll([question(), question({ python: "3.13" })]);
  await resolver.close();
  expect(
    world.runs.map(({ env }) => env["UV_HTTP_RETRIES"]).filter((value) => value !== undefined),
  ).toEqual(["3", "0"]);
});

test("a machine without Python is an error, not a verdict", async () => {
  const world = uvWorld(() => ({
    ...quiet,
    code: 2,
    stderr: "error: No interpreter found for Python 3.12 in search path",
  }));
  await expect(one(world, question())).rejects.toMatchObject({ code: "no-python" });
});

test("a uv that fails for a reason nobody knows leaves the cell unknown", async () => {
  const world = uvWorld(() => ({ ...quiet, code: 101, stderr: "thread 'main' panicked" }));
  expect(await one(world, question())).toMatchObject({
    kind: "unreachable",
    reason: { code: "resolver-failed", detail: "thread 'main' panicked" },
  });
});
