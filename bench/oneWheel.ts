// What a host pulls when one wheel of `torch` has a new release, computed without building
// anything: `node bench/oneWheel.ts`. The cells are planned and the index is asked when each
// release of each package came; wheels that change often count more. An engine with a store of
// layers fetches the layers that it lacks (podman, Docker with containerd); Docker's classic
// store fetches all above the first new layer too. A small wheel is in the rest layer of its
// lock, which is new as a whole.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LayerSpec } from "../src/image/recipe.ts";
import { planCells } from "../src/pipeline.ts";
import { indexesWithoutSecret } from "../src/resolve/indexAccess.ts";
import { uvOnce } from "../src/resolve/uv.ts";
import { openSession } from "../src/session.ts";
import { realSystem } from "../src/system/realSystem.ts";

/** Pulled bytes over those of the wheel's own layer. */
const ALLOWED = 1.5;
const YEAR = 365 * 86_400_000;

const REQUEST = `to: oci:./images
matrix: { cuda: ["12.6", "12.8", "13.0"], ubuntu: ["24.04"], python: ["3.11", "3.12", "3.13"], set: [torch] }
`;

/** Base and system layer of a stand-in, bytes: `node bench/size.ts` and `bench/comfort.ts`. */
const BASE = { slim: 82_400_000, comfort: 212_000_000 } as const;
/** Bytecode layer of a wheel for several Pythons over its wheel, of the largest: 0.6 to 7 %. */
const BYTECODE = 0.02;

interface Part {
  readonly key: string;
  readonly kind: LayerSpec["kind"];
  readonly size: number;
  /** Names and bytes of its wheels. */
  readonly wheels: readonly {
    readonly name: string;
    readonly file: string;
    readonly bytes: number;
  }[];
}

/** What one new release costs. */
interface Change {
  readonly name: string;
  /** Releases in a year. */
  readonly weight: number;
  /** Of the wheel's file. */
  readonly wheel: number;
  /** Of the layers that hold it and its bytecode. */
  readonly layers: number;
  /** Of these and all above the lowest of them. */
  readonly above: number;
  /** False in a rest layer. */
  readonly isAlone: boolean;
}

const partOf = (layer: LayerSpec, base: number): Part => {
  const wheels = ("wheels" in layer ? layer.wheels : []).map(({ name, file, download }) => ({
    name,
    file,
    bytes: download,
  }));
  const size = { system: base, bytecode: layer.download * BYTECODE }[layer.kind as string];
  return { key: layer.key, kind: layer.kind, size: size ?? layer.download, wheels };
};

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

const changesOf = (
  layers: readonly LayerSpec[],
  {
    rates,
    base,
    isRestOnTop,
  }: {
    readonly rates: ReadonlyMap<string, number>;
    readonly base: number;
    readonly isRestOnTop: boolean;
  },
): Change[] => {
  const made = layers.map((layer) => partOf(layer, base));
  const isRest = ({ kind }: Part): boolean => kind === "rest";
  const parts = isRestOnTop
    ? [...made.filter((part) => !isRest(part)), ...made.filter(isRest)]
    : made;
  return parts.flatMap(({ kind, wheels }) =>
    kind !== "wheel" && kind !== "rest"
      ? []
      : wheels.map(({ name, file, bytes }) => {
          const holds = (part: Part): boolean => part.wheels.some((one) => one.file === file);
          return {
            name,
            weight: rates.get(name) ?? 0,
            wheel: bytes,
            layers: sum(parts.filter(holds).map(({ size }) => size)),
            above: sum(parts.slice(parts.findIndex(holds)).map(({ size }) => size)),
            isAlone: kind === "wheel",
          };
        }),
  );
};

const weightOf = (changes: readonly Change[]): number => sum(changes.map(({ weight }) => weight));

const mega = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

/** The value that half of the weight is at or below. */
const median = (changes: readonly Change[], of: (change: Change) => number): number => {
  const half = weightOf(changes) / 2;
  let passed = 0;
  for (const change of changes.toSorted((a, b) => of(a) - of(b)))
    if ((passed += change.weight) >= half) return of(change);
  return Number.NaN;
};

interface IndexPage {
  readonly files: readonly { readonly filename: string; readonly "upload-time"?: string }[];
}

/** Final releases with wheels that an index had in the last year. */
const releasesInAYear = async (index: string, name: string): Promise<number> => {
  const accept = "application/vnd.pypi.simple.v1+json";
  const response = await fetch(`${index.replace(/\/+$/, "")}/${name}/`, { headers: { accept } });
  if (!response.ok) throw new Error(`the index answered ${response.status} for ${name}`);
  const first = new Map<string, number>();
  for (const file of ((await response.json()) as IndexPage).files) {
    const version = /^[^-]+-([^-]+)-.+\.whl$/.exec(file.filename)?.[1];
    const time = Date.parse(file["upload-time"] ?? "");
    if (version === undefined || /\d(a|b|rc|\.?dev)\d/.test(version) || Number.isNaN(time))
      continue;
    first.set(version, Math.min(time, first.get(version) ?? Infinity));
  }
  return [...first.values()].filter((time) => Date.now() - time < YEAR).length;
};

const work = await mkdtemp(join(tmpdir(), "dl-env-bench-"));
try {
  const sys = realSystem();
  const file = join(work, "dl-env.yml");
  await writeFile(file, REQUEST);
  const session = await openSession(sys, { file, standIn: true });
  const { recipes, drafts } = await planCells(session);
  const cells = [...recipes, ...drafts].map(([, { layers }]) => layers);
  const uv = await uvOnce(sys, session.catalog.hostUv);
  const index = (await indexesWithoutSecret(sys, { uv, work }))([]).at(-1);
  if (index === undefined) throw new Error("no index that may be asked without a secret");
  const names = new Set(
    cells
      .flat()
      .flatMap((layer) => ("wheels" in layer ? layer.wheels.map(({ name }) => name) : [])),
  );
  const rates = new Map<string, number>();
  for (const name of names) rates.set(name, await releasesInAYear(index, name));
  console.log(
    `torch, ${cells.length} cells, ${names.size} packages, ${sum([...rates.values()])} releases in a year`,
  );
  const changes = (base: number, isRestOnTop = false): Change[] =>
    cells.flatMap((layers) => changesOf(layers, { rates, base, isRestOnTop }));
  const [own, small] = [true, false].map((isOwn) =>
    changes(BASE.comfort).filter(({ isAlone }) => isAlone === isOwn),
  ) as [Change[], Change[]];
  const share = (of: readonly Change[]): string =>
    `${((100 * weightOf(of)) / weightOf([...own, ...small])).toFixed(0)} % of releases`;
  const pulled = median(own, ({ wheel, layers }) => layers / wheel);
  console.log("podman, Docker with containerd, pulled over the wheel's bytes, median by releases:");
  console.log(
    `  wheels with layers of their own (${share(own)}): ${pulled.toFixed(2)} (at most ${ALLOWED})`,
  );
  console.log(
    `  small wheels (${share(small)}): ${median(small, ({ wheel, layers }) => layers / wheel).toFixed(0)}, their rest layer of ${mega(median(small, ({ layers }) => layers))}`,
  );
  console.log(
    "Docker, classic store, pulled over the bytes of the wheel's layers, median by releases:",
  );
  for (const [name, base] of Object.entries(BASE)) {
    const of = (isRestOnTop: boolean): string =>
      median(changes(base, isRestOnTop), ({ layers, above }) => above / layers).toFixed(1);
    console.log(
      `  base and system layer of ${mega(base)} (${name}): ${of(false)}; with the rest above them ${of(true)}`,
    );
  }
  if (!(pulled <= ALLOWED)) process.exitCode = 1;
} finally {
  await rm(work, { recursive: true, force: true });
}
