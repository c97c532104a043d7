import { daysBetween, OLD_DAYS } from "../catalog/catalogAge.ts";
import type { Catalog, CudaRelease } from "../catalog/facts.ts";
import { minorOf } from "../catalog/versions.ts";
import { baseAlternative, otherFlavors, tagOf } from "./baseAlternative.ts";
import type { Cell } from "./cell.ts";
import { listSource, type TagList } from "../catalog/tagLists.ts";
import { baseRepository, releaseOf } from "./cudaRelease.ts";
import type { Reason } from "./reason.ts";

/** The base image of a cell. */
export interface Base {
  /** Full reference without digest, e.g. `docker.io/nvidia/cuda:12.8.1-base-ubuntu24.04`. */
  readonly tag: string;
  /**
   * Digest of the index that the tag names; absent when only the catalog's copy of the tag list was
   * asked.
   */
  readonly digest?: string;
  /** Digest of this platform's manifest; what keys use. */
  readonly platformDigest?: string;
  /**
   * ISO date of the list that names the tag: today for the registry's own list, older for the
   * catalog's copy.
   */
  readonly asOf: string;
}

export type BaseJudgement =
  | { readonly kind: "there"; readonly base: Base }
  | { readonly kind: "absent"; readonly reason: Reason }
  | { readonly kind: "unknown"; readonly reason: Reason };

/** Images made on this machine have no registry's list that could be old. */
export const isLocal = (repository: string): boolean => repository.startsWith("localhost/");

interface BaseName {
  readonly repository: string;
  readonly tag: string;
}

/** The repository and the tag of the image that a cell would be based on. */
export const baseOf = (cell: Cell, catalog: Catalog): BaseName => ({
  repository: baseRepository(catalog, cell),
  tag: tagOf(cell, catalog),
});

const place = (cell: Cell): string =>
  cell.ubuntu === "stand-in" ? "the stand-in" : `Ubuntu ${cell.ubuntu}`;

interface Lookup {
  readonly cell: Cell;
  readonly release: CudaRelease | undefined;
  readonly catalog: Catalog;
  /** The list of the repository, where there is one. */
  readonly list: TagList | undefined;
  /** Where it was looked up. */
  readonly source: string;
  /** The mirror that does not have it: that NVIDIA has not published it is more than is known. */
  readonly mirror?: string;
}

const there = (tag: string, asOf: string): BaseJudgement => ({
  kind: "there",
  base: { tag, asOf },
});

/** Whether dl-env.yml names the repository, for all cells or for this one. */
const isOwnBase = (repository: string, cell: Cell, { base }: Catalog): boolean =>
  repository === base || repository === cell.base;

/** Who has no such image, as the beginning of a sentence. */
const publisher = ({
  cell,
  catalog,
  mirror,
}: Pick<Lookup, "cell" | "catalog"> & { readonly mirror: string | undefined }): string => {
  const { repository } = baseOf(cell, catalog);
  if (mirror === undefined)
    return isOwnBase(repository, cell, catalog) ? `${repository} has` : "NVIDIA has published";
  return mirror === repository ? `${mirror} has` : `The mirror ${mirror} has`;
};

const absent = (lookup: Lookup): BaseJudgement => {
  const { cell, release, catalog, source, mirror } = lookup;
  const hasOther = otherFlavors(cell, release).length > 0;
  const flavor = hasOther || cell.flavor !== "base" ? `${cell.flavor} ` : "";
  const hint = baseAlternative(lookup);
  return {
    kind: "absent",
    reason: {
      code: "no-base-image",
      message:
        `${publisher({ cell, catalog, mirror })} no ` +
        `${flavor}image of CUDA ${cell.cuda} for ${place(cell)}.`,
      source,
      ...(hint === undefined ? {} : { hint }),
    },
  };
};

const copyTooOld = (repository: string, asOf: string): BaseJudgement => ({
  kind: "unknown",
  reason: {
    code: "base-list-too-old",
    message:
      `The registry's tags could not be read, and the catalog's copy of ${asOf} is ` +
      `older than ${OLD_DAYS} days.`,
    source: `tags of ${repository}`,
    hint: "mirrors: { docker.io: mirror.example }, or: dl-env catalog update",
  },
});

/** What the copy does not have, where nobody said that its list is whole. */
const notInCopy = (cell: Cell, { tag }: BaseName, catalog: Catalog): BaseJudgement => ({
  kind: "unknown",
  reason: {
    code: "base-not-in-copy",
    message:
      `The registry's tags could not be read, and the catalog's copy of ${catalog.asOf} has no ` +
      `${tag}.`,
    source: releaseOf(catalog, cell.cuda, cell.ubuntu)?.source ?? "matrix/cuda.yml",
    hint: "Once the registry answers, type it again: dl-env plan",
  },
});

const neverWas = (why: string, lookup: Omit<Lookup, "source">): BaseJudgement => {
  const { catalog } = lookup;
  const hint = baseAlternative(lookup);
  return {
    kind: "absent",
    reason: {
      code: "no-base-image",
      message: why,
      source: `matrix/cuda.yml (copy of ${catalog.asOf})`,
      ...(hint === undefined ? {} : { hint }),
    },
  };
};

type Refusal = NonNullable<TagList["mirror"]>["refusal"];

const notAsked = (tag: string, source: string, refusal: Refusal): BaseJudgement => ({
  kind: "unknown",
  reason: {
    code: "base-not-asked",
    message:
      refusal === undefined
        ? `The mirror does not list ${tag}, and did not answer when asked for it.`
        : `The mirror gives no list and no answer to ${tag}: ${refusal.message}`,
    source,
    hint: refusal?.hint ?? "Once the mirror answers, type it again: dl-env plan",
  },
});

/** What NVIDIA's list says decides nothing of another repository. */
const ownNotRead = (repository: string): BaseJudgement => ({
  kind: "unknown",
  reason: {
    code: "base-not-asked",
    message: `The tags of ${repository} could not be read, and no copy of them is in the catalog.`,
    source: `tags of ${repository}`,
    hint: "Once the registry answers, type it again: dl-env plan",
  },
});

/** What is known of the bases that exist. */
export interface BaseFacts {
  readonly catalog: Catalog;
  /** The registry's own list of the base's repository; undefined when it could not be queried. */
  readonly list: TagList | undefined;
  /** ISO date. */
  readonly today: string;
}

/** By the catalog's dated copy of the list, which is worth nothing after 30 days. */
const judgeByCopy = (lookup: Omit<Lookup, "source">, today: string): BaseJudgement => {
  const { cell, release, catalog } = lookup;
  const { repository, tag } = baseOf(cell, catalog);
  if (isOwnBase(repository, cell, catalog)) return ownNotRead(repository);
  if (!isLocal(repository) && daysBetween(catalog.asOf, today) > OLD_DAYS)
    return copyTooOld(repository, catalog.asOf);
  if (release?.images[cell.ubuntu]?.includes(cell.flavor) === true)
    return there(`${repository}:${tag}`, isLocal(repository) ? today : catalog.asOf);
  const never = release === undefined ? catalog.never[minorOf(cell.cuda)] : undefined;
  if (never !== undefined) return neverWas(never, lookup);
  if (release?.isComplete !== true) return notInCopy(cell, { repository, tag }, catalog);
  return absent({ ...lookup, source: `${release.source} (copy of ${catalog.asOf})` });
};

/** A tag that a mirror's list lacks, which says nothing: what it said when asked for it decides. */
const judgeUnlisted = (
  lookup: Omit<Lookup, "source">,
  { list, today }: { readonly list: TagList; readonly today: string },
): BaseJudgement => {
  const { repository, tag } = baseOf(lookup.cell, lookup.catalog);
  const source = listSource(repository, list);
  switch (list.mirror?.unlisted.get(tag)) {
    case undefined:
      return judgeByCopy(lookup, today);
    case "unreachable":
      return notAsked(tag, source, list.mirror.refusal);
    case "absent":
      return absent({
        ...lookup,
        source: `${source}, and asked for ${tag}`,
        ...(list.mirror === undefined ? {} : { mirror: list.mirror.name }),
      });
  }
};

/**
 * Whether the cell's base exists: by the registry's own list, else by the catalog's dated copy,
 * which says its date and is worth nothing (unknown) after 30 days. The list of a mirror says only
 * what exists. The stand-in is made here and needs no list.
 */
export const judgeBase = (cell: Cell, { catalog, list, today }: BaseFacts): BaseJudgement => {
  const release = releaseOf(catalog, cell.cuda, cell.ubuntu);
  const { repository, tag } = baseOf(cell, catalog);
  const lookup = { cell, release, catalog, list };
  if (list === undefined || isLocal(repository)) return judgeByCopy(lookup, today);
  if (list.tags.has(tag)) return there(`${repository}:${tag}`, list.asOf);
  if (list.mirror !== undefined) return judgeUnlisted(lookup, { list, today });
  return absent({ ...lookup, source: listSource(repository, list) });
};
