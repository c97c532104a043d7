import { readFile, writeFile } from "node:fs/promises";
import { afterEach, expect, it } from "vitest";
import { openWorldIn, type CommandWorld } from "../../bench/commands/world.ts";
import { build } from "../../src/commands/buildCommand.ts";
import { plan } from "../../src/commands/planCommand.ts";
import { promote } from "../../src/commands/promoteCommand.ts";
import { watch } from "../../src/commands/watchCommand.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import type { Repository } from "../../src/registry/repository.ts";
import { outcomeText } from "../../src/report/outcomeText.ts";
import { aptLockFileName, encodeAptLock } from "../../src/resolve/lockfile.ts";
import type { System } from "../../src/system/ports.ts";
import {
  startFakeRegistry,
  type FakeRegistry,
  type FakeRegistryOptions,
} from "../fakes/registry.ts";
import { prove } from "./wholeRun.ts";

const DAY = 86_400_000;
const GONE = ["s0-cuda13.0", "s0"];

let world: CommandWorld<FakeRegistry> | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

interface Promoted {
  readonly sys: System;
  readonly file: string;
  readonly to: Repository;
  /** So many days pass. */
  readonly pass: (days: number) => void;
  /** CUDA 13.0 leaves the matrix, and there is a rule; or comes back. */
  readonly without: (cuda13: boolean) => Promise<void>;
  readonly tags: () => Promise<string[]>;
}

/** Six cells are promoted, three of them by a rule for CUDA 13.0 soon outside the matrix. */
const promoted = async (options: FakeRegistryOptions = {}): Promise<Promoted> => {
  world = await openWorldIn(6, () => startFakeRegistry(options));
  const { folder, registry } = world;
  const file = `${folder}/dl-env.yml`;
  let passed = 0;
  const clock = { ...world.sys.clock, now: () => Date.now() + passed };
  const sys = { ...world.sys, clock };
  const built = await build(sys, { file });
  // Else a week makes system layers that nobody built.
  for (const [release, lock] of built.planned.apt)
    await writeFile(`${folder}/locks/${aptLockFileName(release)}`, encodeAptLock(lock));
  await prove(sys, file, built);
  expect((await promote(sys, { file })).exit).toBe(0);
  const text = await readFile(file, "utf8");
  const to = openRepository(sys)(`${registry.host}/team/images`);
  return {
    sys,
    file,
    to,
    pass: (days) => void (passed += days * DAY),
    without: (cuda13) => {
      const left = cuda13 ? text.replace(', "13.0"]', "]") : text;
      return writeFile(file, `${left}retention: { untagAfter: 30 }\n`);
    },
    tags: async () => (await to.tags()).filter((tag) => !/^(?:sha256|dl-env)-/.test(tag)),
  };
};

const isOf13 = (tag: string): boolean => tag.includes("cuda13");

it("tags of a cell that left the matrix go after the days; a name that moves on names the next image at once, and others' tags stay", async () => {
  const { sys, file, to, pass, without, tags } = await promoted();
  const all = await tags();
  const newest = await to.resolve("s0");
  // What somebody made of an image has its labels; what somebody called it has its digest.
  const manifest = await to.manifest(newest!);
  const { annotations = {}, ...rest } = JSON.parse(
    Buffer.from(manifest!.bytes).toString(),
  ) as Record<string, unknown>;
  const derived = Buffer.from(
    JSON.stringify({ ...rest, annotations: { ...(annotations as object), by: "somebody" } }),
  );
  await to.putManifest({ ...manifest!, bytes: derived }, "my-experiment");
  await to.putManifest(manifest!, "production");
  await without(true);
  pass(1);
  const watched = await watch(sys, { file });
  expect(watched.result.retention).toMatchObject({ isToDo: true });
  const first = await promote(sys, { file });
  expect([first.exit, first.retired?.removed]).toEqual([0, []]);
  pass(29);
  expect((await watch(sys, { file })).result.retention).toMatchObject({ isToDo: false });
  expect((await promote(sys, { file })).retired?.removed).toEqual([]);
  expect((await tags()).filter(isOf13)).toEqual(all.filter(isOf13));
  pass(1);
  const shown = await promote(sys, { file, dryRun: true });
  expect([shown.retired?.removed, (await tags()).length]).toEqual([[], all.length + 2]);
  const last = await promote(sys, { file });
  expect([last.exit, last.problems]).toEqual([0, []]);
  expect(last.retired?.removed).toEqual(expect.arrayContaining(GONE));
  expect(last.retired?.refused).toEqual([]);
  expect(await tags()).toEqual(
    [...all.filter((tag) => !isOf13(tag)), "my-experiment", "production"].sort(),
  );
  // Never without a name: it went from the image that is outside to the newest that is not.
  expect(await to.resolve("s0")).toBe(await to.resolve("s0-cuda12.8"));
  expect(await to.resolve("production")).toBe(newest);
  expect((await plan(sys, { file })).exit).toBe(0);
  expect((await promote(sys, { file })).result.moves).toEqual([]);
}, 60_000);

it("a cell that comes back keeps its tags, and its days begin anew when it leaves again", async () => {
  const { sys, file, pass, without, tags } = await promoted();
  const all = await tags();
  for (const [cuda13, days] of [
    [true, 20],
    [false, 20],
    [true, 20],
  ] as const) {
    await without(cuda13);
    expect((await promote(sys, { file })).retired?.removed).toEqual([]);
    pass(days);
  }
  expect((await promote(sys, { file })).retired?.removed).toEqual([]);
  expect(await tags()).toEqual(all);
  pass(11);
  expect((await promote(sys, { file })).retired?.removed).toEqual(expect.arrayContaining(GONE));
}, 60_000);

it("a registry that removes nothing says so, and everything stays", async () => {
  const { sys, file, pass, without, tags } = await promoted({ removes: "none" });
  const all = await tags();
  await without(true);
  await promote(sys, { file });
  pass(31);
  const outcome = await promote(sys, { file });
  expect(outcome.retired?.removed).toEqual([]);
  expect(outcome.retired?.refused.map(({ tag }) => tag)).toEqual(expect.arrayContaining(GONE));
  expect(outcomeText(outcome)).toMatch(/^s0 stays: .*405/m);
  expect(await tags()).toEqual(all);
}, 60_000);
