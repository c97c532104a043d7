import { STAND_IN_LABEL } from "../image/labels.ts";
import type { MadeLayer } from "../image/recipe.ts";
import { writeBlob } from "../layer/writeBlob.ts";
import { directoryEntry, type LayerEntry } from "../layer/layerEntry.ts";
import { ordered } from "../layer/orderedEntries.ts";
import { digestOf } from "../registry/digest.ts";
import { jsonBytes } from "../registry/manifest.ts";
import {
  DOCKER_LAYER_GZIP,
  DOCKER_LIST,
  DOCKER_MANIFEST,
  type Descriptor,
  type Repository,
} from "../registry/repository.ts";
import type { System } from "../system/ports.ts";
import {
  STAND_IN_ENTRYPOINT,
  standInEnvironment,
  standInLayers,
  type StandInCuda,
  type StandInDrivers,
} from "./standInFiles.ts";
import { standInTag } from "./standInNames.ts";
import { STAND_IN_EPOCH, standInRootfs } from "./standInRootfs.ts";
import { withFolder } from "../system/withFolder.ts";

const DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";
const CREATED = new Date(STAND_IN_EPOCH * 1000).toISOString();

interface Step {
  readonly says: string;
  readonly layer: MadeLayer;
}

interface Parts {
  readonly architecture: "amd64" | "arm64";
  readonly steps: readonly Step[];
  readonly config: Readonly<Record<string, unknown>>;
}

const putBytes = async (
  into: Repository,
  bytes: Uint8Array,
): Promise<{ digest: string; size: number }> => {
  const blob = { digest: digestOf(bytes), size: bytes.byteLength };
  await into.writeBlob({
    ...blob,
    open: async function* () {
      yield bytes;
    },
  });
  return blob;
};

const putImage = async (
  sys: System,
  into: Repository,
  { architecture, steps, config }: Parts,
): Promise<Descriptor> => {
  for (const { layer } of steps)
    await into.writeBlob({
      digest: layer.digest,
      size: layer.size,
      open: () => sys.files.read(layer.file),
    });
  const rootfs = { type: "layers", diff_ids: steps.map(({ layer }) => layer.diffId) };
  const history = steps.map(({ says }) => ({
    created: CREATED,
    created_by: `dl-env stand-in: ${says}`,
  }));
  const stored = await putBytes(
    into,
    jsonBytes({ architecture, os: "linux", created: CREATED, config, rootfs, history }),
  );
  const layers = steps.map(({ layer }) => ({
    mediaType: DOCKER_LAYER_GZIP,
    digest: layer.digest,
    size: layer.size,
  }));
  const bytes = jsonBytes({
    schemaVersion: 2,
    mediaType: DOCKER_MANIFEST,
    config: { mediaType: DOCKER_CONFIG, ...stored },
    layers,
  });
  const digest = await into.putManifest({ bytes, mediaType: DOCKER_MANIFEST });
  return {
    mediaType: DOCKER_MANIFEST,
    digest,
    size: bytes.byteLength,
    platform: { os: "linux", architecture },
  };
};

const smallLayer = async (
  sys: System,
  entries: readonly LayerEntry[],
  file: string,
): Promise<MadeLayer> => (await writeBlob(sys, ordered(entries), file)).layer;

const labels = (cuda: StandInCuda): Readonly<Record<string, string>> => ({
  maintainer: "dl-env",
  [STAND_IN_LABEL]: "true",
  "org.opencontainers.image.title": `Stand-in for nvidia/cuda ${cuda.version}`,
});

export interface StandInWanted {
  readonly cuda: StandInCuda;
  readonly drivers: StandInDrivers;
  readonly flavor?: string;
}

export interface StandIn {
  /** Tag in the repository. */
  readonly tag: string;
  /** Digest of the two-platform list. */
  readonly digest: string;
  /** Digest of the manifest for linux/amd64. */
  readonly platformDigest: string;
}

/**
 * Makes a stand-in for nvidia/cuda from Debian 12 and puts it into a repository under its own tag:
 * six layers or so, and a Docker schema 2 list of two platforms, of which only amd64 is an image
 * that runs. The same packages give the same digests.
 */
export const makeStandIn = async (
  sys: System,
  { cuda, drivers, flavor = "base" }: StandInWanted,
  into: Repository,
): Promise<StandIn> => {
  const debian = await standInRootfs(sys);
  return withFolder(sys, undefined, async (work) => {
    const steps: Step[] = [{ says: "Debian 12 by mmdebstrap", layer: debian }];
    for (const [index, { says, entries }] of standInLayers(cuda, flavor, drivers).entries())
      steps.push({ says, layer: await smallLayer(sys, entries, `${work}/${index}.tar.gz`) });
    const config = {
      Env: standInEnvironment(cuda, drivers),
      Cmd: ["/bin/bash"],
      ...(flavor === "base" ? {} : { Entrypoint: [STAND_IN_ENTRYPOINT] }),
      Labels: labels(cuda),
    };
    const amd64 = await putImage(sys, into, { architecture: "amd64", steps, config });
    const empty = await smallLayer(sys, [directoryEntry("opt")], `${work}/arm64.tar.gz`);
    const arm64 = await putImage(sys, into, {
      architecture: "arm64",
      steps: [{ says: "nothing", layer: empty }],
      config: { Labels: labels(cuda) },
    });
    const bytes = jsonBytes({
      schemaVersion: 2,
      mediaType: DOCKER_LIST,
      manifests: [amd64, arm64],
    });
    const tag = standInTag(cuda.version, flavor);
    return {
      tag,
      digest: await into.putManifest({ bytes, mediaType: DOCKER_LIST }, tag),
      platformDigest: amd64.digest,
    };
  });
};
