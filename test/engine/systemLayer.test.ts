import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { assert, property, stringMatching, uniqueArray } from "fast-check";
import { pack } from "tar-stream";
import { describe, expect, test } from "vitest";
import type { LayerEntry } from "../../src/layer/layerEntry.ts";
import { readTar } from "../../src/layer/readTar.ts";
import type { ReadEntry } from "../../src/layer/tarMembers.ts";
import { mergeLayers, systemLayer, withoutTouched } from "../../src/engine/buildSystemLayer.ts";
import { fakeSystem, folder } from "./world.ts";

let body = 0;
const common = { uid: 0, gid: 0, mtime: 5, size: 0 } as const;
const file = (path: string, start = (body += 100)): ReadEntry => ({
  ...common,
  path,
  kind: "file",
  mode: 0o644,
  size: 1,
  content: { kind: "file", path: "/spool", start },
});
const dir = (path: string): ReadEntry => ({ ...common, path, kind: "directory", mode: 0o755 });
const gone = (path: string): ReadEntry => ({
  ...common,
  path,
  kind: "file",
  mode: 0,
  content: { kind: "file", path: "/spool", start: 0 },
});
const link = (path: string, target: string): ReadEntry => ({
  ...common,
  path,
  kind: "hardlink",
  mode: 0o644,
  target,
});
const paths = (entries: readonly { path: string }[]): string[] =>
  entries.map(({ path }) => path).sort();

describe("layers as one", () => {
  test("what a later layer removes is gone, and stays marked for the base", () => {
    expect(paths(mergeLayers([[dir("a"), file("a/x"), file("a/y")], [gone("a/.wh.x")]]))).toEqual([
      "a",
      "a/.wh.x",
      "a/y",
    ]);
  });

  test("a removed folder takes its content along", () => {
    expect(paths(mergeLayers([[dir("a"), dir("a/b"), file("a/b/x")], [gone(".wh.a")]]))).toEqual([
      ".wh.a",
    ]);
  });

  test("an opaque folder hides what was in it before and shows what comes with it, whatever the order", () => {
    expect(
      paths(
        mergeLayers([
          [dir("a"), file("a/old")],
          [file("a/new"), dir("a"), gone("a/.wh..wh..opq")],
        ]),
      ),
    ).toEqual(["a", "a/.wh..wh..opq", "a/new"]);
  });

  test("a file that comes back is not marked as removed", () => {
    expect(paths(mergeLayers([[gone("etc/.wh.x")], [file("etc/x")]]))).toEqual(["etc/x"]);
  });

  test("a folder that comes back must not show what the base had in it", () => {
    expect(paths(mergeLayers([[gone(".wh.a")], [dir("a"), file("a/new")]]))).toEqual([
      "a",
      "a/.wh..wh..opq",
      "a/new",
    ]);
  });

  test("a file in the place of a folder takes the folder's content along", () => {
    expect(paths(mergeLayers([[dir("a"), file("a/x")], [file("a")]]))).toEqual(["a"]);
  });

  test("a hard link keeps its content when its target is replaced later", () => {
    const merged = mergeLayers([[file("a", 100), link("b", "a")], [file("a", 200)]]);
    expect(
      merged.map(({ path, kind, content }) => [
        path,
        kind,
        content?.kind === "file" ? content.start : undefined,
      ]),
    ).toEqual([
      ["a", "file", 200],
      ["b", "file", 100],
    ]);
  });

  test("hard links that nobody touched stay hard links", () => {
    expect(
      mergeLayers([[file("a", 100), link("b", "a")], [file("c")]]).find(({ path }) => path === "b"),
    ).toMatchObject({ kind: "hardlink", target: "a" });
  });

  test("one layer alone stays what it is", () => {
    const names = uniqueArray(stringMatching(/^[a-z]{1,3}(\/[a-z]{1,3}){0,2}$/), { maxLength: 12 });
    assert(
      property(names, (given) => {
        const free = given.filter(
          (name) =>
            !given.some(
              (other) =>
                name !== other && (name.startsWith(`${other}/`) || other.startsWith(`${name}/`)),
            ),
        );
        expect(paths(mergeLayers([free.map((name) => file(name))]))).toEqual([...free].sort());
      }),
    );
  });
});

test("folders that engines only touch are left out, those with something in them stay", () => {
  const entries = [
    "etc",
    "tmp",
    "var",
    "var/cache",
    "var/cache/apt",
    "var/cache/apt/archives",
    "var/new",
  ].map((path) => dir(path) as LayerEntry);
  expect(paths(withoutTouched([...entries, dir("zeta") as LayerEntry]))).toEqual([
    "var",
    "var/new",
    "zeta",
  ]);
  expect(withoutTouched([file("var/cache/debconf/passwords.dat") as LayerEntry])).toEqual([]);
});

const tarOf = async (names: readonly string[], mtime: number): Promise<Buffer> => {
  const stream = pack();
  for (const name of names) {
    if (name.endsWith("/")) stream.entry({ name, type: "directory", mtime: new Date(mtime) });
    else stream.entry({ name, mtime: new Date(mtime) }, "x");
  }
  stream.finalize();
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

test("two engines that say the same in other words make the same blob", async () => {
  const work = await folder();
  const sys = fakeSystem({});
  await writeFile(
    join(work, "a.tar"),
    gzipSync(await tarOf(["etc/", "etc/hosts", "opt/", "opt/x", "run/"], 2_000_000_000_000)),
  );
  await writeFile(join(work, "b1.tar"), await tarOf(["opt/", "opt/gone"], 2_100_000_000_000));
  await writeFile(
    join(work, "b2.tar"),
    await tarOf(["opt/x", "opt/", "opt/gone"], 2_100_000_000_000),
  );
  const one = await systemLayer(sys, [join(work, "a.tar")], {
    file: join(work, "one.tar.gz"),
    epoch: 1_700_000_000,
  });
  const two = await systemLayer(sys, [join(work, "b2.tar")], {
    file: join(work, "two.tar.gz"),
    epoch: 1_700_000_000,
  });
  const three = await systemLayer(sys, [join(work, "b1.tar"), join(work, "b2.tar")], {
    file: join(work, "three.tar.gz"),
    epoch: 1_700_000_000,
  });
  expect(two.digest).toBe(three.digest);
  expect(paths(await readTar(sys.files, one.file, join(work, "spool")))).toEqual(["opt", "opt/x"]);
  expect(one.digest).not.toBe(two.digest);
});
