import { layerTag, type LayerSpec } from "../image/recipe.ts";
import { DISK_PER_DOWNLOAD, DISK_PER_WHEEL } from "../plan/layerDisk.ts";
import { isLayout } from "../registry/layout.ts";
import type { Repository } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";
import { count } from "../text/units.ts";
import type { WorkSpace } from "./buildSpace.ts";
import { spaceItem, type SpaceNeed } from "./spaceBalance.ts";
import { findWholeLayer } from "./storedLayers.ts";

const spacePerDownload = ({ kind }: LayerSpec): number =>
  kind === "wheel" ? DISK_PER_WHEEL : DISK_PER_DOWNLOAD;

/** What is unpacked of a download, as part of that. */
const UNPACKED = 2;

/** Where layers are made, and where they are put. */
export interface LayerPlaces {
  readonly sys: Pick<System, "files">;
  readonly work: string;
  readonly store: Repository;
}

/** What layers need while they are made, and where they are put. */
export interface LayerSpace {
  readonly needs: readonly SpaceNeed[];
  /** The same of one of them. */
  readonly of: (spec: LayerSpec) => readonly WorkSpace[];
}

const total = (downloads: readonly number[]): number =>
  downloads.reduce((sum, one) => sum + one, 0);

/** Small wheels stay unpacked while a run lasts, for the rest of other locks. */
const cachedWheels = (specs: readonly LayerSpec[]): number => {
  const rests = specs.filter((spec) => spec.kind === "rest");
  const wheels = new Map(
    rests.flatMap((spec) => spec.wheels.map(({ sha256, download }) => [sha256, download] as const)),
  );
  const largest = Math.max(0, ...rests.map(({ download }) => download));
  return Math.max(0, total([...wheels.values()]) - largest) * UNPACKED;
};

/** Layers that another build has not stored meanwhile. */
const lackingIn = async (
  store: Repository,
  specs: readonly LayerSpec[],
): Promise<readonly LayerSpec[]> => {
  const there = await Promise.all(specs.map((spec) => findWholeLayer(store, layerTag(spec))));
  return specs.filter((_, at) => there[at] === undefined);
};

/** Need of a folder where layers are put. */
const storing = (dir: string, lacking: readonly LayerSpec[]): SpaceNeed => {
  const items = new Map(lacking.map((spec) => [spaceItem(dir, layerTag(spec)), spec.download]));
  return {
    what: `Storing ${count(lacking.length, "layer")}`,
    folder: dir,
    stays: total([...items.values()]),
    passing: 0,
    items,
    isTracked: true,
  };
};

/**
 * Needs of the folder where layers are made: those of the largest. `linked` is 1 where the blob is
 * linked from here to where it is put, and counts there.
 */
const making = (
  work: string,
  lacking: readonly LayerSpec[],
  linked: 0 | 1,
): readonly SpaceNeed[] => {
  const needed = (spec: LayerSpec): number => spec.download * (spacePerDownload(spec) - linked);
  const [largest] = [...lacking].sort((a, b) => needed(b) - needed(a));
  const passing = largest === undefined ? 0 : needed(largest);
  return [
    { what: `Making ${largest?.title ?? ""}`, folder: work, stays: 0, passing },
    { what: "Unpacking small wheels", folder: work, stays: 0, passing: cachedWheels(lacking) },
  ];
};

/**
 * The space that layers need. Where they are put they stay; where they are made the largest has
 * room while it is made. On one disk a blob is linked from here to there, and counts once.
 */
export const layerSpace = async (
  { sys, work, store }: LayerPlaces,
  specs: readonly LayerSpec[],
): Promise<LayerSpace> => {
  if (!isLayout(store))
    return {
      needs: making(work, specs, 0),
      of: (spec) => [
        { folder: work, needed: spec.download * spacePerDownload(spec), stays: 0, item: "" },
      ],
    };
  const { dir } = store;
  const isShared = (await sys.files.fileSystem(dir)) === (await sys.files.fileSystem(work));
  const lacking = await lackingIn(store, specs);
  return {
    needs: [storing(dir, lacking), ...making(work, lacking, isShared ? 1 : 0)],
    of: (spec) => {
      const { download } = spec;
      const item = spaceItem(dir, layerTag(spec));
      const needed = download * spacePerDownload(spec);
      return isShared
        ? [{ folder: work, needed, stays: download, item }]
        : [
            { folder: work, needed, stays: 0, item },
            { folder: dir, needed: download, stays: download, item },
          ];
    },
  };
};
