import { readFile, writeFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorldIn, type CommandWorld } from "../../bench/commands/world.ts";
import { build } from "../../src/commands/buildCommand.ts";
import { promote } from "../../src/commands/promoteCommand.ts";
import { OCI_INDEX, OCI_MANIFEST } from "../../src/registry/repository.ts";
import { startFakeRegistry, type FakeRegistry } from "../fakes/registry.ts";
import { CELLS, hurried, named, prove } from "./wholeRun.ts";
import { openSession } from "../../src/session.ts";
import type { System } from "../../src/system/ports.ts";

type Digests = Record<string, string>;

let world: CommandWorld<FakeRegistry>;
let sys: System;
let file: string;
/** The tested images, by cell. */
let ours: Digests;

const builtAndProven = async (): Promise<Digests> => {
  const built = await build(sys, { file });
  expect(built.exit).toBe(0);
  await prove(sys, file, built);
  return Object.fromEntries(built.result.images.map(({ cell, digest }) => [cell, digest]));
};

beforeEach(async () => {
  world = await openWorldIn(CELLS, () => startFakeRegistry());
  sys = hurried(world.sys);
  file = `${world.folder}/dl-env.yml`;
  ours = await builtAndProven();
});
afterEach(() => world.close());

/**
 * Promotes what was handed over; the cells that have tags then, which name their own images and no
 * other.
 */
const promoted = async (digests: Digests) => {
  const { exit, problems } = await promote(sys, { file, digests });
  const tags = named(world.registry);
  for (const [cell, digest] of Object.entries(ours)) {
    const own = [...tags].filter(([tag]) => tag === cell || tag.startsWith(`${cell}-r`));
    expect(own.every(([, one]) => one === digest)).toBe(true);
  }
  for (const digest of tags.values()) expect(Object.values(ours)).toContain(digest);
  const cells = Object.keys(ours).filter((cell) => tags.has(cell));
  return { exit, codes: problems.map(({ code }) => code), cells };
};

const cellsOf = (digests: Digests, left: number): string[] => Object.keys(digests).slice(left);

describe("digests that were handed over", () => {
  it("of two cells exchanged move neither, with the others going", async () => {
    const [[first, a] = ["", ""], [second, b] = ["", ""], ...others] = Object.entries(ours);
    const handed = { [first]: b, [second]: a, ...Object.fromEntries(others) };
    const { exit, codes, cells } = await promoted(handed);
    expect([exit, codes]).toEqual([1, ["wrong-image", "wrong-image"]]);
    expect(cells).toEqual(cellsOf(ours, 2));
  });

  it("that are one for all cells move that one", async () => {
    const [[first, digest] = ["", ""]] = Object.entries(ours);
    const handed = Object.fromEntries(Object.keys(ours).map((cell) => [cell, digest]));
    const { exit, codes, cells } = await promoted(handed);
    expect([exit, codes.length, cells]).toEqual([1, CELLS - 1, [first]]);
  });

  it("of cells that no plan has, or that are named like what every object has, move nothing", async () => {
    const [[, digest] = ["", ""]] = Object.entries(ours);
    const { exit, codes, cells } = await promoted({
      ...ours,
      "other-cuda12.8.1-ubuntu24.04-py3.12": digest,
      constructor: digest,
    });
    expect([exit, codes, cells]).toEqual([0, [], Object.keys(ours)]);
  });

  it("that lack a cell leave it without tags", async () => {
    const { cells } = await promoted(Object.fromEntries(Object.entries(ours).slice(1)));
    expect(cells).toEqual(cellsOf(ours, 1));
  });

  it("of what the registry does not have leave the others going", async () => {
    const [first = ""] = Object.keys(ours);
    const handed = { ...ours, [first]: `sha256:${"0".repeat(64)}` };
    const { exit, codes, cells } = await promoted(handed);
    expect([exit === 0, codes, cells]).toEqual([false, ["not-read"], cellsOf(ours, 1)]);
  });

  it("of an index around the image leave the others going", async () => {
    const { to } = await openSession(sys, { file });
    const [[first, digest] = ["", ""]] = Object.entries(ours);
    const size = (await to.manifest(digest))!.bytes.byteLength;
    const manifests = [
      { mediaType: OCI_MANIFEST, digest, size, platform: { os: "linux", architecture: "amd64" } },
    ];
    const index = { schemaVersion: 2, mediaType: OCI_INDEX, manifests };
    const wrapped = await to.putManifest({
      bytes: Buffer.from(JSON.stringify(index)),
      mediaType: OCI_INDEX,
    });
    const { exit, cells } = await promoted({ ...ours, [first]: wrapped });
    expect([exit === 0, cells]).toEqual([false, cellsOf(ours, 1)]);
  });

  it("of another plan with the same labels move nothing", async () => {
    const text = await readFile(file, "utf8");
    await writeFile(file, `${text}env: { OTHER: "1" }\n`);
    const others = await builtAndProven();
    expect(Object.values(others).some((digest) => Object.values(ours).includes(digest))).toBe(
      false,
    );
    await writeFile(file, text);
    const { exit, codes, cells } = await promoted(others);
    expect([exit, new Set(codes), cells]).toEqual([1, new Set(["wrong-image"]), []]);
  });
});
