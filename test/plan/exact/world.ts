import { createHash } from "node:crypto";
import type { Catalog } from "../../../src/catalog/facts.ts";
import { loadCatalog } from "../../../src/catalog/load.ts";
import type { ImageFile } from "../../../src/image/recipe.ts";
import { readImageSources, type ImageSources } from "../../../src/image/imageFiles.ts";
import type { Cell } from "../../../src/matrix/cell.ts";
import { decodeRequest } from "../../../src/matrix/decodeRequest.ts";
import { expandCells } from "../../../src/matrix/expand.ts";
import type { Request } from "../../../src/matrix/request.ts";
import { openScreen } from "../../../src/matrix/screen.ts";
import { aptLockByDate } from "../../../src/plan/chooseAptLocks.ts";
import { wantedAptPackages } from "../../../src/plan/wantedAptPackages.ts";
import type { AptLock, Lock, LockedWheel } from "../../../src/resolve/lock.ts";
import { makeLock, questionKey } from "../../../src/resolve/lockKey.ts";
import { realSystem } from "../../../src/system/realSystem.ts";
import type { JudgedCell } from "../../../src/verdict/verdict.ts";

/** Everything that an image can follow from, as values that edits replace. */
export interface World {
  readonly catalog: Catalog;
  readonly request: Request;
  readonly sources: ImageSources;
  /** Accepted cells with the question that each asks. */
  readonly cells: readonly { readonly cell: Cell; readonly asks: string }[];
  /** By the key of their question. */
  readonly locks: ReadonlyMap<string, Lock>;
  /** By Ubuntu release. */
  readonly apt: ReadonlyMap<string, AptLock>;
  /** Tag of a base -> digests of its index and of its manifest for this platform. */
  readonly bases: ReadonlyMap<string, { readonly index: string; readonly platform: string }>;
}

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

const digest = (text: string): string => `sha256:${sha256(text)}`;

const TEXT = `
to: oci:x
matrix:
  cuda: ["12.4", "12.6", "12.8", "12.9", "13.0"]
  ubuntu: ["22.04", "24.04"]
  python: [ubuntu, "3.11", "3.13"]
  flavor: [base, devel]
  set: [SETS]
sets:
  SPELLED
smoke: { require: cpu }
`;

const SETS: readonly string[] = [
  "numpy",
  "torch",
  "torch, torchvision",
  "cupy",
  "cupy, numpy, scipy",
  "pandas, polars",
  "scikit-learn, matplotlib",
  "xgboost",
  "torch, cupy, jupyterlab",
  "scipy, tqdm, seaborn",
  "torch, scikit-learn, pandas, matplotlib",
  "scikit-image",
  "jupyterlab, numpy, pandas",
  "polars, tqdm",
  "torch, torchaudio",
  "cupy, xgboost, scikit-learn",
  "matplotlib, seaborn",
  "numpy, scipy, pandas, scikit-learn",
  "torch, xgboost, jupyterlab",
  "tqdm, jupyterlab",
  "scipy",
  "pandas",
];

const requestOf = (catalog: Catalog): Request =>
  decodeRequest(
    TEXT.replace("SETS", SETS.map((_, at) => `s${at}`).join(", ")).replace(
      "SPELLED",
      SETS.map((libraries, at) => `s${at}: [${libraries}]`).join("\n  "),
    ),
    "dl-env.yml",
    { catalog },
  );

/** Wheels of each size, some of which say which CUDA they bring. */
const wheelsOf = (requirements: readonly string[]): LockedWheel[] => {
  const names = [
    ...new Set([
      ...requirements.map((one) => /^[a-z0-9-]+/.exec(one)?.[0] ?? one),
      "nvidia-cuda-runtime-cu12",
      "packaging",
      "uv",
    ]),
  ];
  return names.map((name) => ({
    name,
    version: "9.0",
    file: `${name.replaceAll("-", "_")}-9.0-py3-none-any.whl`,
    sha256: sha256(name),
    download: name.length % 2 === 0 ? 9_000_000 : 3_400_000,
  }));
};

const CREATED = "2026-11-21T00:00:00.000Z";

/** The cells of a request that can be, with the question of each and the lock of each question. */
export const cellsAndLocks = (
  catalog: Catalog,
  request: Request,
): Pick<World, "cells" | "locks"> => {
  const screen = openScreen({ request, catalog, today: "2026-11-21", lists: new Map() });
  const locks = new Map<string, Lock>();
  const cells = expandCells(request, catalog).flatMap((cell) => {
    const { question } = screen(cell);
    if (question === undefined) return [];
    const asks = questionKey(question);
    if (!locks.has(asks))
      locks.set(
        asks,
        makeLock(question, wheelsOf(question.requirements), { created: CREATED, uv: "0.9.0" }),
      );
    return [{ cell, asks }];
  });
  return { cells, locks };
};

export const baseTag = ({ cuda, flavor, ubuntu }: Cell): string =>
  `docker.io/nvidia/cuda:${cuda}-${flavor}-ubuntu${ubuntu}`;

/** The cells as they are judged before recipes are made. */
export const judgedCells = ({ cells, locks, bases }: World): JudgedCell[] =>
  cells.map(({ cell, asks }) => {
    const tag = baseTag(cell);
    const { index, platform } = bases.get(tag) ?? { index: "", platform: "" };
    return {
      cell,
      verdict: {
        kind: "accepted",
        base: { tag, digest: index, platformDigest: platform, source: "x", asOf: "2026-11-21" },
        lock: locks.get(asks)?.key ?? "",
      },
    };
  });

/** What dl-env.yml and the catalog ask of apt, as of a date. */
export const aptOf = (world: Omit<World, "apt">, now: number): ReadonlyMap<string, AptLock> => {
  const { catalog, request } = world;
  const facts = {
    sys: { clock: { now: () => now, sleep: async () => undefined } },
    catalog,
    request,
  };
  const wanted = wantedAptPackages(facts, judgedCells({ ...world, apt: new Map() }));
  return new Map(
    [...wanted.values()].map((one) => [one.release, aptLockByDate(facts, one)] as const),
  );
};

/** A world of at least a thousand cells: the catalog and the image files of this project. */
export const openWorld = async (count: number): Promise<World> => {
  const sys = realSystem();
  const catalog = await loadCatalog(sys);
  const request = requestOf(catalog);
  const { cells: all, locks } = cellsAndLocks(catalog, request);
  const cells = all.slice(0, count);
  if (cells.length < count) throw new Error(`the world has ${cells.length} cells only`);
  const tags = new Set(cells.map(({ cell }) => baseTag(cell)));
  const bases = new Map(
    [...tags].map(
      (tag) => [tag, { index: digest(`${tag} index`), platform: digest(tag) }] as const,
    ),
  );
  const read = await readImageSources(sys, catalog.libraries);
  const sources: ImageSources = { ...read, rootfs: read.rootfs.map(small) };
  const world = { catalog, request, sources, cells, locks, bases };
  return { ...world, apt: aptOf(world, Date.parse(CREATED)) };
};

/** Ten thousand edits hash every file's text: the first of it does. */
const small = (file: ImageFile): ImageFile => ({ ...file, content: file.content.slice(0, 200) });
