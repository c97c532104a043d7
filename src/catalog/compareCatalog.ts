import { compare as compareReleases, valid } from "@renovatebot/pep440";
import type { ListedCard } from "./cardPage.ts";
import { newerPythons, newerTool, otherCards } from "./compareFacts.ts";
import type { Catalog, PinnedWheel } from "./facts.ts";
import type { PythonBuild } from "./pythonBuilds.ts";
import { compareVersions } from "./versions.ts";

/** What was read outside; what could not be read is absent and nothing is said about it. */
export interface Outside {
  /** ISO date of reading. */
  readonly asOf: string;
  /** Tags of the catalog's nvidia/cuda repository. */
  readonly tags?: readonly string[];
  /** Tag -> digest of its index, for the tags that were looked at. */
  readonly digests?: ReadonlyMap<string, string>;
  /** Package -> its newest release that has a wheel. */
  readonly newest?: ReadonlyMap<string, string>;
  /** uv's newest release. */
  readonly uv?: PinnedWheel;
  /** x.y -> the newest build. */
  readonly pythons?: ReadonlyMap<string, PythonBuild>;
  readonly cards?: readonly ListedCard[];
}

/**
 * How the outside differs from the catalog. `subject` is a tag, a package, `uv`, a Python x.y or a
 * card, whose `from` and `to` are compute capabilities.
 */
export type Difference =
  | { readonly kind: "new"; readonly of: "image"; readonly subject: string }
  | {
      readonly kind: "new";
      readonly of: "package";
      readonly subject: string;
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly kind: "new";
      readonly of: "tool" | "python" | "card";
      readonly subject: string;
      /** Absent where the catalog has none. */
      readonly from?: string;
      readonly to: string;
    }
  | {
      readonly kind: "re-pushed";
      readonly of: "image";
      readonly subject: string;
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly kind: "renamed";
      readonly of: "image";
      readonly subject: string;
      readonly to: string;
    }
  | { readonly kind: "gone"; readonly of: "image"; readonly subject: string };

export interface ImageTag {
  readonly cuda: string;
  readonly flavor: string;
  /** `ubuntu24.04` */
  readonly ubuntu: string;
}

const TAG = /^(\d+\.\d+\.\d+)-((?:cudnn\d*-)?(?:base|runtime|devel))-(ubuntu\d+\.\d+)$/;

/** A tag of nvidia/cuda in its parts, or undefined for tags of other distributions and products. */
export const parseImageTag = (tag: string): ImageTag | undefined => {
  const [, cuda, flavor, ubuntu] = TAG.exec(tag) ?? [];
  return cuda === undefined || flavor === undefined || ubuntu === undefined
    ? undefined
    : { cuda, flavor, ubuntu };
};

/** Tags that the catalog's copy has, of releases that a registry serves. */
export const copiedTags = (catalog: Catalog): string[] =>
  catalog.cuda
    .filter((release) => !release.repository.startsWith("localhost/"))
    .flatMap((release) =>
      Object.entries(release.images).flatMap(([ubuntu, flavors]) => {
        const tag =
          catalog.ubuntu.find((candidate) => candidate.name === ubuntu)?.tag ?? `ubuntu${ubuntu}`;
        return flavors.map((flavor) => `${release.version}-${flavor}-${tag}`);
      }),
    );

/** Tags whose digest the catalog knows. */
export const copiedDigests = (catalog: Catalog): Map<string, string> =>
  new Map(
    catalog.cuda.flatMap((release) =>
      Object.entries(release.digests).map(
        ([rest, digest]) => [`${release.version}-${rest}`, digest] as const,
      ),
    ),
  );

/** `cudnn8-devel` and `cudnn-devel` are one flavor under two names. */
const sameBut = (tag: string): string => tag.replace(/-cudnn\d*-/, "-cudnn-");

const images = (catalog: Catalog, tags: readonly string[]): Difference[] => {
  const copied = new Set(copiedTags(catalog));
  const outside = new Set(tags);
  const oldest = catalog.cuda[0]?.version ?? "0";
  const ubuntuTags = new Set(catalog.ubuntu.map((release) => release.tag));
  const fresh = tags.filter((tag) => {
    const parts = parseImageTag(tag);
    return (
      parts !== undefined &&
      !copied.has(tag) &&
      ubuntuTags.has(parts.ubuntu) &&
      compareVersions(parts.cuda, oldest) >= 0
    );
  });
  const gone = [...copied].filter((tag) => !outside.has(tag));
  const renamed = new Map(
    gone.flatMap((tag) =>
      fresh
        .filter((other) => sameBut(other) === sameBut(tag))
        .map((other) => [tag, other] as const),
    ),
  );
  const names = new Set(renamed.values());
  return [
    ...fresh
      .filter((tag) => !names.has(tag))
      .map((subject): Difference => ({ kind: "new", of: "image", subject })),
    ...[...renamed].map(([subject, to]): Difference => ({
      kind: "renamed",
      of: "image",
      subject,
      to,
    })),
    ...gone
      .filter((tag) => !renamed.has(tag))
      .map((subject): Difference => ({ kind: "gone", of: "image", subject })),
  ];
};

const pushedAgain = (catalog: Catalog, digests: ReadonlyMap<string, string>): Difference[] =>
  [...copiedDigests(catalog)].flatMap(([subject, from]): Difference[] => {
    const to = digests.get(subject);
    return to === undefined || to === from
      ? []
      : [{ kind: "re-pushed", of: "image", subject, from, to }];
  });

const packages = (catalog: Catalog, newest: ReadonlyMap<string, string>): Difference[] =>
  Object.entries(catalog.newest.packages).flatMap(([subject, from]): Difference[] => {
    const to = newest.get(subject);
    return to === undefined || valid(to) === null || compareReleases(to, from) <= 0
      ? []
      : [{ kind: "new", of: "package", subject, from, to }];
  });

const ORDER: readonly Difference["kind"][] = ["new", "re-pushed", "renamed", "gone"];

/**
 * What is new, re-pushed, renamed or gone outside, images before packages; empty when the catalog
 * is up to date.
 */
export const compareCatalog = (catalog: Catalog, outside: Outside): Difference[] =>
  [
    ...(outside.tags === undefined ? [] : images(catalog, outside.tags)),
    ...(outside.digests === undefined ? [] : pushedAgain(catalog, outside.digests)),
    ...(outside.newest === undefined ? [] : packages(catalog, outside.newest)),
    ...(outside.uv === undefined ? [] : newerTool(catalog, outside.uv)),
    ...(outside.pythons === undefined ? [] : newerPythons(catalog, outside.pythons)),
    ...(outside.cards === undefined ? [] : otherCards(catalog, outside.cards)),
  ].sort(
    (a, b) =>
      ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
      (a.of === b.of ? 0 : a.of === "image" ? -1 : 1),
  );
