import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Repository } from "../../src/registry/repository.ts";
import { readContents } from "../../src/store/contents.ts";
import { outsideByName } from "../../src/store/outsideTags.ts";
import {
  readRetention,
  retireCells,
  type OutsideFound,
  type RetentionRule,
} from "../../src/store/retention.ts";
import { isTagOfCell } from "../../src/store/tagKind.ts";
import { startFakeRegistry, type FakeRegistry } from "../fakes/registry.ts";
import { promoteWith } from "../publish/promoteWith.ts";
import { layoutPlace, registryPlace, testedImages, type Place } from "../publish/testedImages.ts";
import { tempFolder, testSystem } from "../registry/world.ts";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 1);
const sys = testSystem();
let dir: string;
let remove: () => Promise<void>;
let fake: FakeRegistry | undefined;
beforeEach(async () => {
  ({ dir, remove } = await tempFolder());
});
afterEach(async () => {
  await fake?.close();
  fake = undefined;
  await remove();
});

const ALL = new Set(["cell-1", "cell-2", "cell-3"]);
const LEFT = new Set(["cell-1", "cell-2"]);

const found = async (to: Repository, cells: ReadonlySet<string>): Promise<OutsideFound> => {
  const listed = new Set(await to.tags());
  return { to, listed, outside: outsideByName(listed, cells) };
};
const after = (days: number): RetentionRule => ({ days: 30, now: NOW + days * DAY });
const isToDo = async (place: Place, cells: ReadonlySet<string>, days: number): Promise<boolean> =>
  (await readRetention(await found(place.open(), cells), after(days))).isToDo;
const retire = async (
  place: Place,
  cells: ReadonlySet<string>,
  days: number,
): Promise<readonly string[]> =>
  (await retireCells(await found(place.open(), cells), after(days), cells)).removed;

const registry = async (): Promise<Place> => {
  fake = await startFakeRegistry();
  return registryPlace(sys, fake);
};
const promoted = async (place: Place): Promise<Place> => {
  const { promotions } = await testedImages(sys, place.open(), dir);
  await promoteWith(sys)(place.open(), promotions);
  return place;
};
const ofImages = async (place: Place): Promise<string[]> =>
  (await readContents(place.open())).filter(({ kind }) => kind === "image").map(({ tag }) => tag);

describe.each([
  ["a registry", registry],
  ["a layout", async () => layoutPlace(sys, `${dir}/images`)],
] as const)("the rule for cells outside the matrix in %s", (_what, open) => {
  it("removes their tags after the days, counted from the first time they were seen outside", async () => {
    const place = await promoted(await open());
    const before = await ofImages(place);
    expect(await isToDo(place, LEFT, 0)).toBe(true);
    expect(await retire(place, LEFT, 0)).toEqual([]);
    const { cells, isToDo: isMore } = await readRetention(
      await found(place.open(), LEFT),
      after(20),
    );
    expect([cells.map(({ cell, goes }) => [cell, goes]), isMore]).toEqual([
      [["cell-3", NOW + 30 * DAY]],
      false,
    ]);
    expect(await retire(place, LEFT, 29)).toEqual([]);
    expect(await ofImages(place)).toEqual(before);
    expect(await isToDo(place, LEFT, 30)).toBe(true);
    // `torch` is no name that dl-env gives a cell called so.
    expect((await retire(place, LEFT, 30)).toSorted()).toEqual(["cell-3", "cell-3-r000000000002"]);
    expect((await ofImages(place)).toSorted()).toEqual(
      before.filter((tag) => !tag.startsWith("cell-3")).toSorted(),
    );
    expect(await isToDo(place, LEFT, 31)).toBe(false);
  });

  it("begins anew for a cell that was in a matrix meanwhile", async () => {
    const place = await promoted(await open());
    await retire(place, LEFT, 0);
    expect(await isToDo(place, ALL, 20)).toBe(true);
    await retire(place, ALL, 20);
    expect(await isToDo(place, ALL, 21)).toBe(false);
    expect(await retire(place, LEFT, 31)).toEqual([]);
    expect(await retire(place, LEFT, 60)).toEqual([]);
    expect(await retire(place, LEFT, 61)).toHaveLength(2);
  });
});

it.each([
  [
    "torch-cuda12.8.1-ubuntu24.04-py3.12",
    "torch-cuda12.8.1-ubuntu24.04-py3.12-r0123456789ab",
    true,
  ],
  ["torch-cuda12.8.1-ubuntu24.04-py3.12", "torch-cuda12.8.1-ubuntu24.04-py3.12", true],
  ["torch-cuda12.8.1-ubuntu24.04-py3.12", "torch-cuda12.8-ubuntu24.04", true],
  ["torch-cuda12.8.1-ubuntu24.04-py3.12", "torch-cuda12.8", true],
  ["torch-cuda12.8.1-ubuntu24.04-py3.12", "torch", true],
  ["torch-cuda12.8.1-ubuntu24.04-py3.12", "latest", true],
  ["torch-cuda12.8.1-ubuntu24.04-py3.12", "torch-cuda12", false],
  ["torch-cuda12.8.1-ubuntu24.04-py3.12", "torch-runtime", false],
  ["torch-cuda12.8.1-ubuntu24.04-py3.12", "production", false],
  ["torch-cuda12.8.1-ubuntu24.04-py3.12", "torch-mine", false],
  ["my-set-cuda13.0.0-ubuntu24.04-py3.12-cudnn-runtime", "my-set-cuda13.0-cudnn-runtime", true],
  ["my-set-cuda13.0.0-ubuntu24.04-py3.12-cudnn-runtime", "my-set", false],
  ["numpy-cuda13.4.2-stand-in-py3.13", "numpy-cuda13.4-stand-in", true],
  ["numpy-cuda13.4.2-stand-in-py3.13", "numpy-cuda13.4", true],
])("of %s the tag %s is dl-env's: %s", (cell, tag, isOurs) => {
  expect(isTagOfCell(tag, cell)).toBe(isOurs);
});

it("a registry is asked for nothing where no cell is outside and none was", async () => {
  const place = await promoted(await registry());
  const to = place.open();
  const seen = await found(to, ALL);
  const before = to.traffic.requests;
  expect(await readRetention(seen, after(0))).toEqual({ cells: [], isToDo: false });
  expect(to.traffic.requests).toBe(before);
});
