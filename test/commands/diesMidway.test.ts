import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorldIn, type CommandWorld } from "../../bench/commands/world.ts";
import { build } from "../../src/commands/buildCommand.ts";
import { promote } from "../../src/commands/promoteCommand.ts";
import { DlEnvError } from "../../src/errors/error.ts";
import { startFakeRegistry, type Asked, type FakeRegistry, type Fault } from "../fakes/registry.ts";
import { CELLS, hurried, named, prove } from "./wholeRun.ts";

/** After how many of its requests a registry dies, of each command; DL_ENV_DEATHS=50 for more. */
const DEATHS = Number(process.env["DL_ENV_DEATHS"] ?? 4);

/** How a registry is dead. */
const WAYS: readonly Fault[] = [
  { kind: "reset" },
  { kind: "status", status: 503 },
  { kind: "status", status: 500, body: "upstream connect error" },
];

let world: CommandWorld<FakeRegistry>;
let file: string;
let fault: ((asked: Asked) => Fault | undefined) | undefined;
beforeEach(async () => {
  fault = undefined;
  world = await openWorldIn(CELLS, () => startFakeRegistry({ fault: (asked) => fault?.(asked) }));
  file = `${world.folder}/dl-env.yml`;
});
afterEach(() => world.close());

/** Everything in the registry, to come back to. */
const snapshot = (): (() => void) => {
  const { manifests, blobs } = world.registry;
  const copyOf = <T>(all: Map<string, Map<string, T>>): Map<string, Map<string, T>> =>
    new Map([...all].map(([name, one]) => [name, new Map(one)]));
  const before = [copyOf(manifests), copyOf(blobs)] as const;
  const restore = <T>(into: Map<string, Map<string, T>>, from: Map<string, Map<string, T>>) => {
    into.clear();
    for (const [name, one] of copyOf(from)) into.set(name, one);
  };
  return () => {
    restore(manifests, before[0]);
    restore(blobs, before[1]);
  };
};

/** What a command that meets a dead registry ends with, and the milliseconds that it took. */
const endOf = async (
  command: typeof build | typeof promote,
): Promise<{ exit: number; waited: number; text: string }> => {
  const sys = hurried(world.sys);
  try {
    const { exit, problems } = await command(sys, { file });
    return { exit, waited: sys.waited(), text: problems.map(({ message }) => message).join("\n") };
  } catch (error) {
    if (!(error instanceof DlEnvError)) throw error;
    return { exit: error.exit, waited: sys.waited(), text: error.message };
  }
};

/** The command again and again, with a registry that dies later each time; then whole. */
const dyingAndEnding = async (command: typeof build | typeof promote): Promise<void> => {
  const restore = snapshot();
  world.registry.asked.length = 0;
  expect((await command(hurried(world.sys), { file })).exit).toBe(0);
  const count = world.registry.asked.length;
  const ideal = named(world.registry);
  const imagesNow = (): string[] =>
    [...(world.registry.manifests.get("team/images") ?? [])].flatMap(([key, { bytes }]) =>
      bytes.includes("io.github.dl-env.recipe") ? [key] : [],
    );
  const images = imagesNow();
  expect(images.length).toBeGreaterThanOrEqual(CELLS);
  const isAllThere = (): boolean => images.every((key) => imagesNow().includes(key));
  for (let at = 0; at < DEATHS; at += 1) {
    restore();
    const alive = Math.floor(((at + 0.5) * count) / DEATHS);
    let asked = 0;
    fault = () => ((asked += 1) > alive ? WAYS[at % WAYS.length] : undefined);
    const { exit, waited, text } = await endOf(command);
    const where = `after ${alive} of ${count} requests: ${text}`;
    // Right before its end all may be done: what the checks found is stored again next time.
    if (exit === 0) expect(isAllThere(), where).toBe(true);
    else expect(exit, where).toBe(3);
    expect(waited, where).toBeLessThan(60_000);
    for (const [tag, digest] of named(world.registry)) expect(digest).toBe(ideal.get(tag));
    fault = undefined;
    expect((await command(hurried(world.sys), { file })).exit, where).toBe(0);
    expect(named(world.registry)).toEqual(ideal);
    expect(isAllThere(), where).toBe(true);
  }
};

describe("a registry that dies midway", () => {
  it(
    "ends build within a minute with exit 3, and the next build ends it",
    () => dyingAndEnding(build),
    30_000 + DEATHS * 10_000,
  );

  it(
    "ends promote within a minute with exit 3, and the next one ends it",
    async () => {
      const sys = hurried(world.sys);
      await prove(sys, file, await build(sys, { file }));
      await dyingAndEnding(promote);
    },
    30_000 + DEATHS * 10_000,
  );
});
