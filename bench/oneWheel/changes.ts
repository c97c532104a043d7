// What a new release of each wheel of an image costs a host, by the order of the image's layers.
import type { LayerSpec } from "../../src/image/recipe.ts";

/** Base and system layer, bytes; releases of a package in a year; bytes of made layers. */
export interface Facts {
  readonly rates: ReadonlyMap<string, number>;
  readonly base: number;
  /** By title; of others the bytes of their wheels count. */
  readonly sizes: ReadonlyMap<string, number>;
}

/** A layer as far as it is pulled. */
interface Part {
  readonly kind: LayerSpec["kind"];
  readonly size: number;
  readonly files: ReadonlySet<string>;
}

/** What one new release costs. */
export interface Change {
  /** Releases in a year. */
  readonly weight: number;
  /** Bytes of the wheel's file. */
  readonly wheel: number;
  /** Bytes of the layers that hold it and its bytecode. */
  readonly layers: number;
  /** Bytes of these and of all above the lowest of them. */
  readonly above: number;
}

const wheelsOf = (layer: LayerSpec): Extract<LayerSpec, { wheels: unknown }>["wheels"] =>
  "wheels" in layer ? layer.wheels : [];

export const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

/** What a new release of each wheel of an image with these layers, from the bottom up, costs. */
export const changesOf = (
  layers: readonly LayerSpec[],
  { rates, base, sizes }: Facts,
): Change[] => {
  const parts = layers.map((layer): Part => {
    const files = new Set(wheelsOf(layer).map(({ file }) => file));
    const size = layer.kind === "system" ? base : (sizes.get(layer.title) ?? layer.download);
    return { kind: layer.kind, size, files };
  });
  const wheels = new Map(layers.flatMap(wheelsOf).map((wheel) => [wheel.file, wheel]));
  return [...wheels.values()].map(({ name, file, download }) => {
    const holds = ({ files }: Part): boolean => files.has(file);
    return {
      weight: rates.get(name) ?? 0,
      wheel: download,
      layers: sum(parts.filter(holds).map(({ size }) => size)),
      above: sum(parts.slice(parts.findIndex(holds)).map(({ size }) => size)),
    };
  });
};

/** The value that half of the releases are at or below. */
export const median = (changes: readonly Change[], of: (change: Change) => number): number => {
  const half = sum(changes.map(({ weight }) => weight)) / 2;
  let passed = 0;
  for (const change of changes.toSorted((a, b) => of(a) - of(b)))
    if ((passed += change.weight) >= half) return of(change);
  return Number.NaN;
};

/** Share of releases for which a value is at most so large. */
export const share = (
  changes: readonly Change[],
  of: (change: Change) => number,
  most: number,
): number =>
  sum(changes.filter((change) => of(change) <= most).map(({ weight }) => weight)) /
  sum(changes.map(({ weight }) => weight));

/**
 * The largest share of releases that any order of an image's layers could bring within `most` times
 * the wheel's bytes where all above a layer is fetched too: with a layer for each wheel and no
 * base, Python, bytecode or files at all. All above a wheel that is within it has at most `most`
 * less one times its bytes; the others lie below.
 */
export const bestShare = (changes: readonly Change[], most: number): number => {
  // Bytes that stand on top -> the most releases in a year of them; more bytes only for more.
  let front: readonly (readonly [number, number])[] = [[0, 0]];
  for (const { wheel, weight } of changes.toSorted((a, b) => a.wheel - b.wheel)) {
    const longer = front
      .filter(([above]) => above + wheel <= most * wheel)
      .map(([above, releases]) => [above + wheel, releases + weight] as const);
    let best = -1;
    front = [...front, ...longer]
      .sort(([a, more], [b, less]) => a - b || less - more)
      .filter(([, releases]) => {
        const isMore = releases > best;
        best = Math.max(best, releases);
        return isMore;
      });
  }
  return (front.at(-1)?.[1] ?? 0) / sum(changes.map(({ weight }) => weight));
};
