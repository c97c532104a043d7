import { afterEach, beforeEach, expect, test } from "vitest";
import type { LayerSpec } from "../../src/image/recipe.ts";
import { openSpace } from "../../src/layer/buildSpace.ts";
import { makeMissing, type Making } from "../../src/layer/makeMissing.ts";
import { ensureSpace } from "../../src/layer/diskSpace.ts";
import { layoutRepository } from "../../src/registry/layout.ts";
import type { Log, System } from "../../src/system/ports.ts";
import { realSystem } from "../../src/system/realSystem.ts";

const real = realSystem();
let dir = "";
beforeEach(async () => {
  dir = await real.files.makeTemp("dle-missing-");
  await real.files.makeDir(`${dir}/work`);
});
afterEach(() => real.files.remove(dir));

const spec = (name: string, download = 0): LayerSpec =>
  ({
    kind: "files",
    key: name.padEnd(32, "0"),
    title: name,
    download,
    files: [{ path: `/opt/${name}`, mode: 0o644, content: name }],
  }) as unknown as LayerSpec;

const making = (sys: System, to = `${dir}/images`): Making => ({
  sys,
  store: layoutRepository(sys, to),
  work: `${dir}/work`,
  space: openSpace({ ...sys, env: { ...sys.env, home: dir } }, [to]),
  tools: () => Promise.resolve({} as never),
  buildSystem: () => Promise.reject(new Error("not needed")),
  parallel: 1,
});

test("progress says of all how many are stored and fetched, and of each what is done with it, in bytes", async () => {
  const told: string[] = [];
  const says: (() => string | Promise<string>)[] = [];
  const log: Log = {
    ...real.log,
    debug: () => undefined,
    progress: (say, until) => {
      says.push(say);
      void Promise.resolve(say()).then((text) => told.push(text));
      const over = (): void => void Promise.resolve(say()).then((text) => told.push(text));
      until.then(over, over);
    },
  };
  const { layers, failed } = await makeMissing(making({ ...real, log }), [
    spec("alpha", 0),
    spec("beta", 0),
  ]);
  expect([layers.length, failed]).toEqual([2, []]);
  expect(says).toHaveLength(3);
  expect(told[0]).toBe("0 of 2 layers stored (0 B), 0 B of 0 B fetched");
  expect(told[1]).toMatch(/^alpha: being built, 0\.\d s$/);
  expect(told).toContainEqual(expect.stringMatching(/^alpha: storing, 0 B of \d+ B, \d\.\d s$/));
  expect(told.at(-1)).toMatch(/^2 of 2 layers stored \(\d+ B\), 0 B of 0 B fetched$/);
});

test("what is done with a layer that is stored is progress of its own, in the bytes that are read", async () => {
  const told: string[] = [];
  const says: (() => string | Promise<string>)[] = [];
  const log: Log = {
    ...real.log,
    debug: () => undefined,
    progress: (say) => says.push(say),
  };
  await makeMissing(
    {
      ...making({ ...real, log }),
      onStored: async ({ size }, onRead) => {
        onRead(size);
        told.push(...(await Promise.all(says.map(async (say) => say()))));
      },
    },
    [spec("alpha")],
  );
  expect(told).toContainEqual(
    expect.stringMatching(/^alpha: looking through its files, (\d+ B) of \1, \d\.\d s$/),
  );
});

test("a store that cannot be written is refused before anything is made", async () => {
  let asked = 0;
  const sys = {
    ...real,
    files: {
      ...real.files,
      freeBytes: (path: string) => (
        (asked += path.includes("work") ? 1 : 0),
        real.files.freeBytes(path)
      ),
    },
  };
  await expect(makeMissing(making(sys, "/proc/images"), [spec("alpha")])).rejects.toMatchObject({
    code: "layout-denied",
    exit: 2,
  });
  expect(asked).toBe(0);
});

test("a store without room for all that is missing is told before anything is made, with what is needed and what is free", async () => {
  const sys = {
    ...real,
    log: { ...real.log, debug: () => undefined, progress: () => undefined },
    files: {
      ...real.files,
      freeBytes: (path: string) =>
        path.includes("images") ? Promise.resolve(2_000_000_000) : real.files.freeBytes(path),
      fileSystem: (path: string) => Promise.resolve(path.includes("images") ? "images" : "other"),
    },
  };
  const [large, larger] = [spec("large", 1_400_000_000), spec("larger", 1_600_000_000)];
  await expect(makeMissing(making(sys), [large, larger, spec("small")])).rejects.toMatchObject({
    code: "disk-full",
    exit: 3,
    message: `Storing 3 layers needs about 3.00 GB of free space in ${dir}/images, but only 2.00 GB are free.`,
  });
  expect(await making(sys).store.tags()).toEqual([]);
});

test("where the cache folder is too small, the message names what is left of it when the run is over, and the variable that moves it", async () => {
  const folder = "/home/x/.cache/dl-env/tmp/w-ab123c-XyZ123/layer";
  await expect(
    ensureSpace({ freeBytes: () => Promise.resolve(1_000_000) }, folder, {
      needed: 100_000_000,
      what: "Making torch",
    }),
  ).rejects.toMatchObject({
    message:
      "Making torch needs about 100 MB of free space in /home/x/.cache/dl-env/tmp, but only 1.00 MB are free.",
    hint: "Use another disk: export XDG_CACHE_HOME=/path/on/a/larger/disk\nOr make room, then type the command again; how full it is: df -h /home/x/.cache/dl-env/tmp",
  });
});

test("system layers are built side by side, four at most", async () => {
  let [now, most] = [0, 0];
  const system = (name: string): LayerSpec => ({ ...spec(name), kind: "system" }) as LayerSpec;
  const quiet = { ...real.log, debug: () => undefined, progress: () => undefined };
  const { failed } = await makeMissing(
    {
      ...making({ ...real, log: quiet }),
      parallel: 8,
      buildSystem: async () => {
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setTimeout(resolve, 20));
        now -= 1;
        throw new Error("not built");
      },
    },
    ["a", "b", "c", "d", "e", "f"].map(system),
  );
  expect([most, failed.length]).toEqual([4, 6]);
});
