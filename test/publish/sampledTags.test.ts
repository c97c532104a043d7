import { expect, it } from "vitest";
import type { Claim } from "../../src/publish/promotionJournal.ts";
import { sampleOf } from "../../src/publish/sampledTags.ts";

const DAY = 86_400_000;

const claimOf = (tag: string, kind: Claim["kind"]): Claim => ({
  tag,
  kind,
  cell: "torch",
  digest: `sha256:${"0".repeat(64)}`,
});
const claims = [
  ...Array.from({ length: 30 }, (_, at) => claimOf(`torch-cuda12.${at}-r0`, "immutable")),
  ...Array.from({ length: 30 }, (_, at) => claimOf(`torch-cuda12.${at}`, "rolling")),
  claimOf("torch", "rolling"),
  claimOf("latest", "latest"),
];
const tagsOn = (day: number): string[] => sampleOf(claims, "all", day * DAY).map(({ tag }) => tag);

it("of tags those are asked for each time that most people pull", () => {
  for (const day of [0, 1, 20_000])
    expect(tagsOn(day).slice(0, 4)).toEqual([
      "latest",
      "torch",
      "torch-cuda12.0",
      "torch-cuda12.1",
    ]);
});

it("of the others each has its day", () => {
  const seen = new Set(Array.from({ length: 16 }, (_, day) => tagsOn(20_000 + day)).flat());
  expect(seen.size).toBe(claims.length);
});

it("few are all asked for, once", () => {
  const few = claims.slice(0, 7);
  expect(new Set(sampleOf(few, "all", 20_001 * DAY))).toEqual(new Set(few));
  expect(sampleOf(few, "all", 20_001 * DAY).length).toBe(few.length);
  expect(sampleOf([], "all", 0)).toEqual([]);
});

it("a smaller sample of a day is part of the larger one", () => {
  const large = new Set(tagsOn(20_003));
  const small = sampleOf(claims, "few", 20_003 * DAY);
  expect(small.map(({ tag }) => large.has(tag))).toEqual([true, true]);
});
