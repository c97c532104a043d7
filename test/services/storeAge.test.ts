import { readFile, writeFile } from "node:fs/promises";
import { afterEach, expect, test } from "vitest";
import { openWorldIn, type CommandWorld } from "../../bench/commands/world.ts";
import { build } from "../../src/commands/buildCommand.ts";
import { promote } from "../../src/commands/promoteCommand.ts";
import { storePrune } from "../../src/commands/storeCommand.ts";
import { closureReader } from "../../src/registry/closure.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import { aptLockFileName, encodeAptLock } from "../../src/resolve/lockfile.ts";
import { prove } from "../commands/wholeRun.ts";
import { startDistribution } from "../fakes/distribution.ts";

const DAY = 86_400_000;
const CELLS = 6;
/** Days of the rule for cells outside the matrix, and of `store prune --age`. */
const RULE = 30;
const AGE = 7;

let world: CommandWorld | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

const isOf13 = (tag: string): boolean => tag.includes("cuda13");

/** Six cells are promoted, and CUDA 13.0 leaves the matrix, for which there is a rule. */
const withoutCuda13 = async (deletes: boolean) => {
  world = await openWorldIn(CELLS, () => startDistribution({ deletes }));
  const { folder, registry } = world;
  const file = `${folder}/dl-env.yml`;
  let passed = 0;
  const sys = { ...world.sys, clock: { ...world.sys.clock, now: () => Date.now() + passed } };
  const built = await build(sys, { file });
  // Else a week makes system layers that nobody built.
  for (const [release, lock] of built.planned.apt)
    await writeFile(`${folder}/locks/${aptLockFileName(release)}`, encodeAptLock(lock));
  await prove(sys, file, built);
  expect((await promote(sys, { file })).exit).toBe(0);
  const text = await readFile(file, "utf8");
  await writeFile(
    file,
    `${text.replace(', "13.0"]', "]")}retention: { untagAfter: ${String(RULE)} }\n`,
  );
  const at = (name: string) => openRepository(sys)(`${registry.host}/team/${name}`);
  return {
    to: at("images"),
    store: at("images-layers"),
    promote: () => promote(sys, { file }),
    prune: (yes = true) => storePrune(sys, { file, age: AGE, yes }),
    pass: (days: number) => void (passed += days * DAY),
    /** What people's tags name. */
    tags: async (): Promise<ReadonlyMap<string, string | undefined>> => {
      const all = (await at("images").tags()).filter((tag) => !/^(?:sha256|dl-env)-/.test(tag));
      return new Map(
        await Promise.all(all.map(async (tag) => [tag, await at("images").resolve(tag)] as const)),
      );
    },
  };
};

type Opened = Awaited<ReturnType<typeof withoutCuda13>>;

const layersOf = async ({ store }: Opened): Promise<string[]> =>
  (await store.tags()).filter((tag) => /^(?:system|wheel|rest|python|files)-/.test(tag));

const requireWhole = async ({ to, tags }: Opened): Promise<void> => {
  const { damageOf } = closureReader(to);
  for (const tag of (await tags()).keys()) expect([tag, await damageOf(tag)]).toEqual([tag, []]);
};

test("distribution that deletes: tags go by the rule, then what they needed by its age, and nothing before", async () => {
  const opened = await withoutCuda13(true);
  const { tags, pass, prune } = opened;
  const all = await tags();
  const layers = await layersOf(opened);
  await opened.promote();
  pass(RULE - 1);
  await opened.promote();
  expect(await tags()).toEqual(all);
  pass(2);
  const { retired, exit } = await opened.promote();
  expect([exit, retired?.refused]).toEqual([0, []]);
  const left = await tags();
  expect([...left.keys()]).toEqual([...all.keys()].filter((tag) => !isOf13(tag)));

  // The first run notes what nothing needs; each day before the age nothing goes.
  for (const days of [0, AGE - 1]) {
    pass(days);
    const young = await prune();
    // The name of a journal says how old it is.
    const kinds = young.result.flatMap((one) => one.tags).map(({ kind }) => kind);
    expect([young.exit, kinds.filter((kind) => kind !== "journal")]).toEqual([0, []]);
    expect(await layersOf(opened)).toEqual(layers);
  }
  pass(1);
  const shown = await prune(false);
  expect(shown.result.flatMap((one) => one.tags).length).toBeGreaterThan(0);
  expect(await layersOf(opened)).toEqual(layers);
  const pruned = await prune();
  expect([pruned.exit, pruned.problems]).toEqual([0, []]);
  const gone = layers.filter((tag) => tag.startsWith("system-")).length / 3;
  expect((await layersOf(opened)).length).toBe(layers.length - gone);
  expect(await tags()).toEqual(left);
  await requireWhole(opened);
  const again = await opened.promote();
  expect([again.exit, again.result.moves]).toEqual([0, []]);
}, 300_000);

test("distribution as it comes, which deletes nothing: the rule and the age say so, and every tag stays whole", async () => {
  const opened = await withoutCuda13(false);
  const { tags, pass, prune } = opened;
  const all = await tags();
  const layers = await layersOf(opened);
  await opened.promote();
  pass(RULE + 1);
  const { retired } = await opened.promote();
  expect(retired?.removed).toEqual([]);
  expect(retired?.refused.map(({ tag }) => tag)).toEqual(
    expect.arrayContaining([...all.keys()].filter(isOf13)),
  );
  const leaving = (tag: string): boolean => tag.startsWith("dl-env-leaving-");
  expect(new Map([...(await tags())].filter(([tag]) => !leaving(tag)))).toEqual(all);
  await prune();
  pass(AGE);
  const pruned = await prune();
  expect(pruned.result.flatMap((one) => one.tags)).toEqual([]);
  expect(pruned.exit).toBe(1);
  expect(pruned.problems.length).toBeGreaterThan(0);
  for (const { message } of pruned.problems) expect(message).toContain("405");
  expect(await layersOf(opened)).toEqual(layers);
  await requireWhole(opened);
}, 300_000);
