import { afterAll, beforeAll, expect, it, describe } from "vitest";
import { readFile, writeFile } from "node:fs/promises";
import { openWorldIn, type CommandWorld } from "../../bench/commands/world.ts";
import { build } from "../../src/commands/buildCommand.ts";
import type { System } from "../../src/system/ports.ts";
import { startFakeRegistry, type FakeRegistry } from "../fakes/registry.ts";
import { rejection } from "../registry/world.ts";

let world: CommandWorld<FakeRegistry>;
beforeAll(async () => {
  world = await openWorldIn(6, () => startFakeRegistry());
});
afterAll(() => world.close());

/** The same file with its images in a folder; layers stay in the registry, or lie there too. */
const inFolder = async (store: "registry" | "folder"): Promise<string> => {
  const path = `${world.folder}/${store}.yml`;
  const layers = `store: ${world.registry.host}/team/images-layers\n`;
  const text = (await readFile(`${world.folder}/dl-env.yml`, "utf8")).replace(
    /^to: .*\n/,
    `to: oci:./images-${store}\n${store === "registry" ? layers : ""}`,
  );
  await writeFile(path, text);
  return path;
};

/** A machine with so many free bytes below the images' folder. */
const withFree = (bytes: number): System => {
  const { files } = world.sys;
  const isThere = (path: string): boolean => path.startsWith(`${world.folder}/images`);
  const freeBytes = (path: string): Promise<number> =>
    isThere(path) ? Promise.resolve(bytes) : files.freeBytes(path);
  const fileSystem = (path: string): Promise<string> =>
    Promise.resolve(isThere(path) ? "images" : "other");
  return { ...world.sys, files: { ...files, freeBytes, fileSystem } };
};

/** Bytes of blobs that were read from the registry. */
const blobsRead = (): number =>
  world.registry.asked.filter(({ method, url }) => method === "GET" && url.includes("/blobs/"))
    .length;

describe("a build whose layers are in a registry and whose images go into a folder", () => {
  it("is refused with what the images need, bases and all, before a layer is fetched", async () => {
    const file = await inFolder("registry");
    const before = blobsRead();
    const refused = await rejection(build(withFree(100), { file }));
    expect([refused.code, refused.exit]).toEqual(["disk-full", 3]);
    expect(refused.message).toMatch(
      /^Linking 6 images into oci:.*images-registry needs about \d\S* .?B of free space in .*images-registry, but only 100 B are free\.$/,
    );
    // The config of each base is read; of layers nothing is.
    expect(blobsRead() - before).toBe(6);
  });

  it("is made where it fits, and asks for no room for what is there", async () => {
    const file = await inFolder("registry");
    const made = await build(withFree(1e9), { file });
    expect([made.exit, made.problems]).toEqual([0, []]);
    const again = await build(withFree(0), { file });
    expect([again.exit, again.problems]).toEqual([0, []]);
  });
});

it("a build into one folder counts the copies of its bases with its layers", async () => {
  const file = await inFolder("folder");
  const refused = await rejection(build(withFree(100), { file }));
  expect(refused.message).toMatch(/Storing \d+ layers \(.*\) and copying 6 bases \(/);
});
