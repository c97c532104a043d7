import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { openWorldIn, type CommandWorld } from "../../bench/commands/world.ts";
import { closureReader } from "../../src/registry/closure.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import type { Repository } from "../../src/registry/repository.ts";
import { startDistribution } from "../fakes/distribution.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const DL_ENV = join(ROOT, "bin/dl-env.cjs");
const SMOKE = join(import.meta.dirname, "killedSmoke.ts");

let world: CommandWorld | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

interface Typed {
  readonly code: number | null;
  readonly said: string;
}

const run = (folder: string, argv: readonly string[]): Promise<Typed> => {
  const child = spawn(process.execPath, argv, {
    cwd: folder,
    env: { PATH: process.env["PATH"], HOME: folder, XDG_CACHE_HOME: `${folder}/.cache` },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text: Buffer) => (said += text.toString()));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, said })));
};

/** A destination with six tested images, and what is typed there. */
const open = async (deletes: boolean) => {
  const opened = await openWorldIn(6, () => startDistribution({ deletes }));
  world = opened;
  const { folder, registry, sys } = opened;
  const type = (...argv: string[]): Promise<Typed> => run(folder, [DL_ENV, ...argv]);
  const well = async (...argv: string[]): Promise<string> => {
    const { code, said } = await type(...argv);
    expect([argv, code, code === 0 ? "" : said]).toEqual([argv, 0, ""]);
    return said;
  };
  await well("build");
  expect((await run(folder, [SMOKE, folder])).code).toBe(0);
  await well("promote");
  const at = (name: string): Repository => openRepository(sys)(`${registry.host}/team/${name}`);
  /** What people's tags name, read from the registry. */
  const tags = async (): Promise<Record<string, string>> => {
    const all = (await at("images").tags()).filter((tag) => !/^(?:sha256-|dl-env-pr)/.test(tag));
    const digests = await Promise.all(all.map((tag) => at("images").resolve(tag)));
    return Object.fromEntries(all.map((tag, index) => [tag, digests[index] ?? ""]));
  };
  return { folder, type, well, tags, at };
};

const without = (
  tags: Record<string, string>,
  isGone: (tag: string) => boolean,
): Record<string, string> =>
  Object.fromEntries(Object.entries(tags).filter(([tag]) => !isGone(tag)));

test("tags, cells and layers are taken away as they are typed, and nothing else goes", async () => {
  const { folder, well, tags, at } = await open(true);
  const all = await tags();
  const listed = await well("store", "list", "--json");
  const { images } = JSON.parse(listed.slice(listed.indexOf("{"))) as {
    images: { cell: string; damaged: boolean }[];
  };
  expect([new Set(images.map(({ cell }) => cell)).size, Object.keys(all).length]).toEqual([6, 22]);
  await well("store", "verify");

  await well("untag", "s0");
  expect(await tags()).toEqual(all);
  await well("untag", "s0", "--yes");
  expect(await tags()).toEqual(without(all, (tag) => tag === "s0"));
  await well("promote");
  expect(await tags()).toEqual(all);

  const file = join(folder, "dl-env.yml");
  await writeFile(file, (await readFile(file, "utf8")).replace('"12.4", ', ""));
  await well("untag", "--outside");
  expect(await tags()).toEqual(all);
  await well("untag", "--outside", "--yes");
  const left = without(all, (tag) => tag.startsWith("s0-cuda12.4"));
  expect(Object.keys(left).length).toBeLessThan(Object.keys(all).length - 6);
  expect(await tags()).toEqual(left);

  const before = await at("images-layers").tags();
  await well("store", "prune");
  await well("store", "prune", "--yes");
  expect((await at("images-layers").tags()).filter((tag) => tag !== "dl-env-prune")).toEqual(
    before,
  );
  await well("store", "prune", "--yes", "--age", "0");
  const after = await at("images-layers").tags();
  const systems = (names: readonly string[]): number =>
    names.filter((tag) => tag.startsWith("system-")).length;
  expect([systems(before), systems(after)]).toEqual([6, 4]);
  expect(await tags()).toEqual(left);
  const { damageOf } = closureReader(at("images"));
  for (const tag of Object.keys(left)) expect(await damageOf(tag)).toEqual([]);
  await well("store", "verify");
  expect(await well("plan")).toContain("4");
  await well("promote");
  expect(await tags()).toEqual(left);
}, 300_000);

test("a registry that removes nothing says so, and every tag stays at its image", async () => {
  const { type, well, tags } = await open(false);
  const all = await tags();
  await well("untag", "s0");
  for (const tag of ["s0", Object.keys(all).find((one) => /-r[0-9a-f]{12}$/.test(one)) ?? ""]) {
    const { code, said } = await type("untag", tag, "--yes");
    expect(code).toBe(1);
    expect(said).toContain(`${tag} stays: `);
    expect(said).toContain("status 405");
  }
  await type("store", "prune", "--yes", "--age", "0");
  expect(without(await tags(), (tag) => tag.startsWith("dl-env-leaving-"))).toEqual(all);
  await well("store", "verify");
  await well("promote");
  expect(without(await tags(), (tag) => tag.startsWith("dl-env-leaving-"))).toEqual(all);
}, 300_000);
