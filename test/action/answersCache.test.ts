import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cacheKeys, gather, place, usesCache, withCache } from "../../src/action/answersCache.ts";
import { COMMANDS, readInputs } from "../../src/action/inputs.ts";
import { RIGHTS_TABLE, type Rights } from "../../src/action/runRights.ts";
import type { StepContext } from "../../src/action/runStep.ts";
import type { RunCache } from "../../src/system/actionsCache.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import type { System } from "../../src/system/ports.ts";

let folder = "";
let sys: System;
let said: string[];
let now = Date.parse("2026-11-21T10:00:00Z");

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "dl-env-cached-"));
  said = [];
  now = Date.parse("2026-11-21T10:00:00Z");
  const log = {
    info: (text: string) => void said.push(text),
    warn: () => undefined,
    debug: () => undefined,
    progress: () => undefined,
    group: <T>(_: string, work: () => Promise<T>) => work(),
  };
  const real = realSystem({ log });
  const env: Readonly<Record<string, string>> = {
    XDG_CACHE_HOME: `${folder}/cache`,
    RUNNER_TEMP: `${folder}/temp`,
    UV_NO_CONFIG: "1",
    PIP_CONFIG_FILE: "/dev/null",
  };
  sys = {
    ...real,
    clock: { ...real.clock, now: () => now },
    env: {
      ...real.env,
      projectRoot: `${folder}/project`,
      home: folder,
      cwd: folder,
      get: (name) => env[name],
    },
  };
  await sys.files.write(`${folder}/project/matrix/cuda.yml`, "a catalog");
  await sys.files.write(`${folder}/dl-env.yml`, "a request");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const page = (name: string, size: number): Promise<void> =>
  sys.files.write(`${folder}/cache/uv/simple-v27/pypi/${name}.rkyv`, "x".repeat(size));
const keysNow = (): ReturnType<typeof cacheKeys> => cacheKeys(sys, `${folder}/dl-env.yml`);

describe("the key of what is kept", () => {
  test("is another one for another catalog, request, lock or day, and falls back in that order", async () => {
    const first = await keysNow();
    expect(first.key).toMatch(/^dl-env-1-[0-9a-f]{16}-[0-9a-f]{16}-2026-11-21$/);
    expect(first.prefixes).toEqual([
      first.key.slice(0, -"2026-11-21".length),
      first.key.slice(0, "dl-env-1-".length + 17),
    ]);
    now += 86_400_000;
    const nextDay = await keysNow();
    expect([nextDay.key, nextDay.prefixes]).toEqual([
      first.key.replace("-21", "-22"),
      first.prefixes,
    ]);
    await sys.files.write(`${folder}/locks/py3.12-0123456789ab.json`, "{}");
    const locked = await keysNow();
    expect(locked.prefixes[0]).not.toBe(first.prefixes[0]);
    expect(locked.prefixes[1]).toBe(first.prefixes[1]);
    await sys.files.write(`${folder}/project/matrix/cuda.yml`, "a newer catalog");
    expect((await keysNow()).prefixes[1]).not.toBe(first.prefixes[1]);
  });
});

describe("what is kept", () => {
  test("ends at its bound, and what does not fit stays out whole", async () => {
    for (const name of ["a", "b", "c"]) await page(name, 40);
    expect(await gather(sys, `${folder}/kept`, { isSecret: () => false, limit: 100 })).toBe(2);
    expect(await sys.files.list(`${folder}/kept/uv/simple-v27/pypi`)).toEqual(["a.rkyv", "b.rkyv"]);
  });

  test("comes back only where it may lie: a path that a cache made up is not followed", async () => {
    await sys.files.write(`${folder}/kept/uv/simple-v27/pypi/a.rkyv`, "page");
    await sys.files.write(`${folder}/kept/uv/archive-v0/x/evil.py`, "code");
    await sys.files.write(`${folder}/kept/ours/tools/uv`, "program");
    expect(await place(sys, `${folder}/kept`)).toBe(1);
    expect(await sys.files.list(`${folder}/cache/uv`)).toEqual(["simple-v27"]);
    expect(await sys.files.list(`${folder}/cache/dl-env`)).toEqual([]);
  });
});

const context = (rights: Rights): StepContext => ({
  sys,
  inputs: readInputs(
    (name) =>
      (({ command: "plan", file: `${folder}/dl-env.yml` }) as Record<string, string>)[name] ?? "",
  ),
  rights,
  row: "",
  folder: "",
});

const cacheOf = (
  restore: Awaited<ReturnType<RunCache["restore"]>>,
): { cache: RunCache; saved: string[] } => {
  const saved: string[] = [];
  return {
    saved,
    cache: {
      restore: () => Promise.resolve(restore),
      save: (_, key) => {
        saved.push(key);
        return Promise.resolve({});
      },
    },
  };
};

describe("who keeps", () => {
  test.each(RIGHTS_TABLE.map(({ name, may }) => [name, may] as const))(
    "in the row %j only a run that may write does",
    async (_, may) => {
      await page("a", 10);
      const { cache, saved } = cacheOf({});
      await withCache(context(may), { cache: cache, mask: (text) => text }, () =>
        Promise.resolve(),
      );
      expect(saved.length > 0).toBe(may.caches === "write");
      expect(usesCache(context(may).inputs, may)).toBe(may.caches !== "none");
    },
  );

  test("no step that works on a plan, and none that asks no resolver", () => {
    const all: Rights = { secrets: true, push: true, caches: "write", gpu: true };
    const using = COMMANDS.filter((command) =>
      usesCache(
        readInputs((name) => (name === "command" ? command : "")),
        all,
      ),
    );
    expect(using).toEqual(["plan", "lock", "generate", "watch", "check"]);
    expect(
      usesCache(
        readInputs(
          (name) =>
            (({ command: "plan", "plan-folder": "x" }) as Record<string, string>)[name] ?? "",
        ),
        all,
      ),
    ).toBe(false);
  });

  test("a cache that was not to be read is not written either, and a step that fails keeps what it learned", async () => {
    await page("a", 10);
    const all: Rights = { secrets: true, push: true, caches: "write", gpu: true };
    const silent = cacheOf({ trouble: "no answer" });
    await withCache(context(all), { cache: silent.cache, mask: (text) => text }, () =>
      Promise.resolve(),
    );
    expect([silent.saved, said]).toEqual([
      [],
      ["The cache of earlier runs could not be used, so all answers are fetched again: no answer"],
    ]);
    const working = cacheOf({});
    await expect(
      withCache(context(all), { cache: working.cache, mask: (text) => text }, () =>
        Promise.reject(new Error("broke")),
      ),
    ).rejects.toThrow("broke");
    expect(working.saved).toHaveLength(1);
  });
});
