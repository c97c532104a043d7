import { LABEL_PREFIX, ORDER_LABEL } from "../../src/image/labels.ts";
import { storeLayer } from "../../src/layer/storedLayers.ts";
import { linkImage, type LinkRequest } from "../../src/publish/linkImage.ts";
import type { Promotion } from "../../src/publish/readPromotions.ts";
import { readBaseIn } from "../../src/registry/baseImage.ts";
import { layoutRepository } from "../../src/registry/layout.ts";
import { blobPath } from "../../src/registry/layoutFolder.ts";
import type { Repository } from "../../src/registry/repository.ts";
import { copyBase } from "../../src/registry/storedBase.ts";
import { writeProof } from "../../src/smoke/proofs.ts";
import type { System } from "../../src/system/ports.ts";
import type { FakeRegistry } from "../fakes/registry.ts";
import { repositoryAt } from "../registry/world.ts";
import {
  cleanChecks,
  madeLayer,
  putBase,
  recipeOf,
  reportOf,
  systemSpec,
  wheelSpec,
} from "./images.ts";

const NAME = "team/dl-env";

/** A destination that can be opened anew, as another process does, and damaged behind its back. */
export interface Place {
  open: () => Repository;
  blob: (digest: string) => Promise<Uint8Array>;
  spoil: (digest: string, bytes: Uint8Array | undefined) => Promise<void>;
}

export const registryPlace = (sys: System, fake: FakeRegistry): Place => ({
  open: () => repositoryAt(sys, `${fake.host}/${NAME}`),
  blob: async (digest) => fake.blobs.get(NAME)!.get(digest)!,
  spoil: async (digest, bytes) => {
    if (bytes === undefined) fake.blobs.get(NAME)!.delete(digest);
    else fake.blobs.get(NAME)!.set(digest, Buffer.from(bytes));
  },
});

export const layoutPlace = (sys: System, dir: string): Place => {
  const path = (digest: string): string => blobPath(dir, digest);
  return {
    open: () => layoutRepository(sys, dir),
    blob: async (digest) => (await sys.files.readBytes(path(digest)))!,
    spoil: (digest, bytes) =>
      bytes === undefined ? sys.files.remove(path(digest)) : sys.files.write(path(digest), bytes),
  };
};

export interface TestedImages {
  readonly promotions: readonly Promotion[];
  readonly links: readonly LinkRequest[];
  /** Digest of the wheel's layer of an image. */
  readonly layer: (at: number) => string;
}

const CELLS = ["cell-1", "cell-2", "cell-3"];

/** Three tested images without tags; the first two share a layer, all want `torch`. */
export const testedImages = async (
  sys: System,
  to: Repository,
  dir: string,
): Promise<TestedImages> => {
  await putBase(to, "base-of-test", [{ "etc/os-release": "x" }]);
  const base = await copyBase(await readBaseIn(to, "base-of-test", "base-of-test"), to);
  const system = systemSpec(base.platformDigest);
  const links: LinkRequest[] = [];
  const promotions: Promotion[] = [];
  for (const [at, cell] of CELLS.entries()) {
    const specs = [system, wheelSpec(at < 2 ? "shared" : "own")];
    const layers = [];
    for (const spec of specs) {
      const made = await madeLayer(dir, spec.key, { [spec.title]: spec.title });
      layers.push(await storeLayer(sys, to, { spec, made }));
    }
    const recipe = recipeOf(specs, {
      cell,
      key: `00000000000${at}`,
      labels: {
        [ORDER_LABEL]: `000${at}`,
        [`${LABEL_PREFIX}cell`]: cell,
        "org.opencontainers.image.base.digest": base.platformDigest,
      },
    });
    const link = { recipe, base, layers, store: to, to };
    const { digest } = await linkImage(link);
    await writeProof(to, reportOf(digest, { cell, gpu: true }));
    links.push(link);
    promotions.push({
      cell,
      digest,
      immutable: `${cell}-r00000000000${at}`,
      rolling: [cell, "torch"],
      labels: recipe.config.labels,
      requirement: "gpu",
      context: { libraries: ["torch"], gpuLibraries: ["torch"] },
      checks: async () => cleanChecks(digest, [], cell),
    });
  }
  return { promotions, links, layer: (at) => links[at]!.layers[1]!.digest };
};
