import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { ImageFile } from "../../src/image/recipe.ts";
import { bytesEntry, directoryEntry, symlinkEntry } from "../../src/layer/layerEntry.ts";
import { makeLayer, type OwnLayerSpec } from "../../src/layer/makeLayer.ts";
import { ordered } from "../../src/layer/orderedEntries.ts";
import { TAR_END, tarHeader } from "../../src/layer/tarHeader.ts";
import { realFiles } from "../../src/system/files.ts";
import type { System } from "../../src/system/ports.ts";
import { folder } from "./world.ts";

/** Names that delete files of the layers below, or all of them, and names below such a folder. */
const WHITEOUTS = [".wh.torch", ".wh..wh..opq", ".wh..wh.plnk/1.2", ".wh.", "pkg/.wh.numpy/x.py"];

const TOOLS = {
  uv: "uv",
  interpreter: "/tmp/x/py/bin/python3",
  environment: () => Promise.resolve({}),
  compilingPython: () => Promise.reject(new Error("no bytecode was expected")),
  mirrors: {},
};

/** A uv that installs these files, and a server that answers everything with `archive`. */
const systemWith = (installed: readonly string[], archive: Uint8Array = Buffer.alloc(0)): System =>
  ({
    files: realFiles,
    env: { cpus: 2 },
    clock: { now: () => 0 },
    processes: {
      run: async (argv: readonly string[]) => {
        const tree = argv[argv.indexOf("--prefix") + 1] ?? "";
        for (const path of installed) await realFiles.write(`${tree}/${path}`, "x");
        return { code: 0, stdout: "", stderr: "", timedOut: false };
      },
    },
    http: {
      request: () =>
        Promise.resolve({
          status: 200,
          headers: {},
          body: (async function* () {
            yield archive;
          })(),
          discard: () => Promise.resolve(),
        }),
    },
  }) as unknown as System;

const COMMON = { key: "k", title: "demo", download: 10 };
const wheels = (kind: "wheel" | "rest"): OwnLayerSpec => ({
  ...COMMON,
  kind,
  python: "3.12",
  platform: "p",
  wheels: [{ name: "demo", version: "1", file: "demo-1.whl", sha256: "0", download: 10 }],
});

const archiveWith = (path: string): Uint8Array =>
  gzipSync(
    Buffer.concat([
      tarHeader({ path, kind: "file", mode: 0o644, uid: 0, gid: 0, mtime: 0, size: 0 }),
      TAR_END,
    ]),
  );

const refused = (name: string): unknown =>
  expect.objectContaining({
    code: "layer-path",
    message: expect.stringContaining(name) as string,
  });

describe.each(WHITEOUTS)(
  "a name such as %s deletes files of other layers, so it is refused",
  (name) => {
    test.each([
      ["a wheel", "wheel"],
      ["the rest", "rest"],
    ] as const)("in %s, in site-packages", async (_, kind) => {
      const work = await folder();
      const sys = systemWith([`lib/python3.12/site-packages/${name}`]);
      await expect(makeLayer({ sys, tools: TOOLS, work }, wheels(kind))).rejects.toEqual(
        refused(name),
      );
      expect(await realFiles.list(work)).toEqual([]);
    });

    test.each(["bin", "share", "etc", "include/site/python3.12"])(
      "in a wheel, in %s",
      async (place) => {
        const sys = systemWith([`${place}/${name}`]);
        await expect(
          makeLayer({ sys, tools: TOOLS, work: await folder() }, wheels("wheel")),
        ).rejects.toEqual(refused(name));
      },
    );

    test("in the archive of a Python", async () => {
      const archive = archiveWith(`python/lib/${name}`);
      const python: OwnLayerSpec = {
        ...COMMON,
        kind: "python",
        version: "3.13.9",
        url: "https://python.example/x.tar.gz",
        sha256: createHash("sha256").update(archive).digest("hex"),
      };
      await expect(
        makeLayer({ sys: systemWith([], archive), tools: TOOLS, work: await folder() }, python),
      ).rejects.toEqual(refused(name));
    });

    test("among the files of images", async () => {
      const files: ImageFile[] = [
        { path: `/usr/local/lib/dl-env/${name}`, mode: 0o644, content: "" },
      ];
      const spec: OwnLayerSpec = { ...COMMON, kind: "files", files };
      await expect(
        makeLayer({ sys: systemWith([]), tools: TOOLS, work: await folder() }, spec),
      ).rejects.toEqual(refused(name));
    });

    test("as a folder or a link of any layer of ours", () => {
      const path = `opt/venv/${name}`;
      const entries = [
        bytesEntry(path, 0o644, new Uint8Array()),
        directoryEntry(path),
        symlinkEntry(path, "x"),
      ];
      for (const entry of entries) expect(() => ordered([entry])).toThrowError(refused(name));
    });
  },
);

test("a name that only holds .wh. is a name like any other", () => {
  const paths = ["opt/venv/x.wh.y", "opt/venv/wh.x", "opt/venv/.whl"];
  expect(
    ordered(paths.map((path) => bytesEntry(path, 0o644, new Uint8Array())))
      .filter(({ kind }) => kind === "file")
      .map(({ path }) => path),
  ).toEqual([...paths].sort());
});
