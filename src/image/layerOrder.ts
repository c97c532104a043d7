import type { Catalog, OverlapWinners } from "../catalog/facts.ts";
import type { Lock, LockedWheel } from "../resolve/lock.ts";
import { memoized } from "../text/memoized.ts";
import type { LayerKind } from "./recipe.ts";

/** The layers of an image by what they hold: one value for each, or a group of values. */
export interface LayersByKind<T> {
  readonly system: T;
  /** Absent where apt installs the Python. */
  readonly python?: T;
  readonly wheels: T;
  readonly files: T;
  /** Small wheels that are released often; absent where there are none. */
  readonly frequent?: T;
  /** Absent where dl-env.yml names no files. */
  readonly own?: T;
}

/**
 * The order of an image's layers from the bottom up, what changes seldom first; the base stands
 * right below the system layer. What is small and changes more often stands above it. Keys of
 * images depend on it, keys of layers do not.
 */
export const inLayerOrder = <T>(layers: LayersByKind<T>): T[] => {
  const { wheels, python, system, files, frequent, own } = layers;
  return [wheels, python, system, files, frequent, own].filter((one) => one !== undefined);
};

/** What stands below the base's layers and what above them, each from the bottom up. */
export interface AroundBase<T> {
  readonly below: readonly T[];
  readonly above: readonly T[];
}

/**
 * Where the base's layers stand among ours: right below the system layer, which is the only one
 * that knows the base; at the bottom where `isBaseFirst`, for bases that would hide what is below.
 */
export const aroundBase = <T>(
  layers: readonly T[],
  kindOf: (layer: T) => LayerKind,
  isBaseFirst: boolean,
): AroundBase<T> => {
  const system = layers.filter((layer) => kindOf(layer) === "system");
  const at = layers.findIndex((layer) => kindOf(layer) === "system");
  const [before, after] = [layers.slice(0, Math.max(0, at)), layers.slice(Math.max(0, at))];
  const above = after.filter((layer) => kindOf(layer) !== "system");
  return isBaseFirst
    ? { below: [], above: [...system, ...before, ...above] }
    : { below: before, above: [...system, ...above] };
};

export const byWheelName = (a: LockedWheel, b: LockedWheel): number => (a.name < b.name ? -1 : 1);

/** A whole name; `*` stands for any characters. The catalog lets no other sign of patterns in. */
export const namePattern = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replaceAll(".", String.raw`\.`).replaceAll("*", ".*")}$`);

/** Sizes within a factor of two are alike, so that a new release seldom changes the order. */
const sizeClass = ({ download }: LockedWheel): number => Math.floor(Math.log2(download + 1));

/**
 * Compares wheels by where their layers stand, the lowest first: as the catalog has them, then
 * larger ones lower, then by name. It depends on the two wheels alone, so images of different cells
 * begin alike.
 */
export const byLayerRank = (
  order: Catalog["layerOrder"],
): ((a: LockedWheel, b: LockedWheel) => number) => {
  const patterns = order.map(namePattern);
  const ranks = memoized((name: string) => {
    const found = patterns.findIndex((pattern) => pattern.test(name));
    return found === -1 ? patterns.length : found;
  });
  return (a, b) =>
    ranks(a.name) - ranks(b.name) || sizeClass(b) - sizeClass(a) || byWheelName(a, b);
};

/**
 * Wheels whose copy of a shared path wins, in the catalog's order: their layers are above the
 * others', and by hand they are installed after the others.
 */
export const overlapWinnerWheels = (lock: Lock, overlapWinners: OverlapWinners): LockedWheel[] =>
  [...new Set(Object.values(overlapWinners).flat())].flatMap(
    (name) => lock.wheels.find((wheel) => wheel.name === name) ?? [],
  );

/**
 * The order of a lock's layers, from the bottom up: wheels by rank, their bytecode for this Python,
 * the rest, then those whose copy of a shared path wins. What other Pythons share lies lowest.
 */
export const inWheelOrder = <T>({
  byRank,
  bytecode,
  rest,
  winners,
}: {
  readonly byRank: readonly T[];
  readonly bytecode: readonly T[];
  readonly rest: readonly T[];
  readonly winners: readonly T[];
}): T[] => [...byRank, ...bytecode, ...rest, ...winners];
