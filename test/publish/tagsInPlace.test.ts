import { afterEach, beforeEach, expect, it } from "vitest";
import { closeJournal, writeJournal, type Claim } from "../../src/publish/promotionJournal.ts";
import type { Promotion } from "../../src/publish/readPromotions.ts";
import { inPlace, journaledTags } from "../../src/publish/tagsInPlace.ts";
import { OCI_INDEX, type Repository } from "../../src/registry/repository.ts";
import { startFakeRegistry, type FakeRegistry } from "../fakes/registry.ts";
import { repositoryAt, testSystem } from "../registry/world.ts";

const DAY = 86_400_000;
const sys = testSystem();
let registry: FakeRegistry;
let to: Repository;
let digest: string;

const TAGS = ["torch-r1", "torch"];

beforeEach(async () => {
  registry = await startFakeRegistry();
  to = repositoryAt(sys, `${registry.host}/team/images`);
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, manifests: [] }));
  digest = await to.putManifest({ bytes, mediaType: OCI_INDEX });
  for (const tag of TAGS) await to.putManifest({ bytes, mediaType: OCI_INDEX }, tag);
});
afterEach(() => registry.close());

const claims = (): Claim[] => [
  { tag: "torch-r1", kind: "immutable", cell: "torch", digest },
  { tag: "torch", kind: "rolling", cell: "torch", digest },
];

const promotion = (given: Partial<Promotion> = {}): Promotion =>
  ({ cell: "torch", digest, immutable: "torch-r1", rolling: ["torch"], ...given }) as Promotion;

const listed = async (): Promise<Set<string>> => new Set(await to.tags());

/** What was asked while `work` ran. */
const asking = async <T>(work: () => Promise<T>): Promise<{ value: T; lines: string[] }> => {
  const before = registry.asked.length;
  const value = await work();
  return { value, lines: registry.lines().slice(before) };
};

it("of a promotion that ended its journal is read, and a few tags are asked for", async () => {
  await closeJournal(to, await writeJournal(to, sys, claims()));
  const tags = await listed();
  const { value, lines } = await asking(async () => {
    const journaled = await journaledTags(to, sys, tags);
    return inPlace(to, [promotion()], { journaled, listed: tags });
  });
  expect([value.size, lines.length]).toEqual([1, 1 + TAGS.length]);
});

it("one that did not end, or a week ago, says nothing, and each tag is asked for by a HEAD", async () => {
  const name = await writeJournal(to, sys, claims());
  expect(await journaledTags(to, sys, await listed())).toEqual(new Map());
  await closeJournal(to, name);
  const tags = await listed();
  const later = { clock: { ...sys.clock, now: () => sys.clock.now() + 8 * DAY } };
  const journaled = await journaledTags(to, later, tags);
  expect(journaled).toEqual(new Map());
  const { value, lines } = await asking(() =>
    inPlace(to, [promotion()], { journaled, listed: tags }),
  );
  expect([value.size, lines.map((line) => line.split(" ", 1)[0])]).toEqual([1, ["HEAD", "HEAD"]]);
});

it("a tag that is gone, or names another image, is not in place, whatever a journal says", async () => {
  await closeJournal(to, await writeJournal(to, sys, claims()));
  const tags = await listed();
  tags.delete("torch");
  const journaled = await journaledTags(to, sys, tags);
  expect([...journaled.keys()]).toEqual(["torch-r1"]);
  const known = { journaled, listed: tags };
  expect((await inPlace(to, [promotion()], known)).size).toBe(0);
  const other = promotion({ digest: `sha256:${"0".repeat(64)}` });
  const all = await listed();
  const { value } = await asking(async () =>
    inPlace(to, [other], { journaled: await journaledTags(to, sys, all), listed: all }),
  );
  expect(value.size).toBe(0);
});

it("no journal is believed where one of the tags that are asked for was moved by hand", async () => {
  await closeJournal(to, await writeJournal(to, sys, claims()));
  expect((await journaledTags(to, sys, await listed())).size).toBe(TAGS.length);
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, manifests: [], annotations: {} }));
  await to.putManifest({ bytes, mediaType: OCI_INDEX }, "torch");
  const tags = await listed();
  const journaled = await journaledTags(to, sys, tags);
  expect(journaled).toEqual(new Map());
  expect((await inPlace(to, [promotion()], { journaled, listed: tags })).size).toBe(0);
});
