import { afterEach, beforeEach, expect, test } from "vitest";
import { readTags } from "../../src/plan/gather.ts";
import { blobPath, layoutRepository } from "../../src/registry/layout.ts";
import { digestOf } from "../../src/registry/digest.ts";
import { OCI_MANIFEST } from "../../src/registry/repository.ts";
import { realSystem } from "../../src/system/real.ts";

const sys = realSystem();
let dir = "";
beforeEach(async () => {
  dir = await sys.files.makeTemp("dle-gather-");
});
afterEach(() => sys.files.remove(dir));

test("a layer whose blob was removed from a layout is missing, not stored", async () => {
  const layout = layoutRepository(sys, `${dir}/images`);
  const put = async (text: string): Promise<string> => {
    const bytes = Buffer.from(text);
    await layout.writeBlob({ digest: digestOf(bytes), size: bytes.byteLength, open: async function* () { yield bytes; } });
    return digestOf(bytes);
  };
  for (const name of ["kept", "lost"]) {
    const [config, layer] = [await put(`{"name":"${name}"}`), await put(`layer of ${name}`)];
    const manifest = { schemaVersion: 2, mediaType: OCI_MANIFEST, config: { digest: config, size: 1, mediaType: "x" }, layers: [{ digest: layer, size: 1, mediaType: "y" }] };
    await layout.putManifest({ bytes: Buffer.from(JSON.stringify(manifest)), mediaType: OCI_MANIFEST }, name);
  }
  const ask = { sys, open: () => layout, offline: false };
  expect(await readTags(ask, layout)).toEqual(new Set(["kept", "lost"]));
  await sys.files.remove(blobPath(layout.dir, digestOf(Buffer.from("layer of lost"))));
  expect(await readTags(ask, layout)).toEqual(new Set(["kept"]));
});
