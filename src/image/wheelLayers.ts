import type { Catalog } from "../catalog/facts.ts";
import type { Lock, LockedWheel } from "../resolve/lock.ts";
import { byLayerRank, byWheelName, inWheelOrder, overlapWinnerWheels } from "./layerOrder.ts";
import { restLayer, wheelLayer } from "./layerSpecs.ts";
import type { LayerSpec } from "./recipe.ts";

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

/** The largest of these wheels, which have a layer each, where at most `most` may have one. */
const largest = (wheels: readonly LockedWheel[], most: number): LockedWheel[] =>
  wheels
    .filter((wheel) => wheel.download >= WHEEL_LAYER_BYTES)
    .sort((a, b) => b.download - a.download || byWheelName(a, b))
    .slice(0, Math.max(0, most));

/**
 * The layers of a lock, from the bottom up. A wheel that wins an overlap is a layer of its own
 * whatever its size; beyond MOST_WHEEL_LAYERS the smallest of the others go to the rest.
 */
export const lockLayers = (
  lock: Lock,
  { overlapWinners, layerOrder }: Pick<Catalog, "overlapWinners" | "layerOrder">,
  layerOf: (wheel: LockedWheel, lock: Lock) => LayerSpec = wheelLayer,
): LayerSpec[] => {
  const winners = overlapWinnerWheels(lock, overlapWinners);
  const others = lock.wheels.filter((wheel) => !winners.includes(wheel));
  const own = new Set(largest(others, MOST_WHEEL_LAYERS - winners.length));
  const small = others.filter((wheel) => !own.has(wheel)).sort(byWheelName);
  const layersOf = (wheels: readonly LockedWheel[]): LayerSpec[] =>
    wheels.map((wheel) => layerOf(wheel, lock));
  return inWheelOrder({
    byRank: layersOf([...own].sort(byLayerRank(layerOrder))),
    // One small wheel alone is the same layer whatever its size, so it has the same name.
    rest: small.length > 1 ? [restLayer(small, lock)] : layersOf(small),
    winners: layersOf(winners),
  });
};
