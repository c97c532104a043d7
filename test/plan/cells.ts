import * as fc from "fast-check";
import type { Plan, PlannedCell, PlannedLayer } from "../../src/plan/plan.ts";

export const GB = 1_000_000_000;

export const plannedCell = (over: Partial<PlannedCell> = {}): PlannedCell => ({
  cell: "base-cuda12.8.1-ubuntu24.04-py3.12",
  set: "base",
  cuda: "12.8.1",
  ubuntu: "24.04",
  python: "3.12",
  flavor: "base",
  platform: "linux/amd64",
  verdict: "accepted",
  reasons: [],
  tags: [],
  state: "missing",
  ...over,
});

export const plannedLayer = (over: Partial<PlannedLayer> = {}): PlannedLayer => ({
  layer: "wheel-1",
  kind: "wheel",
  title: "torch 2.10.0",
  download: GB,
  state: "missing",
  cells: [],
  ...over,
});

export const planOf = (cells: readonly PlannedCell[], layers: readonly PlannedLayer[]): Plan => ({
  format: 1,
  id: "0123456789abcdef",
  to: "registry.example/team/images",
  store: "registry.example/team/images-layers",
  cells,
  layers,
  totals: {
    cells: cells.length,
    accepted: cells.filter((cell) => cell.verdict === "accepted").length,
    rejected: 0,
    unknown: 0,
    download: 0,
    missing: 0,
  },
});

/**
 * A matrix of `count` cells that share layers as real ones do: a system layer a base, a few dozen
 * wheels, a rest layer a lock.
 */
export const largePlan = (count: number): Plan => {
  const cells: PlannedCell[] = [];
  const layers = new Map<string, PlannedLayer & { cells: string[] }>();
  const use = (layer: string, kind: string, download: number, cell: string): void => {
    const known = layers.get(layer);
    if (known === undefined)
      layers.set(layer, {
        ...plannedLayer({ layer, kind, download, title: layer }),
        cells: [cell],
      });
    else known.cells.push(cell);
  };
  for (let index = 0; index < count; index += 1) {
    const [cuda, ubuntu, python, flavor] = [
      `12.${index % 40}.0`,
      `2${Math.floor(index / 40) % 5}.04`,
      `3.${8 + (Math.floor(index / 200) % 10)}`,
      ["base", "runtime", "devel", "cudnn-devel", "cudnn-runtime"][Math.floor(index / 2000) % 5]!,
    ];
    const cell = `set${Math.floor(index / 10_000)}-cuda${cuda}-ubuntu${ubuntu}-py${python}-${flavor}`;
    cells.push(plannedCell({ cell, cuda, ubuntu, python, flavor }));
    use(`system-${cuda}-${ubuntu}-${python}-${flavor}`.padEnd(71, "0"), "system", 0, cell);
    use(`rest-${cuda}-${python}`.padEnd(69, "0"), "rest", 40_000_000, cell);
    for (let wheel = 0; wheel < 12; wheel += 1)
      use(
        `wheel-${cuda}-${wheel % 3 === 0 ? python : "py3"}-${wheel}`.padEnd(70, "0"),
        "wheel",
        20_000_000 + wheel * 70_000_000,
        cell,
      );
  }
  return planOf(cells, [...layers.values()]);
};

export const layersArbitrary = fc
  .array(
    fc.record({
      kind: fc.constantFrom("wheel", "rest", "python", "system", "files"),
      download: fc.oneof(
        fc.integer({ min: 0, max: 50_000_000 }),
        fc.integer({ min: 0, max: 4 * GB }),
      ),
      state: fc.constantFrom("missing", "missing", "missing", "stored", "unknown" as const),
      flavor: fc.constantFrom("base", "runtime", "devel", "cudnn-devel"),
    }),
    { maxLength: 400 },
  )
  .map((list) => {
    const cells = ["base", "runtime", "devel", "cudnn-devel"].map((flavor) =>
      plannedCell({ cell: `c-${flavor}`, flavor }),
    );
    const layers = list.map(({ kind, download, state, flavor }, index) =>
      plannedLayer({
        layer: `${kind}-${index.toString(16).padStart(64, "0")}`,
        kind,
        state: state,
        download: kind === "system" ? 0 : download,
        cells: [`c-${flavor}`],
      }),
    );
    return planOf(cells, layers);
  });
