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

type LayerCatalog = Pick<Catalog, "overlapWinners" | "layerOrder" | "noBytecode">;

/** The layers of one wheel: itself, and its bytecode where it is for several Pythons. */
interface OwnLayers {
  readonly wheel: LayerSpec;
  readonly bytecode?: LayerSpec;
}

const ownLayersOf = (
  lock: Lock,
  { noBytecode }: LayerCatalog,
  bytecode: Bytecode | undefined,
): ((wheel: LockedWheel) => OwnLayers) => {
  const excepted = noBytecode.wheels.map(namePattern);
  return (wheel) => {
    if (pythonOfWheel(wheel) === lock.question.python)
      return { wheel: wheelLayer(wheel, lock, bytecode) };
    const plain = { wheel: wheelLayer(wheel, lock) };
    return bytecode === undefined || excepted.some((pattern) => pattern.test(wheel.name))
      ? plain
      : { ...plain, bytecode: bytecodeLayer(wheel, lock, bytecode) };
  };
};

const layersOf = (own: OwnLayers): LayerSpec[] =>
  own.bytecode === undefined ? [own.wheel] : [own.wheel, own.bytecode];

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

/**
 * The layers of a lock, from the bottom up. A wheel that wins an overlap is a layer of its own
 * whatever its size; beyond MOST_WHEEL_LAYERS the smallest of the others go to the rest.
 */
export const lockLayers = (
  lock: Lock,
  catalog: LayerCatalog,
  request: Pick<Request, "bytecode">,
): LayerSpec[] => {
  const bytecode = request.bytecode
    ? { except: notCompiledIn(catalog.noBytecode.folders) }
    : undefined;
  const ownOf = ownLayersOf(lock, catalog, bytecode);
  const winnerWheels = overlapWinnerWheels(lock, catalog.overlapWinners);
  const winners = winnerWheels.flatMap((wheel) => layersOf(ownOf(wheel)));
  const others = lock.wheels.filter((wheel) => !winnerWheels.includes(wheel));
  const own = largest(others, MOST_WHEEL_LAYERS - winners.length, ownOf);
  const ranked = [...own].sort(byLayerRank(catalog.layerOrder)).map(ownOf);
  const small = others.filter((wheel) => !own.has(wheel)).sort(byWheelName);
  return inWheelOrder({
    byRank: ranked.map(({ wheel }) => wheel),
    bytecode: ranked.flatMap((one) => one.bytecode ?? []),
    // One small wheel alone is the same layer whatever its size, so it has the same name.
    rest:
      small.length > 1
        ? [restLayer(small, lock, bytecode)]
        : small.flatMap((wheel) => layersOf(ownOf(wheel))),
    winners,
  });
};
