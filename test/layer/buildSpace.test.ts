import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, test } from "vitest";
import type { LayerSpec } from "../../src/image/recipe.ts";
import { openSpace, type Space } from "../../src/layer/buildSpace.ts";
import { layerSpace } from "../../src/layer/layerSpace.ts";
import type { SpaceNeed } from "../../src/layer/spaceBalance.ts";
import { layoutRepository } from "../../src/registry/layout.ts";
import { realFiles } from "../../src/system/files.ts";
import { rejection } from "../registry/world.ts";
import { disk, memoryFiles, spaceSystem, type Disk } from "./spaceWorld.ts";
import { folder } from "./world.ts";

const need = (stays: number, more: Partial<SpaceNeed> = {}): SpaceNeed => ({
  what: "Storing 3 layers",
  folder: "/disk/images",
  stays,
  passing: 0,
  isTracked: true,
  ...more,
});

test("works of one build that do not fit side by side run one after the other", async () => {
  const sys = spaceSystem(memoryFiles({ "/disk": disk(100) }));
  const space = openSpace(sys, []);
  let running = 0;
  let most = 0;
  const use = (needed: number): Promise<void> =>
    space.use("It", [{ folder: "/disk/work", needed, stays: 0, item: "" }], async () => {
      running += 1;
      most = Math.max(most, running);
      await sleep(10);
      running -= 1;
    });
  await Promise.all([use(60), use(60), use(60)]);
  expect(most).toBe(1);
  await Promise.all([use(30), use(30), use(30)]);
  expect(most).toBe(3);
  const all = await Promise.allSettled([use(60), use(101), use(60)]);
  expect(all.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect((await rejection(use(101))).message).toContain(
    "It needs about 101 B of free space in /disk/work, but only 100 B are free",
  );
});

describe("two builds on one disk", () => {
  it("do not count the same free bytes: the second is told who has them, and fits when they are given back", async () => {
    const sys = spaceSystem(memoryFiles({ "/disk": disk(100) }));
    const [first, second] = [openSpace(sys, ["/disk/a"]), openSpace(sys, ["/disk/b"])];
    await first.reserve([need(70)]);
    const refused = await rejection(second.reserve([need(50)]));
    expect([refused.code, refused.exit]).toEqual(["disk-full", 3]);
    expect(refused.message).toBe(
      "Storing 3 layers needs about 50 B of free space in /disk/images, but only 100 B are free, " +
        "of which 70 B are reserved by process 1.",
    );
    expect(refused.hint).toContain("Wait until that is done, or make room");
    await first.close();
    await second.reserve([need(50)]);
    expect(sys.said).toEqual([]);
  });

  it("wait for what the other gives back, and say so", async () => {
    const sys = spaceSystem(memoryFiles({ "/disk": disk(100) }));
    const [first, second] = [openSpace(sys, []), openSpace(sys, [])];
    await first.reserve([need(10, { passing: 60 })]);
    let isReserved = false;
    const waits = second.reserve([need(80)]).then(() => (isReserved = true));
    await sleep(20);
    expect(isReserved).toBe(false);
    await first.close();
    await waits;
    expect(sys.said).toHaveLength(1);
    expect(sys.said[0]).toMatch(/reserved by process 1\. It is waited for what they give back$/);
  });

  it("count what both put into one folder once", async () => {
    const sys = spaceSystem(memoryFiles({ "/disk": disk(100) }));
    const [first, second] = [openSpace(sys, []), openSpace(sys, [])];
    const items = new Map([
      ["/disk/images#a", 40],
      ["/disk/images#b", 30],
    ]);
    await first.reserve([need(70, { items })]);
    await second.reserve([need(90, { items: new Map([...items, ["/disk/images#c", 20]]) })]);
    const third = openSpace(sys, []);
    const elsewhere = new Map([["/disk/other#a", 40]]);
    expect((await rejection(third.reserve([need(40, { items: elsewhere })]))).code).toBe(
      "disk-full",
    );
  });
});

test("several needs on one disk are one sum, and all are named", async () => {
  const sys = spaceSystem(memoryFiles({ "/disk": disk(100) }));
  const space = openSpace(sys, []);
  const refused = await rejection(
    space.reserve([
      need(60),
      { what: "Making torch", folder: "/disk/work", stays: 0, passing: 45 },
      { what: "Copying 1 base", folder: "/elsewhere", stays: 7, passing: 0 },
    ]),
  );
  expect(refused.message).toBe(
    "Storing 3 layers (60 B) and making torch (45 B) need together about 105 B of free space in " +
      "/disk/images, but only 100 B are free.",
  );
});

const spec = (title: string, download: number): LayerSpec => {
  const key = title.padEnd(32, "0");
  return { kind: "files", key, title, download, files: [] };
};

const wheelSpec = (title: string, download: number): LayerSpec => {
  const key = title.padEnd(32, "0");
  const wheel = { name: title, version: "1", file: `${title}.whl`, sha256: key, download };
  return { kind: "wheel", key, title, download, python: "3.12", platform: "p", wheels: [wheel] };
};

test("a layer counts once where it is made and put on one disk, and on each of two", async () => {
  const dir = await folder();
  const specs = [spec("large", 1000), spec("small", 100)];
  const needsOn = async (fileSystem: (path: string) => string) => {
    const files = { ...realFiles, fileSystem: async (path: string) => fileSystem(path) };
    const sys = spaceSystem(files);
    const store = layoutRepository(sys, `${dir}/images`);
    const { needs } = await layerSpace({ sys, work: `${dir}/work`, store }, specs);
    return needs.map(({ stays, passing }) => stays + passing);
  };
  expect(await needsOn(() => "one")).toEqual([1100, 3000, 0]);
  specs.push(wheelSpec("wheel", 900));
  expect(await needsOn(() => "one")).toEqual([2000, 3600, 0]);
  specs.pop();
  expect(await needsOn((path) => (path.includes("work") ? "one" : "two"))).toEqual([1100, 4000, 0]);
});

describe("notes of builds on the real file system", () => {
  const child = `
    import { keepNote } from ${JSON.stringify(join(import.meta.dirname, "../../src/system/livingNotes.ts"))};
    await keepNote([process.argv[1]], ".space.making", process.argv[2]);
    process.stdout.write("kept");
    setInterval(() => undefined, 1000);`;
  const text = (disk: string): string =>
    JSON.stringify({ disks: { [disk]: { stays: 5e17, passing: 0, taken: 0 } }, items: [] });

  it("count while their process lives, and are removed when it was killed", async () => {
    const dir = await folder();
    const sys = spaceSystem({});
    const own = { ...sys, env: { ...sys.env, home: dir } };
    const note = text(await realFiles.fileSystem(dir));
    const other = spawn(process.execPath, ["--input-type=module", "-e", child, dir, note]);
    await once(other.stdout, "data");
    const space = openSpace(own, [dir]);
    const wanted = need(1000, { folder: dir });
    const refused = await rejection(space.reserve([wanted]));
    expect(refused.message).toContain(`reserved by process ${other.pid} since 20`);
    const ended = once(other, "exit");
    other.kill("SIGKILL");
    await ended;
    await space.reserve([wanted]);
    expect(await readdir(dir)).toHaveLength(2);
    await space.close();
    expect(await readdir(dir)).toEqual([".cache"]);
  });

  it("of another host or container count with signs of life, and not without", async () => {
    const dir = await folder();
    const sys = spaceSystem({});
    const own = { ...sys, env: { ...sys.env, home: dir } };
    const path = join(dir, "zzzz1-abc.space.making");
    const who = `42 zzzz 1 x other-host ${Date.UTC(2026, 0, 2)}`;
    await writeFile(path, `${who}\n${text(await realFiles.fileSystem(dir))}`);
    const reserve = async (): Promise<void> => {
      const space = openSpace(own, [dir]);
      await space.reserve([need(1000, { folder: dir })]);
      await space.close();
    };
    const refused = await rejection(reserve());
    expect(refused.message).toContain("process 42 of another host or container (other-host)");
    await utimes(path, new Date(), new Date(Date.now() - 60_000));
    await reserve();
    expect(await readdir(dir)).toEqual([".cache"]);
  });
});

// Builds that make layers on one small disk, in random turns. All: DL_ENV_SPACE_RUNS=5000.
const RUNS = Number(process.env["DL_ENV_SPACE_RUNS"] ?? 150);

const seeded = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
};

/** Makes layers: four times its download while one is made, then one times for good. */
const makeAll = async (
  space: Space,
  on: Disk,
  { sizes, pause }: { readonly sizes: readonly number[]; readonly pause: () => Promise<void> },
): Promise<void> => {
  const stays = sizes.reduce((sum, one) => sum + one, 0);
  const passing = 3 * Math.max(...sizes);
  try {
    await space.reserve([need(stays), need(0, { passing })]);
    await Promise.all(
      sizes.map((size) =>
        space.use(
          "It",
          [{ folder: "/disk/w", needed: 4 * size, stays: size, item: "" }],
          async () => {
            for (let part = 0; part < 4; part += 1) {
              await pause();
              on.take(size);
            }
            await pause();
            on.take(-3 * size);
          },
        ),
      ),
    );
  } finally {
    await space.close();
  }
};

test(`in ${RUNS} random runs of builds side by side the disk never lacks a byte, and who is refused would not have fitted`, async () => {
  let [made, told] = [0, 0];
  for (let seed = 1; seed <= RUNS; seed += 1) {
    const draw = seeded(seed);
    const on = disk(400 + draw(600));
    const files = memoryFiles({ "/disk": on });
    const pause = async (): Promise<void> => {
      for (let turn = draw(4); turn > 0; turn -= 1) await Promise.resolve();
      if (draw(3) === 0) await sleep(0);
    };
    const builds = Array.from({ length: 2 + draw(3) }, () =>
      Array.from({ length: 1 + draw(4) }, () => 10 + draw(60)),
    );
    const all = on.free;
    const ends = await Promise.allSettled(
      builds.map((sizes) => makeAll(openSpace(spaceSystem(files), []), on, { sizes, pause })),
    );
    expect([seed, on.least >= 0]).toEqual([seed, true]);
    const total = (sizes: readonly number[]): number => sizes.reduce((sum, one) => sum + one, 0);
    const done = builds.filter((_, at) => ends[at]?.status === "fulfilled");
    expect([seed, on.free]).toEqual([seed, all - done.reduce((sum, one) => sum + total(one), 0)]);
    for (const [at, sizes] of builds.entries()) {
      if (ends[at]?.status === "fulfilled") continue;
      told += 1;
      expect(ends[at]).toMatchObject({ reason: { code: "disk-full" } });
      // Of what the others leave there is not enough for it.
      expect([seed, on.free < total(sizes) + 3 * Math.max(...sizes)]).toEqual([seed, true]);
    }
    made += done.length;
  }
  expect([made > 0, told > 0]).toEqual([true, true]);
}, 600_000);
