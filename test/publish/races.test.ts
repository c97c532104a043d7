import { describe, expect, it } from "vitest";
import { randomFrom } from "../fakes/interleaving.ts";
import { again, faultsAfter, night, race, raceWorld } from "./raceWorld.ts";

/** Interleavings that are tried; more by `DL_ENV_RACES=50000`. */
const RACES = Number(process.env["DL_ENV_RACES"] ?? 5000);
const SEED = Number(process.env["DL_ENV_RACE_SEED"] ?? 1);

/** What is wrong after one race, after what was killed was run again, and after a night. */
const faultsOf = async (seed: number): Promise<string[]> => {
  const random = randomFrom(seed);
  const world = await raceWorld(random, { referrersApi: random() < 0.5 });
  const before = new Map(world.registry.tags);
  const { ended, failures, killed } = await race(world, { kills: random() < 0.5 });
  const errors = ended.filter(({ end }) => end === "failed").map(({ error }) => String(error));
  const faults = (counted = world.publishers): Promise<string[]> =>
    faultsAfter(world, before, { counted, failures });
  const after =
    killed.length > 0 ? [] : await faults(world.publishers.filter((one) => !killed.includes(one)));
  if (random() < 0.5) await again(world, killed);
  else await night(world);
  const mended = await faults();
  // An image that failed its test keeps each night busy.
  const rest = failures.length > 0 ? 0 : await night(world);
  const quiet = rest === 0 ? [] : [`a night after that had something to do for ${rest}`];
  return [...errors, ...after, ...mended, ...quiet].map((fault) => `seed ${seed}: ${fault}`);
};

describe("2 to 8 publishers of the same tags, one request at a time in any order", () => {
  it(`leave no tag at an older image and lose no failing report, in ${RACES} interleavings`, async () => {
    const faults: string[] = [];
    for (let seed = SEED; seed < SEED + RACES; seed += 1) faults.push(...(await faultsOf(seed)));
    expect(faults.slice(0, 20)).toEqual([]);
  }, 3_600_000);

  // One with nothing of its own to move put another's tag by an old look, and died after it.
  it("nor where one dies that only repairs what others moved", async () => {
    expect(await faultsOf(10450)).toEqual([]);
  });
});
