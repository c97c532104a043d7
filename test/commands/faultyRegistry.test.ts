import { afterEach, describe, expect, it } from "vitest";
import { openWorldIn, type CommandWorld } from "../../bench/commands/world.ts";
import { build } from "../../src/commands/buildCommand.ts";
import { plan } from "../../src/commands/planCommand.ts";
import { promote } from "../../src/commands/promoteCommand.ts";
import { load } from "../../src/commands/loadCommand.ts";
import { storeList, storePrune, storeVerify } from "../../src/commands/storeCommand.ts";
import { untag } from "../../src/commands/untagCommand.ts";
import { watch } from "../../src/commands/watchCommand.ts";
import type { System } from "../../src/system/ports.ts";
import { DlEnvError } from "../../src/errors/error.ts";
import { startFakeRegistry, type Asked, type FakeRegistry, type Fault } from "../fakes/registry.ts";
import { CELLS, hurried, wholeRun } from "./wholeRun.ts";

/** How many runs with other faults; the issue of each is the same. */
const SEEDS = Number(process.env["DL_ENV_FAULT_SEEDS"] ?? 2);

let world: CommandWorld<FakeRegistry> | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

type Faults = (asked: Asked) => Fault | undefined;

/** A world whose registry is well until `faults` are set. */
const openFaulty = async () => {
  const state: { faults: Faults | undefined } = { faults: undefined };
  const opened = await openWorldIn(CELLS, () =>
    startFakeRegistry({ fault: (asked) => state.faults?.(asked), pageSize: 20 }),
  );
  world = opened;
  opened.registry.asked.length = 0;
  return { state, world: opened, sys: hurried(opened.sys), file: `${opened.folder}/dl-env.yml` };
};

/** Three requests in ten come to nothing: no answer, half of one, or one that says so. */
const threeInTen = (seed: number): Faults => {
  let state = seed * 7919 + 1;
  const next = (): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
  return ({ method }) => {
    const choice = next();
    if (choice >= 0.3) return undefined;
    if (choice < 0.1) return { kind: "reset", after: 3 };
    if (choice < 0.2 && method === "GET") return { kind: "cut", after: 1 };
    return { kind: "status", status: choice < 0.25 ? 503 : 520 };
  };
};

describe("a registry of which three requests in ten come to nothing", () => {
  it(
    "gives the right end, with at most twice the requests",
    async () => {
      const ideal = await openFaulty();
      const tags = await wholeRun(ideal.sys, ideal.world);
      const requests = ideal.world.registry.asked.length;
      await ideal.world.close();
      for (let seed = 0; seed < SEEDS; seed += 1) {
        const { state, sys, world: faulty } = await openFaulty();
        state.faults = threeInTen(seed);
        expect([...(await wholeRun(sys, faulty))], `seed ${seed}`).toEqual([...tags]);
        expect(faulty.registry.asked.length, `seed ${seed}`).toBeLessThanOrEqual(2 * requests);
        await faulty.close();
      }
    },
    60_000 + SEEDS * 20_000,
  );
});

const down: Faults = () => ({ kind: "reset" });

const exitOf = async (work: Promise<{ readonly exit: number }>): Promise<number> => {
  try {
    return (await work).exit;
  } catch (error) {
    if (error instanceof DlEnvError) return error.exit;
    throw error;
  }
};

describe("a registry that is down", () => {
  it.each([
    ["plan", plan],
    ["build", build],
    ["promote", promote],
    ["watch", watch],
    ["store list", storeList],
    ["store verify", storeVerify],
    [
      "store prune",
      (sys: System, request: { file: string }) => storePrune(sys, { ...request, age: 7 }),
    ],
    [
      "untag",
      (sys: System, request: { file: string }) => untag(sys, { ...request, tags: ["latest"] }),
    ],
    [
      "load",
      (sys: System, request: { file: string }) =>
        load(sys, "latest", { ...request, into: "podman" }),
    ],
  ] as const)(
    "ends %s within a minute, with exit 3",
    async (_, command) => {
      const { state, sys, file } = await openFaulty();
      state.faults = down;
      expect(await exitOf(command(sys, { file }))).toBe(3);
      expect(sys.waited()).toBeLessThan(60_000);
    },
    60_000,
  );

  it("for 90 minutes in the middle of a build leaves what is done, and the next run ends within a minute", async () => {
    const { state, sys, file, world: faulty } = await openFaulty();
    const { registry } = faulty;
    let manifests = 0;
    let since = Number.POSITIVE_INFINITY;
    state.faults = (asked) => {
      if (asked.method === "PUT" && asked.url.includes("/team/images/manifests/")) manifests += 1;
      if (manifests > 4) since = Math.min(since, sys.clock.now());
      return sys.clock.now() >= since && sys.clock.now() < since + 90 * 60_000
        ? { kind: "reset" }
        : undefined;
    };
    const began = sys.waited();
    expect(await exitOf(build(sys, { file }))).toBe(3);
    expect(sys.waited() - began).toBeLessThan(60_000);
    const before = new Set(registry.manifests.get("team/images")?.keys());
    const layers = [...(registry.manifests.get("team/images-layers") ?? [])];
    await sys.clock.sleep(91 * 60_000);
    const again = sys.waited();
    const built = await build(hurried(faulty.sys), { file });
    expect(built.exit).toBe(0);
    expect(sys.waited() - again).toBeLessThan(60_000);
    expect(built.result.images.length).toBe(CELLS);
    expect(built.result.layers).toEqual([]);
    const after = new Set(registry.manifests.get("team/images")?.keys());
    expect([...before].filter((key) => !after.has(key))).toEqual([]);
    const store = registry.manifests.get("team/images-layers");
    expect(layers.filter(([key, value]) => store?.get(key) !== value)).toEqual([]);
  }, 60_000);
});
