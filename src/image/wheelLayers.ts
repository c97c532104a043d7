import type { Catalog } from "../catalog/facts.ts";
import type { Request } from "../matrix/request.ts";
import type { Lock, LockedWheel } from "../resolve/lock.ts";
import { notCompiledIn, pythonOfWheel } from "./bytecode.ts";
import {
  byLayerRank,
  byWheelName,
  inWheelOrder,
  namePattern,
  overlapWinnerWheels,
} from "./layerOrder.ts";
import { bytecodeLayer, restLayer, wheelLayer } from "./layerSpecs.ts";
import type { Bytecode, LayerSpec } from "./recipe.ts";

/**
 * Wheels of this download size and more are a layer each; see
 * docs/decisions/0020-which-wheels-are-layers.md.
 */
export const WHEEL_LAYER_BYTES = 4_000_000;
/**
 * 110 for a whole image, less 16 for the largest base, less system, Python, rest, files and the
 * list of wheels.
 */
export const MOST_WHEEL_LAYERS = 89;

/**
 * From this download size of all small wheels together on, each that is released often has a layer
 * of its own; see docs/decisions/0301-one-wheel-changed.md.
 */
export const FREQUENT_FROM_BYTES = 10_000_000;
/** The most such layers of an image: they stand above what apt changes and are fetched with it. */
export const MOST_FREQUENT_LAYERS = 8;

type LayerCatalog = Pick<Catalog, "overlapWinners" | "layerOrder" | "releasedOften" | "noBytecode">;

/** The layers of one wheel: itself, and its bytecode where it is for several Pythons. */
interface OwnLayers {
  readonly wheel: LayerSpec;
  readonly bytecode?: LayerSpec;
}

/** Whether a wheel is of those that get no bytecode. */
const isExcepted = ({ noBytecode }: LayerCatalog): ((wheel: LockedWheel) => boolean) => {
  const patterns = noBytecode.wheels.map(namePattern);
  return ({ name }) => patterns.some((pattern) => pattern.test(name));
};

const ownLayersOf = (
  lock: Lock,
  catalog: LayerCatalog,
  bytecode: Bytecode | undefined,
): ((wheel: LockedWheel) => OwnLayers) => {
  const excepted = isExcepted(catalog);
  return (wheel) => {
    if (pythonOfWheel(wheel) === lock.question.python)
      return { wheel: wheelLayer(wheel, lock, bytecode) };
    const plain = { wheel: wheelLayer(wheel, lock) };
    return bytecode === undefined || excepted(wheel)
      ? plain
      : { ...plain, bytecode: bytecodeLayer(wheel, lock, bytecode) };
  };
};

const layersOf = (own: OwnLayers): LayerSpec[] =>
  own.bytecode === undefined ? [own.wheel] : [own.wheel, own.bytecode];

/**
 * The small wheels that are released most often, from the bottom up: larger ones lower, since all
 * above a layer may be fetched with it. None where the small wheels together are soon fetched.
 */
const frequentWheels = (
  wheels: readonly LockedWheel[],
  { releasedOften }: LayerCatalog,
): LockedWheel[] => {
  const small = wheels.filter(({ download }) => download < WHEEL_LAYER_BYTES);
  if (small.reduce((sum, { download }) => sum + download, 0) < FREQUENT_FROM_BYTES) return [];
  const releases = ({ name }: LockedWheel): number => releasedOften[name] ?? 0;
  return small
    .filter((wheel) => releases(wheel) > 0)
    .sort((a, b) => releases(b) - releases(a) || byWheelName(a, b))
    .slice(0, MOST_FREQUENT_LAYERS)
    .sort((a, b) => b.download - a.download || byWheelName(a, b));
};

/** The largest of these wheels, which have layers of their own: at most `most` layers together. */
const largest = (
  wheels: readonly LockedWheel[],
  most: number,
  ownOf: (wheel: LockedWheel) => OwnLayers,
): Set<LockedWheel> => {
  let left = most;
  return new Set(
    wheels
      .filter((wheel) => wheel.download >= WHEEL_LAYER_BYTES)
      .sort((a, b) => b.download - a.download || byWheelName(a, b))
      .filter((wheel) => {
        left -= layersOf(ownOf(wheel)).length;
        return left >= 0;
      }),
  );
};

/** The layers of a lock, each group from the bottom up. */
export interface LockLayers {
  readonly wheels: readonly LayerSpec[];
  /** Of small wheels that are released often, with their bytecode inside. */
  readonly frequent: readonly LayerSpec[];
}

/**
 * The layers of a lock. A wheel that wins an overlap is a layer of its own whatever its size, and
 * so are a few small ones that are released often; beyond MOST_WHEEL_LAYERS the smallest of the
 * others go to the rest.
 */
export const lockLayers = (
  lock: Lock,
  catalog: LayerCatalog,
  request: Pick<Request, "bytecode">,
): LockLayers => {
  const bytecode = request.bytecode
    ? { except: notCompiledIn(catalog.noBytecode.folders) }
    : undefined;
  const ownOf = ownLayersOf(lock, catalog, bytecode);
  const winnerWheels = overlapWinnerWheels(lock, catalog.overlapWinners);
  const winners = winnerWheels.flatMap((wheel) => layersOf(ownOf(wheel)));
  const others = lock.wheels.filter((wheel) => !winnerWheels.includes(wheel));
  const often = frequentWheels(others, catalog);
  const own = largest(others, MOST_WHEEL_LAYERS - winners.length - often.length, ownOf);
  const ranked = [...own].sort(byLayerRank(catalog.layerOrder)).map(ownOf);
  const excepted = isExcepted(catalog);
  const small = others
    .filter((wheel) => !own.has(wheel) && !often.includes(wheel))
    .sort(byWheelName);
  const wheels = inWheelOrder({
    byRank: ranked.map(({ wheel }) => wheel),
    bytecode: ranked.flatMap((one) => one.bytecode ?? []),
    // One small wheel alone is the same layer whatever its size, so it has the same name.
    rest:
      small.length > 1
        ? [restLayer(small, lock, bytecode)]
        : small.flatMap((wheel) => layersOf(ownOf(wheel))),
    winners,
  });
  const frequent = often.map((wheel) =>
    wheelLayer(wheel, lock, excepted(wheel) ? undefined : bytecode),
  );
  return { wheels, frequent };
};
