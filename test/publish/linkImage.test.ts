import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LayerSpec, StoredLayer } from "../../src/image/recipe.ts";
import { mergedEnv } from "../../src/publish/linkedConfig.ts";
import { tagImage } from "./tagImage.ts";
import { imageBytes, linkImage, MOST_LAYERS } from "../../src/publish/linkImage.ts";
import {
  readBase,
  readBaseDigests,
  readBaseIn,
  readTagList,
} from "../../src/registry/baseImage.ts";
import {
  baseTag,
  copyBase,
  readStoredBase,
  type StoredBase,
} from "../../src/registry/storedBase.ts";
import { checkLayout } from "../registry/checkLayout.ts";
import { findLayer, storeLayer } from "../../src/layer/storedLayers.ts";
import { layoutRepository } from "../../src/registry/layout.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import type { Repository } from "../../src/registry/repository.ts";
import { startFakeRegistry, type FakeRegistry } from "../fakes/registry.ts";
import { readAll, rejection, repositoryAt, tempFolder, testSystem } from "../registry/world.ts";
import {
  BASE_CREATED,
  madeLayer,
  putBase,
  recipeOf,
  systemSpec,
  wheelSpec,
  type PutBase,
} from "./images.ts";

const sys = testSystem();
let dir: string;
let remove: () => Promise<void>;
let hub: FakeRegistry;
let put: PutBase;
const TAG = "docker.io/nvidia/cuda:12.8.1-base-ubuntu24.04";

beforeAll(async () => {
  ({ dir, remove } = await tempFolder());
  hub = await startFakeRegistry();
  put = await putBase(repositoryAt(sys, `${hub.host}/nvidia/cuda`), "12.8.1-base-ubuntu24.04", [
    { "etc/os-release": "Ubuntu 24.04" },
    { "usr/local/cuda/version": "12.8.1" },
    { "opt/nvidia/nvidia_entrypoint.sh": "#!/bin/sh" },
  ]);
});
afterAll(async () => {
  await hub.close();
  await remove();
});

const open = () => openRepository(sys, { mirrors: { "docker.io": hub.host } });

/** Base and layers in a store: a system layer and two wheels. */
const stocked = async (
  store: Repository,
  names: readonly string[] = ["numpy", "cupy"],
): Promise<{ base: StoredBase; specs: LayerSpec[]; layers: StoredLayer[] }> => {
  const base = await copyBase(await readBase(open(), TAG), store);
  const specs = [systemSpec(base.platformDigest), ...names.map(wheelSpec)];
  const layers: StoredLayer[] = [];
  for (const [index, spec] of specs.entries())
    layers.push(
      await storeLayer(sys, store, {
        spec,
        made: await madeLayer(
          dir,
          `layer${index}`,
          { [`opt/venv/${spec.title}`]: spec.title },
          spec.kind !== "system",
        ),
      }),
    );
  return { base, specs, layers };
};

describe("a base", () => {
  it("is found by its tag in one request: the digest of the list, and of the manifest for linux/amd64", async () => {
    const before = hub.asked.length;
    expect(await readBaseDigests(open(), TAG)).toEqual({
      indexDigest: put.listDigest,
      platformDigest: put.platformDigest,
    });
    expect(hub.asked.length - before).toBe(1);
  });

  it("is read in three requests, and by digest too", async () => {
    const before = hub.asked.length;
    const base = await readBase(open(), TAG);
    expect(hub.asked.length - before).toBe(3);
    expect(base.config.architecture).toBe("amd64");
    expect(base.manifest.layers.length).toBe(3);
    const pinned = await readBase(open(), `docker.io/nvidia/cuda@${put.platformDigest}`);
    expect([pinned.indexDigest, pinned.platformDigest]).toEqual([
      put.platformDigest,
      put.platformDigest,
    ]);
  });

  it("that is gone is told with its name", async () => {
    const { code, exit, message } = await rejection(
      readBase(open(), "docker.io/nvidia/cuda:1.0-base-ubuntu24.04"),
    );
    expect([code, exit]).toEqual(["base-missing", 3]);
    expect(message).toContain("docker.io/nvidia/cuda:1.0-base-ubuntu24.04");
  });

  it("for other platforms only is told", async () => {
    const repository = layoutRepository(sys, `${dir}/arm`);
    await repository.putManifest(
      {
        bytes: Buffer.from(JSON.stringify({ schemaVersion: 2, manifests: [] })),
        mediaType: "application/vnd.oci.image.index.v1+json",
      },
      "x",
    );
    expect((await rejection(readBaseIn(repository, "x", "some:x"))).message).toContain(
      "has no image for linux/amd64",
    );
  });

  it("is copied into a store as an OCI manifest over the same blobs, once", async () => {
    const store = layoutRepository(sys, `${dir}/copied`);
    const base = await readBase(open(), TAG);
    const stored = await copyBase(base, store);
    expect(stored.tag).toBe(baseTag(put.platformDigest));
    expect(stored.manifest.layers.map(({ mediaType }) => mediaType)).toEqual(
      Array.from({ length: 3 }, () => "application/vnd.oci.image.layer.v1.tar+gzip"),
    );
    expect(stored.manifest.layers.map(({ digest }) => digest)).toEqual(
      base.manifest.layers.map(({ digest }) => digest),
    );
    expect(stored.manifest.config.digest).toBe(base.manifest.config.digest);
    expect(await checkLayout(sys, store)).toEqual([]);
    const { sent } = store.traffic;
    expect((await copyBase(base, store)).descriptor).toEqual(stored.descriptor);
    expect(store.traffic.sent).toBe(sent);
    const again = await readStoredBase(store, put.platformDigest);
    expect(again?.descriptor).toEqual(stored.descriptor);
    expect(await readStoredBase(store, put.listDigest)).toBeUndefined();
  });

  it("is copied within a registry without moving its layers", async () => {
    const store = repositoryAt(sys, `${hub.host}/team/mounted`);
    const base = await readBaseIn(
      repositoryAt(sys, `${hub.host}/nvidia/cuda`),
      "12.8.1-base-ubuntu24.04",
      TAG,
    );
    await copyBase(base, store);
    expect(store.traffic.sent).toBeLessThan(2000);
    expect(
      hub.lines().filter((line) => line.startsWith("PUT") && line.includes("team/mounted/blobs")),
    ).toEqual([]);
  });

  it("has its tags read with the day they were read", async () => {
    const list = await readTagList(repositoryAt(sys, `${hub.host}/nvidia/cuda`), {
      now: () => Date.parse("2026-11-21T10:00:00Z"),
      sleep: async () => undefined,
    });
    expect(list).toEqual({ tags: ["12.8.1-base-ubuntu24.04"], asOf: "2026-11-21" });
  });
});

describe("a layer", () => {
  it("is stored under kind and key, found again in one request, and never overwritten", async () => {
    const store = layoutRepository(sys, `${dir}/layers`);
    const spec = wheelSpec("numpy");
    const made = await madeLayer(dir, "numpy", { "opt/venv/numpy.py": "1" });
    const stored = await storeLayer(sys, store, { spec, made });
    expect(stored).toMatchObject({
      tag: `wheel-${spec.key}`,
      digest: made.digest,
      size: made.size,
      diffId: made.diffId,
    });
    expect(await findLayer(store, stored.tag)).toEqual(stored);
    const other = await madeLayer(dir, "numpy2", { "opt/venv/numpy.py": "2" });
    expect(await storeLayer(sys, store, { spec, made: other })).toEqual(stored);
    expect(await store.hasBlob(other.digest)).toBe(false);
    expect(await findLayer(store, "wheel-none")).toBeUndefined();
    expect([...(await store.tags())]).toEqual([stored.tag]);
    expect(Buffer.from(stored.pathsData ?? "", "base64")).toEqual(Buffer.from(made.paths!));
    expect(await checkLayout(sys, store)).toEqual([]);
  });

  it("is the same manifest from every machine", async () => {
    const spec = wheelSpec("numpy");
    const made = await madeLayer(dir, "numpy3", { "opt/venv/numpy.py": "1" });
    const digests = await Promise.all(
      ["one", "two"].map(async (name) => {
        const store = layoutRepository(sys, `${dir}/${name}`);
        return store.resolve((await storeLayer(sys, store, { spec, made })).tag);
      }),
    );
    expect(digests[0]).toBe(digests[1]);
  });

  it("of several machines at once is whole whoever is first", async () => {
    const spec = systemSpec("sha256:x");
    const store = repositoryAt(sys, `${hub.host}/team/race`);
    const made = await Promise.all(
      ["a", "b", "c"].map((name) => madeLayer(dir, `race-${name}`, { name }, false)),
    );
    const stored = await Promise.all(
      made.map((one) => storeLayer(sys, store, { spec, made: one })),
    );
    const kept = await findLayer(store, `system-${spec.key}`);
    expect(stored.map(({ digest }) => digest)).toContain(kept?.digest);
  });

  it("'s tag that holds something else is refused", async () => {
    const store = layoutRepository(sys, `${dir}/other`);
    const base = await copyBase(await readBase(open(), TAG), store);
    const { bytes, mediaType } = (await store.manifest(base.tag))!;
    await store.putManifest({ bytes, mediaType }, "wheel-abc");
    expect((await rejection(findLayer(store, "wheel-abc"))).code).toBe("not-a-layer");
  });
});

describe("link", () => {
  it("makes an image of the base's layers and ours, all in OCI's media types", async () => {
    const store = layoutRepository(sys, `${dir}/link`);
    const { base, specs, layers } = await stocked(store);
    const linked = await linkImage({ recipe: recipeOf(specs), base, layers, store, to: store });
    expect(linked).toMatchObject({ made: true, layers: 6, moved: 0, requests: 0 });
    expect((await store.tags()).filter((tag) => tag.startsWith("torch-"))).toEqual([]);
    const manifest = JSON.parse(
      Buffer.from((await store.manifest(linked.digest))!.bytes).toString(),
    ) as {
      config: { digest: string; mediaType: string };
      layers: { digest: string; mediaType: string }[];
      mediaType: string;
    };
    expect(manifest.mediaType).toBe("application/vnd.oci.image.manifest.v1+json");
    expect(manifest.config.mediaType).toBe("application/vnd.oci.image.config.v1+json");
    expect(new Set(manifest.layers.map(({ mediaType }) => mediaType))).toEqual(
      new Set(["application/vnd.oci.image.layer.v1.tar+gzip"]),
    );
    expect(manifest.layers.map(({ digest }) => digest)).toEqual([
      ...base.manifest.layers.map(({ digest }) => digest),
      ...layers.map(({ digest }) => digest),
    ]);
    expect(await checkLayout(sys, store)).toEqual([]);

    const config = JSON.parse(
      (await readAll(store.readBlob(manifest.config.digest))).toString(),
    ) as { history: { created_by: string; empty_layer?: boolean }[] };
    expect(config).toMatchObject({
      architecture: "amd64",
      os: "linux",
      created: BASE_CREATED,
      config: {
        User: "1000:0",
        WorkingDir: "/home/dev",
        ExposedPorts: { "8888/tcp": {} },
        Entrypoint: ["/opt/dl-env/entrypoint"],
        Cmd: ["python3"],
        Env: [
          "PATH=/opt/venv/bin:/usr/local/cuda/bin:/usr/bin:/bin",
          "NVIDIA_REQUIRE_CUDA=cuda>=12.8 brand=tesla,driver>=470",
          "CUDA_VERSION=12.8.1",
          "VIRTUAL_ENV=/opt/venv",
        ],
        Labels: {
          maintainer: "NVIDIA",
          "org.opencontainers.image.title": "dl-env",
          "org.opencontainers.image.version": "12.8.1",
        },
      },
      rootfs: {
        type: "layers",
        diff_ids: [...base.config.rootfs.diff_ids, ...layers.map(({ diffId }) => diffId)],
      },
    });
    expect(config).not.toHaveProperty("container");
    expect(config.history.map(({ created_by }) => created_by)).toEqual([
      "/bin/sh -c #(nop) ARG RELEASE",
      "RUN step 0",
      "RUN step 1",
      "RUN step 2",
      "dl-env: apt packages",
      "dl-env: numpy 1.0",
      "dl-env: cupy 1.0",
    ]);
    expect(config.history.filter(({ empty_layer }) => empty_layer !== true).length).toBe(6);
  });

  it("puts the base right below the system layer, and at the bottom where that is asked", async () => {
    const store = layoutRepository(sys, `${dir}/around`);
    const { base, specs, layers } = await stocked(store);
    const [system, ...wheels] = specs;
    const [systemLayer, ...wheelLayers] = layers;
    const parts = {
      recipe: recipeOf([...wheels, system!]),
      base,
      layers: [...wheelLayers, systemLayer!],
    };
    const order = (isBaseFirst: boolean): { digests: string[]; ids: string[]; made: string[] } => {
      const { config, manifest } = imageBytes({ ...parts, isBaseFirst });
      const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
      const { rootfs, history } = JSON.parse(text(config)) as {
        rootfs: { diff_ids: string[] };
        history: { created_by: string; empty_layer?: boolean }[];
      };
      const listed = JSON.parse(text(manifest)) as { layers: { digest: string }[] };
      return {
        digests: listed.layers.map((one) => one.digest),
        ids: rootfs.diff_ids,
        made: history.filter((one) => one.empty_layer !== true).map((one) => one.created_by),
      };
    };
    const digests = (list: readonly { digest: string }[]): string[] =>
      list.map((one) => one.digest);
    const ids = (list: readonly { diffId: string }[]): string[] => list.map((one) => one.diffId);
    const steps = ["RUN step 0", "RUN step 1", "RUN step 2"];
    expect(order(false)).toEqual({
      digests: [...digests(wheelLayers), ...digests(base.manifest.layers), systemLayer!.digest],
      ids: [...ids(wheelLayers), ...base.config.rootfs.diff_ids, systemLayer!.diffId],
      made: ["dl-env: numpy 1.0", "dl-env: cupy 1.0", ...steps, "dl-env: apt packages"],
    });
    expect(order(true)).toEqual({
      digests: [...digests(base.manifest.layers), systemLayer!.digest, ...digests(wheelLayers)],
      ids: [...base.config.rootfs.diff_ids, systemLayer!.diffId, ...ids(wheelLayers)],
      made: [...steps, "dl-env: apt packages", "dl-env: numpy 1.0", "dl-env: cupy 1.0"],
    });
  });

  it("gives the same digest in a layout and in a registry, and when done again does nothing", async () => {
    const layout = layoutRepository(sys, `${dir}/same`);
    const inLayout = await stocked(layout);
    const first = await linkImage({
      recipe: recipeOf(inLayout.specs),
      ...inLayout,
      store: layout,
      to: layout,
    });
    const store = repositoryAt(sys, `${hub.host}/team/dl-env-layers`);
    const to = repositoryAt(sys, `${hub.host}/team/dl-env`);
    const inRegistry = await stocked(store);
    const second = await linkImage({
      recipe: recipeOf(inRegistry.specs),
      ...inRegistry,
      store,
      to,
    });
    expect(second).toMatchObject({ digest: first.digest, made: true, moved: 0 });
    // A mount a layer, the config (look, begin, send), the manifest.
    expect(second.requests).toBe(6 + 3 + 1);
    expect(
      await linkImage({ recipe: recipeOf(inRegistry.specs), ...inRegistry, store, to }),
    ).toMatchObject({ digest: first.digest, made: false, requests: 1, moved: 0 });
    // What was mounted once is not mounted again for the next image of the same layers.
    expect(
      await linkImage({
        recipe: recipeOf(inRegistry.specs, { labels: { next: "one" } }),
        ...inRegistry,
        store,
        to,
      }),
    ).toMatchObject({ made: true, requests: 3 + 1, moved: 0 });
    // One with a layer that was just made is not looked for.
    const recipe = recipeOf(inRegistry.specs, { labels: { next: "two" } });
    const parts = { recipe, ...inRegistry, store, to };
    expect(await linkImage({ ...parts, isNew: true })).toMatchObject({ made: true, requests: 3 });
    expect(await linkImage({ ...parts, isNew: true })).toMatchObject({ made: false, requests: 1 });
  });

  it("copies each blob once where nothing can be mounted", async () => {
    const apart = await startFakeRegistry();
    const store = layoutRepository(sys, `${dir}/apart`);
    const stock = await stocked(store);
    const to = repositoryAt(sys, `${apart.host}/team/dl-env`);
    const first = await linkImage({ recipe: recipeOf(stock.specs), ...stock, store, to });
    expect(first.moved).toBe(first.size);
    const second = await linkImage({
      recipe: recipeOf(stock.specs, { cell: "other", key: "ffffffffffff", labels: { a: "b" } }),
      ...stock,
      store,
      to,
    });
    expect(second).toMatchObject({ made: true, moved: 0 });
    await apart.close();
  });

  it("puts an image that differs beside the one that is there, and neither has a tag", async () => {
    const store = layoutRepository(sys, `${dir}/beside`);
    const stock = await stocked(store);
    const first = await linkImage({ recipe: recipeOf(stock.specs), ...stock, store, to: store });
    const second = await linkImage({
      recipe: recipeOf(stock.specs, { labels: { changed: "yes" } }),
      ...stock,
      store,
      to: store,
    });
    expect(second.digest).not.toBe(first.digest);
    expect([await store.resolve(first.digest), await store.resolve(second.digest)]).toEqual([
      first.digest,
      second.digest,
    ]);
    expect(
      (await linkImage({ recipe: recipeOf(stock.specs), ...stock, store, to: store })).made,
    ).toBe(false);
  });

  it("leaves the immutable tag to be given once, and never moved", async () => {
    const store = layoutRepository(sys, `${dir}/taken`);
    const stock = await stocked(store);
    const first = await linkImage({ recipe: recipeOf(stock.specs), ...stock, store, to: store });
    const second = await linkImage({
      recipe: recipeOf(stock.specs, { labels: { changed: "yes" } }),
      ...stock,
      store,
      to: store,
    });
    for (let times = 0; times < 2; times += 1)
      await tagImage(store, first.digest, "cell-r0123456789ab");
    const { code, exit, message } = await rejection(
      tagImage(store, second.digest, "cell-r0123456789ab"),
    );
    expect([code, exit]).toEqual(["tag-taken", 1]);
    expect(message).toContain(first.digest);
    expect(await store.resolve("cell-r0123456789ab")).toBe(first.digest);
  });

  it("refuses more layers than engines can take", async () => {
    const store = layoutRepository(sys, `${dir}/many`);
    const stock = await stocked(store, ["numpy"]);
    const count = MOST_LAYERS - 3;
    const specs = Array.from({ length: count }, (_, index) => wheelSpec(`w${index}`));
    const layers = specs.map((spec) => ({ ...stock.layers[1]!, tag: `wheel-${spec.key}` }));
    expect(imageBytes({ recipe: recipeOf(specs), base: stock.base, layers }).blobs.length).toBe(
      MOST_LAYERS,
    );
    const extra = [...specs, wheelSpec("one-more")];
    expect(() =>
      imageBytes({
        recipe: recipeOf(extra),
        base: stock.base,
        layers: [...layers, { ...stock.layers[1]!, tag: `wheel-${wheelSpec("one-more").key}` }],
      }),
    ).toThrow(expect.objectContaining({ code: "too-many-layers" }));
  });

  it("refuses layers in another order than the recipe's", async () => {
    const store = layoutRepository(sys, `${dir}/order`);
    const stock = await stocked(store);
    await expect(
      linkImage({
        recipe: recipeOf(stock.specs),
        ...stock,
        layers: stock.layers.toReversed(),
        store,
        to: store,
      }),
    ).rejects.toThrow("differ from the recipe");
  });
});

describe("mergedEnv", () => {
  it("keeps the base's order, drops what is to be dropped, and puts ours in place or behind, sorted", () => {
    expect(
      mergedEnv(["B=1", "A=x=y", "GONE=1", "EMPTY"], {
        env: { Z: "3", B: "2", C: "4" },
        dropEnv: ["GONE"],
      }),
    ).toEqual(["B=2", "A=x=y", "EMPTY=", "C=4", "Z=3"]);
  });
});
