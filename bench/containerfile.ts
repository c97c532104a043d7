import { cellContainerfile } from "../src/image/generate.ts";
import { readImageSources } from "../src/image/imageFiles.ts";
import { recipeMaker, type RecipeInput } from "../src/image/imageRecipe.ts";
import { loadCatalog } from "../src/catalog/load.ts";
import type { Cell } from "../src/matrix/cell.ts";
import type { AptLock, LockedApt, Lock, LockedWheel } from "../src/resolve/lock.ts";
import { realSystem } from "../src/system/realSystem.ts";

export interface ContainerfileFigures {
  readonly cells: number;
  readonly keyedMs: number;
  readonly files: number;
  readonly bytes: number;
  readonly renderedMs: number;
  readonly megabytesPerSecond: number;
}

const hex = (seed: number): string => seed.toString(16).padStart(64, "0");

const lockOf = (seed: number, python: string): Lock => ({
  format: 1,
  key: hex(seed),
  question: {
    requirements: ["torch"],
    constraints: [],
    python,
    platform: "x86_64-manylinux_2_35",
    indexes: [],
  },
  created: "2026-11-21T00:00:00Z",
  uv: "0.13.8",
  wheels: Array.from({ length: 170 }, (_, index): LockedWheel => ({
    name: `package-${index}`,
    version: "1.2.3",
    file: `package_${index}-1.2.3-py3-none-any.whl`,
    sha256: hex(seedOf(index, seed, python)),
    download: index < 130 ? 100_000 : 50_000_000,
  })),
});

/**
 * A wheel that most locks share, one that each Python has its own of, or one of this lock alone.
 */
const seedOf = (index: number, seed: number, python: string): number => {
  if (index < 110) return index;
  return index < 150 ? Number(python.slice(2)) * 1000 + index : seed * 1_000_000 + index;
};

/**
 * Cells as a large matrix has them: 8 CUDAs, 3 Ubuntus, 5 Pythons, as many sets as it takes, and
 * 200 locks (bench matrix counts 182 questions).
 */
/** What apt chose: as many packages as a real lock has. */
const APT: readonly LockedApt[] = Array.from({ length: 60 }, (_, index): LockedApt => ({
  name: `lib${100 + index}`,
  version: `1.${index}-2ubuntu3`,
  sha256: hex(index),
}));

const inputsOf = (count: number): RecipeInput[] => {
  const apt = new Map(
    ["22.04", "24.04", "26.04"].map((release): [string, AptLock] => [
      release,
      {
        release,
        asOf: "2026-11-16",
        snapshot: "20261116T000000Z",
        asked: ["git", "openssh-server", "tini", "tmux"],
        extras: [],
        packages: APT,
      },
    ]),
  );
  const locks = new Map<string, Lock>();
  return Array.from({ length: count }, (_, index): RecipeInput => {
    const [cuda, ubuntu, python, set] = [
      `12.${index % 8}.1`,
      ["22.04", "24.04", "26.04"][Math.floor(index / 8) % 3] ?? "",
      `3.${10 + (Math.floor(index / 24) % 5)}`,
      `set${Math.floor(index / 120)}`,
    ];
    const asked = `${cuda} ${python} ${Math.floor(index / 120) % 5}`;
    const lock = locks.get(asked) ?? lockOf(locks.size + 1, python);
    locks.set(asked, lock);
    const cell: Cell = {
      id: `${set}-cuda${cuda}-ubuntu${ubuntu}-py${python}`,
      set,
      libraries: ["numpy", "torch"],
      cuda,
      ubuntu,
      python,
      pythonFrom: "ubuntu",
      flavor: "base",
      platform: "linux/amd64",
    };
    return {
      cell,
      lock,
      apt: apt.get(ubuntu) as AptLock,
      base: {
        tag: `docker.io/nvidia/cuda:${cuda}-base-ubuntu${ubuntu}`,
        platformDigest: `sha256:${hex(index % 24)}`,
        asOf: "2026-11-21",
      },
    };
  });
};

/** Milliseconds of processor of this process: what other programs do meanwhile does not count. */
const processor = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Makes the recipes of `count` cells, then renders the Containerfile of each. */
export const measureContainerfiles = async (count: number): Promise<ContainerfileFigures> => {
  const sys = realSystem();
  const catalog = await loadCatalog(sys);
  const request = {
    smoke: { require: "gpu" as const },
    wheelCuda: "exact" as const,
    cudnn: "wheels" as const,
    slim: false,
    bytecode: true,
    sudo: false,
  };
  const sources = await readImageSources(sys, catalog.libraries);
  const inputs = inputsOf(count);
  const started = processor();
  const make = recipeMaker({ catalog, request, sources });
  const recipes = inputs.map((input) => make(input));
  const keyed = processor();
  let bytes = 0;
  for (const [index, recipe] of recipes.entries()) {
    const { lock, base } = inputs[index] as RecipeInput;
    bytes += cellContainerfile({ recipe, lock, base, catalog }).length;
  }
  const rendered = processor();
  return {
    cells: count,
    keyedMs: keyed - started,
    files: recipes.length,
    bytes,
    renderedMs: rendered - keyed,
    megabytesPerSecond: bytes / 1000 / (rendered - keyed),
  };
};

/** The figures as lines for a person: `npm run bench` prints them. */
export const benchContainerfile = async (): Promise<string[]> => {
  await measureContainerfiles(1000);
  const figures = await measureContainerfiles(10_000);
  return [
    `${figures.cells} recipes with their keys: ${figures.keyedMs.toFixed(0)} ms of processor`,
    `${figures.files} Containerfiles, ${(figures.bytes / 1e6).toFixed(1)} MB: ${figures.renderedMs.toFixed(0)} ms of processor, ${figures.megabytesPerSecond.toFixed(0)} MB/s (target: 200 MB/s)`,
  ];
};

if (import.meta.main) for (const line of await benchContainerfile()) console.log(line);
