import type { Catalog, CudaRelease } from "../catalog/facts.ts";
import { compareVersions } from "../catalog/versions.ts";
import type { Cell } from "./cell.ts";
import { releaseOf } from "./expand.ts";
import type { Reason } from "./reason.ts";

/** The base image of a cell. */
export interface Base {
  /** Full reference without digest, e.g. `docker.io/nvidia/cuda:12.8.1-base-ubuntu24.04`. */
  readonly tag: string;
  /** Digest of the index that the tag names; absent when only the catalog's copy of the tag list was asked. */
  readonly digest?: string;
  /** Digest of this platform's manifest; what keys use. */
  readonly platformDigest?: string;
  /** ISO date of the list that names the tag: today for the registry's own list, older for the catalog's copy. */
  readonly asOf: string;
}

/** The tags of a base's repository as its registry listed them. */
export interface TagList {
  readonly tags: ReadonlySet<string>;
  /** ISO date on which the list was read. */
  readonly asOf: string;
}

export type BaseJudgement =
  | { readonly kind: "there"; readonly base: Base }
  | { readonly kind: "absent"; readonly reason: Reason }
  | { readonly kind: "unknown"; readonly reason: Reason };

/** The catalog's copy of the tag list counts for so long. */
export const COPY_DAYS = 30;

const DAY = 86_400_000;

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY);

/** Images made on this machine have no registry's list that could be old. */
export const isLocal = (repository: string): boolean => repository.startsWith("localhost/");

const tagOf = (cell: Cell, catalog: Catalog): string =>
  `${cell.cuda}-${cell.flavor}-${catalog.ubuntu.find((release) => release.name === cell.ubuntu)?.tag ?? cell.ubuntu}`;

const place = (cell: Cell): string =>
  cell.ubuntu === "stand-in" ? "the stand-in" : `Ubuntu ${cell.ubuntu}`;

/** What there is instead: another CUDA for the same Ubuntu, or another Ubuntu for the same CUDA. */
const instead = (
  cell: Cell,
  release: CudaRelease | undefined,
  catalog: Catalog,
): string | undefined => {
  const flavors = release?.images[cell.ubuntu];
  if (flavors !== undefined && flavors.length > 0) return `matrix: { flavor: ["${flavors[0]}"] }`;
  const ubuntus = Object.entries(release?.images ?? {})
    .filter(([, listed]) => listed.includes(cell.flavor))
    .map(([name]) => name)
    .sort(compareVersions);
  if (ubuntus.length > 0) return `matrix: { ubuntu: ["${ubuntus.at(-1)}"] }`;
  const other = catalog.cuda.find(
    (candidate) =>
      candidate.images[cell.ubuntu]?.includes(cell.flavor) &&
      compareVersions(candidate.version, cell.cuda) > 0,
  );
  return other === undefined ? undefined : `matrix: { cuda: ["${other.version}"] }`;
};

const absent = (
  cell: Cell,
  release: CudaRelease | undefined,
  catalog: Catalog,
  source: string,
): BaseJudgement => {
  const hasOther = (release?.images[cell.ubuntu]?.length ?? 0) > 0;
  const hint = instead(cell, release, catalog);
  return {
    kind: "absent",
    reason: {
      code: "no-base-image",
      message: `NVIDIA has published no ${hasOther || cell.flavor !== "base" ? `${cell.flavor} ` : ""}image of CUDA ${cell.cuda} for ${place(cell)}.`,
      source,
      ...(hint === undefined ? {} : { hint }),
    },
  };
};

/**
 * Whether the cell's base exists: by the registry's own list, else by the catalog's dated copy, which says its date and
 * is worth nothing (unknown) after 30 days. The stand-in is made here and needs no list.
 */
export const judgeBase = (
  cell: Cell,
  catalog: Catalog,
  list: TagList | undefined,
  today: string,
): BaseJudgement => {
  const release = releaseOf(catalog, cell.cuda, cell.ubuntu);
  const repository = release?.repository ?? "docker.io/nvidia/cuda";
  const tag = tagOf(cell, catalog);
  const listed = release?.images[cell.ubuntu]?.includes(cell.flavor) ?? false;
  if (list !== undefined && !isLocal(repository)) {
    if (list.tags.has(tag))
      return { kind: "there", base: { tag: `${repository}:${tag}`, asOf: list.asOf } };
    return absent(cell, release, catalog, `tags of ${repository}, read ${list.asOf}`);
  }
  const source = `${release?.source ?? "matrix/cuda.yml"} (copy of ${catalog.asOf})`;
  if (isLocal(repository))
    return listed
      ? { kind: "there", base: { tag: `${repository}:${tag}`, asOf: today } }
      : absent(cell, release, catalog, source);
  if (daysBetween(catalog.asOf, today) > COPY_DAYS) {
    return {
      kind: "unknown",
      reason: {
        code: "base-list-too-old",
        message: `The registry's tags could not be read, and the catalog's copy of ${catalog.asOf} is older than ${COPY_DAYS} days.`,
        source: `tags of ${repository}`,
        hint: "mirrors: { docker.io: mirror.example }, or: dl-env catalog update",
      },
    };
  }
  return listed
    ? { kind: "there", base: { tag: `${repository}:${tag}`, asOf: catalog.asOf } }
    : absent(cell, release, catalog, source);
};
