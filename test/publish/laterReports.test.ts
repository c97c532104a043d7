import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Repository } from "../../src/registry/repository.ts";
import { writeProof } from "../../src/smoke/proofs.ts";
import {
  startFakeRegistry,
  type FakeRegistry,
  type FakeRegistryOptions,
} from "../fakes/registry.ts";
import { repositoryAt, tempFolder, testSystem } from "../registry/world.ts";
import { reportOf } from "./images.ts";
import { promoteWith } from "./promoteWith.ts";
import { testedImages, type TestedImages } from "./testedImages.ts";

const sys = testSystem();
const promote = promoteWith(sys);
let dir: string;
let remove: () => Promise<void>;
let fake: FakeRegistry;
beforeEach(async () => {
  ({ dir, remove } = await tempFolder());
  fake = await startFakeRegistry();
});
afterEach(async () => {
  await fake.close();
  await remove();
});

const opened = (): Repository => repositoryAt(sys, `${fake.host}/team/dl-env`);

const FAILURE = { cpu: "fail", at: "2099-01-01T00:00:00.000Z" } as const;

type Tested = TestedImages["promotions"][number];

const failureOf = ({ cell, digest }: Tested): ReturnType<typeof reportOf> =>
  reportOf(digest, { cell, ...FAILURE });

const tagsOf = ({ immutable, rolling }: Tested): string[] => [immutable, ...rolling];

const world = async (): Promise<{ to: Repository; failing: Tested; other: Tested }> => {
  const to = opened();
  const { promotions } = await testedImages(sys, to, dir);
  const [failing, , other] = promotions;
  if (failing === undefined || other === undefined) throw new Error("three images were linked");
  return { to, failing: { ...failing, rolling: [failing.cell] }, other };
};

/** A destination into which a report of a failure comes once its promotion has begun. */
const withLate = (to: Repository, failing: Tested): Repository => ({
  ...to,
  putManifest: async (manifest, tag, annotations) => {
    const digest = await to.putManifest(manifest, tag, annotations);
    if (tag?.startsWith("dl-env-promotion-") === true && !tag.endsWith("-done"))
      await writeProof(opened(), failureOf(failing));
    return digest;
  },
});

describe("a failing report that comes while a promotion is under way", () => {
  it("keeps the tags of its image where they are, and leaves the others going", async () => {
    const { to, failing, other } = await world();
    const { moves, kept } = await promote(withLate(to, failing), [failing, other]);
    expect(kept.map(({ cell, code }) => [cell, code])).toEqual([[failing.cell, "not-proven"]]);
    expect(moves.map(({ tag }) => tag)).toEqual(tagsOf(other));
    for (const tag of tagsOf(failing)) expect(await to.resolve(tag)).toBeUndefined();
  });

  it.each<[string, FakeRegistryOptions]>([
    ["by itself", { referrersApi: true }],
    ["in part", { referrersApi: true, listsType: () => false }],
  ])("is found where the registry lists reports %s", async (_, options) => {
    await fake.close();
    fake = await startFakeRegistry(options);
    const { to, failing, other } = await world();
    const { moves, kept } = await promote(withLate(to, failing), [failing, other]);
    expect(kept.map(({ cell, code }) => [cell, code])).toEqual([[failing.cell, "not-proven"]]);
    expect(moves.map(({ tag }) => tag)).toEqual(tagsOf(other));
  });

  it.each<[string, (before: readonly string[]) => Partial<Repository>]>([
    ["late", (before) => ({ tagsAtOnce: async () => before })],
    ["in several answers", () => ({ tagsAtOnce: async () => undefined })],
  ])("is found by the index of its image where the list of tags is %s", async (_, list) => {
    const { to, failing, other } = await world();
    const before = await to.tags();
    await writeProof(opened(), failureOf(failing));
    const late: Repository = { ...to, tags: async () => [...before], ...list(before) };
    const { moves, kept } = await promote(late, [failing, other]);
    expect(kept.map(({ cell, code }) => [cell, code])).toEqual([[failing.cell, "not-proven"]]);
    expect(moves.map(({ tag }) => tag)).toEqual(tagsOf(other));
  });
});

it("the indexes of reports are not read where the list of tags has what was written just before", async () => {
  const { to, failing, other } = await world();
  const asked = fake.asked.length;
  const { moves } = await promote(to, [failing, other]);
  expect(moves.length).toBe(5);
  expect(
    fake
      .lines()
      .slice(asked)
      .filter((line) => /manifests\/sha256-[0-9a-f]{64}$/.test(line)),
  ).toEqual([]);
});
