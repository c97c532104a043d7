import type { CudaRelease } from "./facts.ts";
import type { CatalogFolder } from "./folder.ts";
import { minorOf } from "./versions.ts";

type CudaFile = NonNullable<CatalogFolder["cuda"]>["value"];

/**
 * Where NVIDIA publishes the images of every release that the catalog gives no other repository.
 */
export const NVIDIA_CUDA = "docker.io/nvidia/cuda";

const flavorsOf = (
  file: CudaFile,
  images: Readonly<Record<string, string | readonly string[]>>,
): Record<string, readonly string[]> =>
  Object.fromEntries(
    Object.entries(images).map(([ubuntu, flavors]) => [
      ubuntu,
      typeof flavors === "string" ? (file.flavors[flavors] ?? []) : flavors,
    ]),
  );

const listed = (file: CudaFile): CudaRelease[] =>
  Object.entries(file.releases).map(([version, release]) => ({
    version,
    minor: minorOf(version),
    images: flavorsOf(file, release.images),
    repository: release.repository ?? file.repository ?? NVIDIA_CUDA,
    isComplete:
      file.complete === undefined ||
      release.sources.some((name) => file.complete?.includes(name) === true),
    isOnlySeen: release.sources.every((name) => file.sightings.includes(name)),
    ...(release["end-of-life"] === undefined ? {} : { endOfLife: release["end-of-life"] }),
    ...(release["ended-by"] === undefined ? {} : { endedBy: release["ended-by"] }),
    ...(release.cudnn === undefined ? {} : { cudnn: release.cudnn }),
    digests: release.digests,
    source: release.sources.map((name) => file.sources[name] ?? name).join("; "),
  }));

/**
 * Each release that the file lists has a stand-in. Where a short version is given, those that it
 * names for stand-ins go first, so the others are marked as releases are that were only seen.
 */
const standIns = (file: CudaFile): CudaRelease[] => {
  const standIn = file["stand-in"];
  if (standIn === undefined) return [];
  const { repository, images } = standIn;
  const source = file.sources[standIn.source] ?? standIn.source;
  const named = new Set(standIn.releases);
  return [...new Set([...Object.keys(file.releases), ...named])].map((version) => ({
    version,
    minor: minorOf(version),
    images,
    isComplete: true,
    isOnlySeen: !named.has(version),
    repository,
    digests: {},
    source,
  }));
};

/**
 * The releases of one folder: those of the tag list, and the stand-ins, which are releases of their
 * own.
 */
export const cudaReleases = (folder: CatalogFolder): CudaRelease[] => {
  const file = folder.cuda?.value;
  return file === undefined ? [] : [...listed(file), ...standIns(file)];
};
