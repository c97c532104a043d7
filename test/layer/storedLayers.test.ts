import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openInventories, inventoryTag } from "../../src/inspect/storedInventories.ts";
import { knownLayers } from "../../src/layer/knownLayers.ts";
import { findWholeLayer, storeLayer, storeNewLayer } from "../../src/layer/storedLayers.ts";
import { NO_IMAGE } from "../../src/registry/artifact.ts";
import { digestOf } from "../../src/registry/digest.ts";
import { jsonBytes, parseManifest } from "../../src/registry/manifest.ts";
import { OCI_MANIFEST, type Repository } from "../../src/registry/repository.ts";
import { startFakeRegistry, type FakeRegistry } from "../fakes/registry.ts";
import { madeLayer, wheelSpec } from "../publish/images.ts";
import { blob, repositoryAt, tempFolder, testSystem } from "../registry/world.ts";

const sys = testSystem();
let dir: string;
let remove: () => Promise<void>;
let hub: FakeRegistry;
let refused: string[];
beforeEach(async () => {
  ({ dir, remove } = await tempFolder());
  refused = [];
  hub = await startFakeRegistry({
    refusesTypes: ({ artifactType }) => refused.find((type) => type === artifactType),
  });
});
afterEach(async () => {
  await hub.close();
  await remove();
});

const open = (): Repository => repositoryAt(sys, `${hub.host}/team/layers`);

/** What is asked while `work` runs: `POST uploads`, `PUT manifests`. */
const askedBy = async (work: () => Promise<unknown>): Promise<string[]> => {
  const before = hub.asked.length;
  await work();
  return hub.asked.slice(before).map(({ method, url }) => {
    const what = /\/(uploads|blobs|manifests)\//.exec(url.replace("/blobs/uploads", "/uploads"));
    return `${method} ${what?.[1] ?? url}`;
  });
};

const SEND = ["POST uploads", "PUT uploads"];

describe("a layer that was made", () => {
  it("costs a look, two requests for its bytes and one for its manifest, and none to be known", async () => {
    const store = open();
    const one = await madeLayer(dir, "one", { "opt/venv/one.py": "1" });
    await storeNewLayer(sys, store, { spec: wheelSpec("one"), made: one });
    const two = await madeLayer(dir, "two", { "opt/venv/two.py": "2" });
    const spec = wheelSpec("two");
    const known = knownLayers(store);
    const asked = await askedBy(async () => {
      const layer = await storeNewLayer(sys, store, { spec, made: two });
      known.keep(layer);
      expect(await known.find(layer.tag)).toBe(layer);
    });
    expect(asked).toEqual(["HEAD blobs", ...SEND, "PUT manifests"]);
  });

  it("is not sent again, however small, where a run that was killed left it without its tag", async () => {
    const made = await madeLayer(dir, "small", { "opt/venv/small.py": "1" });
    await open().writeBlob({ ...made, open: () => sys.files.read(made.file) });
    await open().writeBlob(blob(NO_IMAGE));
    const again = await askedBy(() => storeNewLayer(sys, open(), { spec: wheelSpec("one"), made }));
    expect(again).toEqual(["HEAD blobs", "HEAD blobs", "PUT manifests"]);
  });

  it("is sent unasked into a store that was empty when the run began, once", async () => {
    const made = await madeLayer(dir, "first", { "opt/venv/first.py": "1" });
    const store = open();
    const put = (name: string) => () =>
      storeNewLayer(sys, store, { spec: wheelSpec(name), made, isStoreNew: true });
    expect(await askedBy(put("one"))).toEqual([...SEND, ...SEND, "PUT manifests"]);
    expect(await askedBy(put("two"))).toEqual(["PUT manifests"]);
  });

  it("has a long list of paths beside it, and a short one in its manifest", async () => {
    const store = open();
    const lines = randomBytes(60_000);
    for (const [name, paths] of [
      ["short", gzipSync("0123456789abcdef opt/venv/short.py\n")],
      ["long", gzipSync(lines)],
    ] as const) {
      const made = { ...(await madeLayer(dir, name, { [name]: name })), paths };
      const { tag } = await storeLayer(sys, store, { spec: wheelSpec(name), made });
      const found = await findWholeLayer(open(), tag);
      expect(found?.paths).toBe(digestOf(paths));
      expect(await store.hasBlob(digestOf(paths))).toBe(name === "long");
      expect(found?.pathsData).toBe(name === "long" ? undefined : paths.toString("base64"));
    }
  });

  it("is found as it was stored before: with a config of its own and its paths as a blob", async () => {
    const store = open();
    const made = await madeLayer(dir, "old", { "opt/venv/old.py": "1" });
    const config = blob('{"architecture":"amd64","os":"linux","rootfs":{"type":"layers"}}');
    const paths = blob(made.paths!);
    const layer = { digest: made.digest, size: made.size, open: () => sys.files.read(made.file) };
    for (const source of [config, paths, layer]) await store.writeBlob(source);
    const { digest, size, mediaType, diffId } = made;
    const data = Buffer.from(made.paths!).toString("base64");
    const bytes = jsonBytes({
      schemaVersion: 2,
      mediaType: OCI_MANIFEST,
      config: { mediaType: "application/vnd.oci.image.config.v1+json", ...of(config) },
      layers: [
        { mediaType, digest, size, annotations: { "vnd.dl-env.layer.diff-id": diffId } },
        { mediaType: "application/vnd.dl-env.layer.paths.v1+gzip", ...of(paths), data },
      ],
    });
    const tag = `wheel-${wheelSpec("old").key}`;
    await store.putManifest({ bytes, mediaType: OCI_MANIFEST }, tag);
    const found = { tag, digest, size, mediaType, diffId, paths: paths.digest, pathsData: data };
    expect(await findWholeLayer(open(), tag)).toEqual(found);
    const other = await madeLayer(dir, "new", { "opt/venv/new.py": "2" });
    expect(await storeLayer(sys, store, { spec: wheelSpec("old"), made: other })).toEqual(found);
  });
});

const of = ({ digest, size }: { readonly digest: string; readonly size: number }) => ({
  digest,
  size,
});

describe("what is known of a layer", () => {
  it("is one request to keep, and one to read by other runs", async () => {
    const made = await madeLayer(dir, "one", { "opt/venv/one.py": "1" });
    const store = open();
    await openInventories(sys, store, { near: dir }).keep(
      await madeLayer(dir, "zero", { "opt/venv/zero.py": "0" }),
    );
    const inventories = openInventories(sys, store, { near: dir });
    expect(await askedBy(() => inventories.keep(made))).toEqual(["PUT manifests"]);
    const other = openInventories(sys, open(), { near: dir });
    expect(await askedBy(() => other.of(made, open()))).toEqual(["GET manifests"]);
  });

  it("is kept as a blob where a registry takes no such artifact", async () => {
    const made = await madeLayer(dir, "one", { "opt/venv/one.py": "1" });
    refused.push("application/vnd.dl-env.layer.inventory.v1+gzip");
    await openInventories(sys, open(), { near: dir }).keep(made);
    const stored = await open().manifest(inventoryTag(made.diffId));
    expect(parseManifest(stored!, "store").artifactType).toBeUndefined();
    const read = await askedBy(() => openInventories(sys, open(), { near: dir }).of(made, open()));
    expect(read).toEqual(["GET manifests", "GET blobs"]);
  });
});
