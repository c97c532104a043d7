import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readContents } from "../../src/store/contents.ts";
import type { Pruned } from "../../src/store/prunePlan.ts";
import { pruneRegistry } from "../../src/store/pruneRegistry.ts";
import { removeTags } from "../../src/store/removeTags.ts";
import { claimedImages } from "../../src/store/spareRecords.ts";
import { verifyContents } from "../../src/store/verifyContents.ts";
import type { Repository } from "../../src/registry/repository.ts";
import { startDistribution } from "../fakes/distribution.ts";
import { startOlareg } from "../fakes/olareg.ts";
import { promoteWith } from "../publish/promoteWith.ts";
import { testedImages } from "../publish/testedImages.ts";
import { repositoryAt, tempFolder, testSystem } from "../registry/world.ts";

const DAY = 86_400_000;
const sys = testSystem({ realClock: true });

interface Served {
  readonly host: string;
  readonly close: () => Promise<void>;
}
const olareg = process.env["DL_ENV_TEST_OLAREG"];
interface Kind {
  readonly name: string;
  /** Whether it removes manifests as it is started here. */
  readonly removes: boolean;
  readonly start: () => Promise<Served>;
}
const REGISTRIES: readonly Kind[] = [
  { name: "distribution", removes: true, start: () => startDistribution() },
  ...(olareg === undefined
    ? []
    : [{ name: "olareg", removes: false, start: () => startOlareg(olareg) }]),
];

let dir: string;
let remove: () => Promise<void>;
let registry: Served | undefined;
beforeEach(async () => {
  ({ dir, remove } = await tempFolder());
});
afterEach(async () => {
  await registry?.close();
  registry = undefined;
  await remove();
});

const prune = async (to: Repository, now: number): Promise<Pruned> => {
  const contents = await readContents(to);
  const images = contents.filter(({ kind }) => kind === "image" || kind === "other");
  const found = { contents, images, claimed: await claimedImages(to, contents) };
  return pruneRegistry(to, found, { planned: new Set(), age: 7 * DAY, now, removes: true });
};

describe.each(REGISTRIES)("$name", ({ start, removes }) => {
  it("loses the tags of one cell and then what only it had; the others stay whole, or it says what it keeps", async () => {
    registry = await start();
    const { host } = registry;
    const to = (): Repository => repositoryAt(sys, `${host}/team/dl-env`);
    const { promotions, links } = await testedImages(sys, to(), dir);
    await promoteWith(sys)(to(), promotions);
    const all = await readContents(to());
    const third = all.filter(({ cell }) => cell === "cell-3");
    const { removed, refused } = await removeTags(to(), third, all);
    expect([...removed, ...refused.map(({ tag }) => tag)].toSorted()).toEqual(
      third.map(({ tag }) => tag).toSorted(),
    );
    const now = await to().tags();
    expect(removed.filter((tag) => now.includes(tag))).toEqual([]);
    await prune(to(), Date.now());
    const pruned = await prune(to(), Date.now() + 30 * DAY);
    const own = links[2]!.layers[1]!.tag;
    const handled = [...pruned.tags, ...pruned.refused].map(({ tag }) => tag);
    // What keeps its tags keeps what they need.
    expect([refused.length === 0, handled.includes(own)]).toEqual([removes, removes]);
    const left = await to().tags();
    expect(pruned.tags.filter(({ tag }) => left.includes(tag))).toEqual([]);
    for (const { digest, cell, immutable } of promotions.slice(0, 2)) {
      expect(await to().resolve(cell)).toBe(digest);
      expect(await to().resolve(immutable)).toBe(digest);
    }
    expect((await verifyContents(to())).damaged).toEqual([]);
  });
});
