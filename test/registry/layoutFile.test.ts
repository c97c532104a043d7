import { createHash } from "node:crypto";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { directoryEntry } from "../../src/layer/layerEntry.ts";
import { writeBlob as writeLayer } from "../../src/layer/writeBlob.ts";
import { layoutRepository } from "../../src/registry/layout.ts";
import { blobPath } from "../../src/registry/layoutFolder.ts";
import { madeLayer } from "../publish/images.ts";
import { blob, tempFolder, testSystem } from "./world.ts";

const sys = testSystem();
let dir: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ dir, remove } = await tempFolder());
});
afterEach(() => remove());

const content = "a layer";
const source = (file: string, size = content.length) => ({
  digest: `sha256:${createHash("sha256").update(content).digest("hex")}`,
  size,
  file,
  open: () => sys.files.read(file),
});

describe("a blob that lies on this machine as a file", () => {
  it("becomes part of a layout without a byte being copied", async () => {
    const file = join(dir, "layer.tar.gz");
    await writeFile(file, content, { mode: 0o600 });
    const layout = layoutRepository(sys, join(dir, "images"));
    expect(await layout.writeBlob(source(file))).toBe(true);
    const [here, there] = await Promise.all([
      stat(file),
      stat(blobPath(layout.dir, source(file).digest)),
    ]);
    expect([there.ino, there.mode & 0o777]).toEqual([here.ino, 0o644]);
    expect(layout.traffic.sent).toBe(content.length);
    expect(await layout.writeBlob(source(file))).toBe(false);
  });
  it.each([
    ["the layer maker", (file: string) => writeLayer(sys, [directoryEntry("opt")], file)],
    ["a fixture", () => madeLayer(dir, "layer", { "opt/x": "x" })],
  ])("is not written to when %s makes the same layer again", async (_maker, make) => {
    const file = join(dir, "layer.tar.gz");
    await make(file);
    const { digest, size } = blob(await readFile(file));
    const layout = layoutRepository(sys, join(dir, "images"));
    await layout.writeBlob({ digest, size, file, open: () => sys.files.read(file) });
    const path = blobPath(layout.dir, digest);
    expect((await stat(path)).ino).toBe((await stat(file)).ino);
    await make(file);
    expect((await stat(path)).ino).not.toBe((await stat(file)).ino);
    expect(blob(await readFile(path)).digest).toBe(digest);
  });
  it("is copied where it cannot be shared", async () => {
    const file = join(dir, "layer.tar.gz");
    await writeFile(file, content);
    const apart = { ...sys, files: { ...sys.files, hardLink: () => Promise.resolve(false) } };
    const layout = layoutRepository(apart, join(dir, "images"));
    expect(await layout.writeBlob(source(file))).toBe(true);
    expect((await stat(blobPath(layout.dir, source(file).digest))).ino).not.toBe(
      (await stat(file)).ino,
    );
  });
  it("is refused when it is of another size than it is said to have", async () => {
    const file = join(dir, "layer.tar.gz");
    await writeFile(file, `${content}, longer`);
    await expect(
      layoutRepository(sys, join(dir, "images")).writeBlob(source(file)),
    ).rejects.toMatchObject({ code: "digest-mismatch" });
  });
});
