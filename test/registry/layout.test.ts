import { self } from "../../src/system/processOwner.ts";
import { mkdir, readFile, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkLayout } from "./checkLayout.ts";
import { layoutRepository } from "../../src/registry/layout.ts";
import { blobPath } from "../../src/registry/layoutFolder.ts";
import { imageAnnotations } from "../../src/registry/layoutIndex.ts";
import type { System } from "../../src/system/ports.ts";
import { blob, putImage, rejection, tempFolder, testSystem } from "./world.ts";

let dir: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ dir, remove } = await tempFolder());
});
afterEach(() => remove());

const sys = testSystem();
const failing = (code: string) => {
  const fail = async (): Promise<never> => {
    throw Object.assign(new Error(`${code}: no`), { code });
  };
  return { ...sys, files: { ...sys.files, write: fail } };
};

const readIndex = async (path: string) =>
  JSON.parse(await readFile(join(path, "index.json"), "utf8")) as {
    schemaVersion: number;
    mediaType: string;
    manifests: {
      digest: string;
      size: number;
      mediaType: string;
      annotations?: Record<string, string>;
    }[];
  };

describe("an image layout", () => {
  it("is made by the first write, not by a look", async () => {
    const layout = layoutRepository(sys, join(dir, "a/b/images"));
    expect(await layout.tags()).toEqual([]);
    expect(await readdir(dir)).toEqual([]);
    await putImage(layout, "{}", ["x"], "t");
    expect((await readdir(layout.dir)).sort()).toEqual(["blobs", "index.json", "oci-layout"]);
    expect(await readFile(join(layout.dir, "oci-layout"), "utf8")).toBe(
      '{"imageLayoutVersion":"1.0.0"}',
    );
  });

  it("names each entry by its tag, and images as engines list them", async () => {
    const layout = layoutRepository(sys, dir);
    const digest = await putImage(layout, "{}", ["x"], "wheel-abc");
    const stored = await layout.manifest(digest);
    await layout.putManifest(
      { bytes: stored!.bytes, mediaType: stored!.mediaType },
      "torch-cuda12.8",
      imageAnnotations("torch-cuda12.8"),
    );
    expect(await readIndex(dir)).toEqual({
      schemaVersion: 2,
      mediaType: "application/vnd.oci.image.index.v1+json",
      manifests: [
        {
          mediaType: stored!.mediaType,
          digest,
          size: stored!.bytes.byteLength,
          annotations: { "org.opencontainers.image.ref.name": "wheel-abc" },
        },
        {
          mediaType: stored!.mediaType,
          digest,
          size: stored!.bytes.byteLength,
          annotations: {
            "io.containerd.image.name": "localhost/dl-env:torch-cuda12.8",
            "org.opencontainers.image.ref.name": "torch-cuda12.8",
          },
        },
      ],
    });
  });

  it("keeps entries and keys of others as they are", async () => {
    const other = {
      mediaType: "application/vnd.oci.image.manifest.v1+json",
      digest: blob("other").digest,
      size: 5,
      platform: { os: "linux", architecture: "arm64" },
      urls: ["x"],
    };
    await writeFile(join(dir, "oci-layout"), '{"imageLayoutVersion": "1.0.0"}');
    await writeFile(
      join(dir, "index.json"),
      JSON.stringify({ schemaVersion: 2, manifests: [other], annotations: { a: "b" } }),
    );
    const layout = layoutRepository(sys, dir);
    expect(await layout.tags()).toEqual([]);
    await putImage(layout, "{}", ["x"], "t");
    expect(await readIndex(dir)).toMatchObject({ annotations: { a: "b" }, manifests: [other, {}] });
  });

  it("loses no tag when several write at once", async () => {
    const layouts = Array.from({ length: 4 }, () =>
      layoutRepository(testSystem({ realClock: true }), dir),
    );
    await Promise.all(
      layouts.flatMap((layout, writer) =>
        Array.from({ length: 10 }, (_, index) =>
          putImage(layout, "{}", ["same layer"], `w${writer}-${index}`),
        ),
      ),
    );
    expect((await layouts[0]!.tags()).length).toBe(40);
    expect((await readdir(dir)).sort()).toEqual(["blobs", "index.json", "oci-layout"]);
    expect(await readdir(join(dir, "blobs/sha256"))).toHaveLength(3);
  });

  it("has no half blob under a digest's name when its source ends early", async () => {
    const source = blob("content that should be longer");
    const layout = layoutRepository(sys, dir);
    await expect(
      layout.writeBlob({
        ...source,
        open: async function* () {
          yield source.bytes.subarray(0, 9);
          throw new Error("the source broke");
        },
      }),
    ).rejects.toThrow("the source broke");
    expect(await layout.hasBlob(source.digest)).toBe(false);
    expect(await readdir(join(dir, "blobs/sha256"))).toEqual([]);
  });

  it("is refused in a folder with other things in it, with what to type", async () => {
    await writeFile(join(dir, "thesis.tex"), "years of work");
    const layout = layoutRepository(sys, dir, { file: "dl-env.yml", line: 3 });
    for (const work of [
      () => layout.tags(),
      () => layout.writeBlob(blob("x")),
      () => putImage(layout, "{}", [], "t"),
    ]) {
      const { code, exit, message, hint } = await rejection(work());
      expect([code, exit]).toEqual(["not-a-layout", 2]);
      expect(message).toBe(`oci:${dir} is a folder with other things in it, not an image layout.`);
      expect(hint).toContain(`ls ${dir}`);
    }
    expect(await readdir(dir)).toEqual(["thesis.tex"]);
  });

  it.each([
    ["a file", async (path: string) => writeFile(path, "x")],
    [
      "a layout of another version",
      async (path: string) => {
        await mkdir(path);
        await writeFile(join(path, "oci-layout"), '{"imageLayoutVersion":"9"}');
      },
    ],
    [
      "a layout whose marker is no JSON",
      async (path: string) => {
        await mkdir(path);
        await writeFile(join(path, "oci-layout"), "hello");
      },
    ],
  ])("is refused where there is %s", async (_what, prepare) => {
    const path = join(dir, "images");
    await prepare(path);
    expect((await rejection(layoutRepository(sys, path).writeBlob(blob("x")))).code).toBe(
      "not-a-layout",
    );
  });

  it("is refused below a file", async () => {
    await writeFile(join(dir, "file"), "x");
    const { code, exit } = await rejection(
      layoutRepository(sys, join(dir, "file/images")).writeBlob(blob("x")),
    );
    expect([code, exit]).toEqual(["not-a-layout", 2]);
  });

  it.each([
    ["EACCES", "layout-denied", 2],
    ["EROFS", "layout-denied", 2],
    ["ENOSPC", "disk-full", 3],
  ])("that cannot be written (%s) is told in one sentence", async (system, code, exit) => {
    const found = await rejection(layoutRepository(failing(system), dir).writeBlob(blob("x")));
    expect([found.code, found.exit]).toEqual([code, exit]);
  });

  it("without room for a blob is told with the path, what is needed and what is free, and nothing is written", async () => {
    const small: System = {
      ...sys,
      files: { ...sys.files, freeBytes: () => Promise.resolve(3_000_000) },
    };
    const found = await rejection(
      layoutRepository(small, dir).writeBlob({
        digest: blob("x").digest,
        size: 5_000_000,
        open: blob("x").open,
      }),
    );
    expect([found.code, found.exit]).toEqual(["disk-full", 3]);
    expect(found.message).toContain(`${dir}/blobs/sha256/`);
    expect(found.message).toContain("5.00 MB are needed and 3.00 MB are free");
    expect(await readdir(join(dir, "blobs")).catch(() => [])).toEqual([]);
  });

  it("that lies where no folder can be made is refused at once", async () => {
    const { code, exit, message } = await rejection(
      layoutRepository(sys, "/proc/images").writeBlob(blob("x")),
    );
    expect([code, exit, message]).toEqual([
      "layout-denied",
      2,
      "No folder can be created for oci:/proc/images.",
    ]);
  });

  it("is rid of what an interrupted run left half-written", async () => {
    const layout = layoutRepository(sys, dir);
    await layout.writeBlob(blob("x"));
    const left = join(
      dir,
      "blobs",
      "sha256",
      `${"a".repeat(64)}.${self().space}${(2 ** 22 - 1).toString(36)}.xyz.part`,
    );
    await writeFile(left, "half");
    await layoutRepository(sys, dir).writeBlob(blob("y"));
    expect(await readdir(join(dir, "blobs", "sha256"))).toHaveLength(2);
  });

  it("with an index that cannot be read is left alone", async () => {
    const layout = layoutRepository(sys, dir);
    await putImage(layout, "{}", ["x"], "t");
    for (const text of ["{", "[]", '{"schemaVersion":2,"manifests":[{"digest":"x"}]}']) {
      await writeFile(join(dir, "index.json"), text);
      const { code } = await rejection(putImage(layout, "{}", ["y"], "u"));
      expect(code).toBe("layout-broken");
      expect(await readFile(join(dir, "index.json"), "utf8")).toBe(text);
    }
  });
});

describe("checkLayout", () => {
  const layout = () => layoutRepository(sys, dir);

  it("finds nothing in a whole layout", async () => {
    await putImage(layout(), "{}", ["one", "two"], "t");
    expect(await checkLayout(sys, layout())).toEqual([]);
  });

  it.each([
    ["changed", "is not what its digest says", (path: string) => writeFile(path, "2wo")],
    ["cut", "has 1 bytes, not 3", (path: string) => truncate(path, 1)],
    ["removed", "is missing", (path: string) => rm(path)],
  ])("finds a layer that was %s", async (_how, why, damage) => {
    await putImage(layout(), "{}", ["one", "two"], "t");
    await damage(blobPath(dir, blob("two").digest));
    expect(await checkLayout(sys, layout())).toEqual([expect.stringContaining(why)]);
  });

  it("finds a manifest that was changed", async () => {
    const digest = await putImage(layout(), "{}", ["one"], "t");
    await writeFile(blobPath(dir, digest), "{}");
    expect((await checkLayout(sys, layout())).length).toBe(1);
  });
});
