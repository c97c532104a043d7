import type { Cell } from "../matrix/cell.ts";

/** An axis with its price and the position of each of its values in order. */
export interface RankedAxis {
  readonly axis: "flavor" | "python" | "ubuntu" | "cuda" | "set";
  readonly price: number;
  readonly ranks: ReadonlyMap<string, number>;
}

/** Every choice of axes as bits, those that change fewest axes first, then the cheapest. */
const choicesOf = (axes: readonly RankedAxis[]): number[] => {
  const cost = (choice: number): number =>
    axes.reduce((sum, { price }, at) => sum + ((choice >> at) & 1) * (1000 + price), 0);
  return Array.from({ length: 2 ** axes.length }, (_, choice) => choice)
    .slice(1)
    .sort((a, b) => cost(a) - cost(b));
};

/**
 * Ranks of an axis in the order of their distance from one; of two equally far, the newer one is
 * nearer.
 */
const outward = (count: number): number[][] => {
  const away = (from: number, to: number): number => 2 * Math.abs(from - to) + (to < from ? 1 : 0);
  const all = Array.from({ length: count }, (_, rank) => rank);
  return all.map((from) =>
    all.filter((to) => to !== from).sort((a, b) => away(from, a) - away(from, b)),
  );
};

/**
 * Numbers for cells: each axis has a stride, so that leaving an axis out is leaving out its part of
 * the sum.
 */
interface Numbering {
  readonly strides: readonly number[];
  /** The part of each axis; the place of an axis that is left out is 0, so ranks begin at 1. */
  readonly partsOf: (cell: Cell) => number[];
}

const numberingOf = (axes: readonly RankedAxis[]): Numbering => {
  const strides: number[] = [];
  let size = 1;
  for (const { ranks } of axes) {
    strides.push(size);
    size *= ranks.size + 1;
  }
  const partsOf = (cell: Cell): number[] =>
    axes.map(({ axis, ranks }, at) => ((ranks.get(cell[axis]) ?? -1) + 1) * (strides[at] ?? 0));
  return { strides, partsOf };
};

/** The first cell of each number, for every choice of axes that are left out. */
const indexOf = (cells: readonly Cell[], { strides, partsOf }: Numbering): Map<number, Cell> => {
  const index = new Map<number, Cell>();
  for (const cell of cells) {
    const parts = partsOf(cell);
    for (let choice = 0; choice < 2 ** strides.length; choice += 1) {
      let key = 0;
      for (let at = 0; at < parts.length; at += 1)
        if (((choice >> at) & 1) === 0) key += parts[at] ?? 0;
      if (!index.has(key)) index.set(key, cell);
    }
  }
  return index;
};

/**
 * Finds for a cell the one of `cells` that changes the fewest axes, then the cheapest, then the
 * least on the dearest axis. Each choice of axes has its own index of the cells without them, so
 * the cost does not grow with the number of cells. `axes` are sorted by price.
 */
export const nearestAmong = (
  cells: readonly Cell[],
  axes: readonly RankedAxis[],
): ((cell: Cell) => Cell | undefined) => {
  const numbering = numberingOf(axes);
  const index = indexOf(cells, numbering);
  const choices = choicesOf(axes);
  const orders = axes.map(({ ranks }) => outward(ranks.size));
  return (cell) => {
    const parts = numbering.partsOf(cell);
    const whole = parts.reduce((sum, part) => sum + part, 0);
    const without = (choice: number): number =>
      whole - parts.reduce((sum, part, at) => sum + ((choice >> at) & 1) * part, 0);
    const chosen = choices.find((choice) => index.has(without(choice)));
    if (chosen === undefined) return undefined;
    let key = without(chosen);
    for (let at = axes.length - 1; at >= 0; at -= 1) {
      if (((chosen >> at) & 1) === 0) continue;
      const stride = numbering.strides[at] ?? 0;
      const order = orders[at]?.[(parts[at] ?? 0) / stride - 1] ?? [];
      key += ((order.find((rank) => index.has(key + (rank + 1) * stride)) ?? -1) + 1) * stride;
    }
    return index.get(key);
  };
};
