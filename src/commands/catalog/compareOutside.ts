import {
  compareCatalog,
  copiedDigests,
  copiedTags,
  type Difference,
  type Outside,
} from "../../catalog/compareCatalog.ts";
import type { Catalog } from "../../catalog/facts.ts";
import { compareVersions } from "../../catalog/versions.ts";
import { decodeRequest } from "../../matrix/decodeRequest.ts";
import { platformOf } from "../../matrix/question.ts";
import { openRepository } from "../../registry/openRepository.ts";
import { readListed } from "../../registry/readListed.ts";
import { newestReleases } from "../../resolve/newestReleases.ts";
import type { System } from "../../system/ports.ts";
import type { ComparedCatalog } from "./ownCatalog.ts";

/** The catalog held against the outside. */
export interface CatalogComparison {
  /** ISO date of reading. */
  readonly asOf: string;
  /** How many tags and packages were read; 0 where nothing could be. */
  readonly compared: { readonly images: number; readonly packages: number };
  readonly differences: readonly Difference[];
  readonly unasked: readonly { readonly subject: string; readonly message: string }[];
}

/** A comparison with what was read for it. */
export interface FoundOutside {
  readonly comparison: CatalogComparison;
  readonly outside: Outside;
}

const mirrorsOf = async (
  sys: System,
  file: string,
  catalog: Catalog,
): Promise<Readonly<Record<string, string>>> => {
  const text = await sys.files.readText(file);
  return text === undefined ? {} : decodeRequest(text, file, { catalog, tolerant: true }).mirrors;
};

/** Whether a registry serves the repository; stand-ins are made here. */
export const isServed = (repository: string): boolean => !repository.startsWith("localhost/");

/** Lists of the repositories of bases, and the digests of the tags that the catalog has one of. */
const readImages = async (
  sys: System,
  file: string,
  { catalog, has }: ComparedCatalog,
): Promise<Partial<Awaited<ReturnType<typeof readListed>>>> => {
  if (!has.cuda) return {};
  const open = openRepository(sys, { mirrors: await mirrorsOf(sys, file, catalog) });
  const served = catalog.cuda.filter(({ repository }) => isServed(repository));
  const copied = copiedDigests(catalog);
  const tags = new Map(
    served
      .flatMap((release) =>
        Object.keys(release.digests).map(
          (rest) => [`${release.version}-${rest}`, release.repository] as const,
        ),
      )
      .filter(([tag]) => copied.has(tag)),
  );
  return readListed(sys, open, {
    repositories: [...new Set(served.map(({ repository }) => repository))],
    looked: tags,
    known: copiedTags(catalog),
  });
};

const readReleases = (
  sys: System,
  { catalog, has }: ComparedCatalog,
): ReturnType<typeof newestReleases> =>
  newestReleases(sys, {
    tool: catalog.hostUv,
    packages: has.newest ? Object.keys(catalog.newest.packages) : [],
    pythons: [...new Set(catalog.pythons.map(({ minor }) => minor))].sort(compareVersions),
    platform: platformOf(catalog),
  });

/**
 * Reads registries and the package index, and compares; `file` is a request whose `mirrors` count,
 * where it is there.
 */
export const compareOutside = async (
  sys: System,
  file: string,
  compared: ComparedCatalog,
): Promise<FoundOutside> => {
  const asOf = new Date(sys.clock.now()).toISOString().slice(0, 10);
  const { silent = [], ...listed } = await readImages(sys, file, compared);
  const { found, failure } = await readReleases(sys, compared);
  const outside: Outside = {
    asOf,
    ...listed,
    ...(failure === undefined && compared.has.newest ? { newest: found } : {}),
  };
  const comparison = {
    asOf,
    compared: { images: outside.tags?.length ?? 0, packages: outside.newest?.size ?? 0 },
    differences: compareCatalog(compared.catalog, outside),
    unasked: [
      ...silent,
      ...(failure === undefined ? [] : [{ subject: "packages", message: failure }]),
    ],
  };
  return { comparison, outside };
};
