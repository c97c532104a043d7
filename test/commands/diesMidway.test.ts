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

/** The images of the destination, as its registry has them. */
const imagesNow = (): string[] =>
  [...(world.registry.manifests.get("team/images") ?? [])].flatMap(([key, { bytes }]) =>
    bytes.includes("io.github.dl-env.recipe") ? [key] : [],
  );

/**
 * The command again and again, with a registry that dies later each time, and after each death with
 * one that is well; what was wrong.
 */
const dyingAndEnding = async (command: typeof build | typeof promote): Promise<string[]> => {
  const restore = snapshot();
  world.registry.asked.length = 0;
  const { exit: first } = await command(hurried(world.sys), { file });
  const count = world.registry.asked.length;
  const ideal = named(world.registry);
  const images = imagesNow();
  const isAllThere = (): boolean => images.every((key) => imagesNow().includes(key));
  const isWrong = ([tag, digest]: readonly [string, string]): boolean => ideal.get(tag) !== digest;
  const wrong: string[] = first === 0 && images.length >= CELLS ? [] : ["nothing was made"];
  for (let at = 0; at < DEATHS; at += 1) {
    restore();
    const alive = Math.floor(((at + 0.5) * count) / DEATHS);
    let asked = 0;
    fault = () => ((asked += 1) > alive ? WAYS[at % WAYS.length] : undefined);
    const { exit, waited, text } = await endOf(command);
    const said = [`exit ${exit} after ${waited} ms`, `${alive} of ${count} requests`, text].join();
    // Right before its end all may be done: what the checks found is stored again next time.
    if (exit !== 3 && !(exit === 0 && isAllThere())) wrong.push(said);
    if (waited >= 60_000 || [...named(world.registry)].some(isWrong)) wrong.push(said);
    fault = undefined;
    const next = await command(hurried(world.sys), { file });
    const tags = named(world.registry);
    if (next.exit !== 0 || !isAllThere() || tags.size !== ideal.size || [...tags].some(isWrong))
      wrong.push(`${said}, and the next did not end it`);
  }
  return wrong;
};

describe("a registry that dies midway", () => {
  it(
    "ends build within a minute with exit 3, and the next build ends it",
    async () => {
      expect(await dyingAndEnding(build)).toEqual([]);
    },
    30_000 + DEATHS * 10_000,
  );

  it(
    "ends promote within a minute with exit 3, and the next one ends it",
    async () => {
      const sys = hurried(world.sys);
      await prove(sys, file, await build(sys, { file }));
      expect(await dyingAndEnding(promote)).toEqual([]);
    },
    30_000 + DEATHS * 10_000,
  );
});
