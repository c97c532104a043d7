import type { OverlapWinners } from "../catalog/facts.ts";
import type { Lock, LockedWheel } from "../resolve/lock.ts";

/** The layers of an image by what they hold: one value for each, or a group of values. */
export interface LayersByKind<T> {
  readonly system: T;
  /** Absent where apt installs the Python. */
  readonly python?: T;
  readonly wheels: T;
  readonly files: T;
}

/**
 * The order of an image's layers on its base, from the bottom up. Keys of images depend on it, keys
 * of layers do not.
 */
export const inLayerOrder = <T>({ system, python, wheels, files }: LayersByKind<T>): T[] => [
  system,
  ...(python === undefined ? [] : [python]),
  wheels,
  files,
];

export const byWheelName = (a: LockedWheel, b: LockedWheel): number => (a.name < b.name ? -1 : 1);

/**
 * Wheels whose copy of a shared path wins, in the catalog's order: their layers are above the
 * others', and by hand they are installed after the others.
 */
export const overlapWinnerWheels = (lock: Lock, overlapWinners: OverlapWinners): LockedWheel[] =>
  [...new Set(Object.values(overlapWinners).flat())].flatMap(
    (name) => lock.wheels.find((wheel) => wheel.name === name) ?? [],
  );

/**
 * The order of a lock's layers, from the bottom up: the rest, wheels by name, then those whose copy
 * of a shared path wins.
 */
export const inWheelOrder = <T>({
  rest,
  byName,
  winners,
}: {
  readonly rest: readonly T[];
  readonly byName: readonly T[];
  readonly winners: readonly T[];
}): T[] => [...rest, ...byName, ...winners];
