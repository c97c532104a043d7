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
import type { Mirrors } from "../../text/mirrors.ts";
import { readCards, readPythons } from "./readPages.ts";
import { newestReleases, newestWheel } from "../../resolve/newestReleases.ts";
import type { System } from "../../system/ports.ts";
import type { ComparedCatalog } from "./ownCatalog.ts";

/** The catalog held against the outside. */
export interface CatalogComparison {
  /** ISO date of reading. */
  readonly asOf: string;
  /** How many of each were read; 0 where nothing could be. */
  readonly compared: Readonly<Record<"images" | "packages" | "pythons" | "cards", number>>;
  readonly differences: readonly Difference[];
  readonly unasked: readonly { readonly subject: string; readonly message: string }[];
}

/** A comparison with what was read for it. */
export interface FoundOutside {
  readonly comparison: CatalogComparison;
  readonly outside: Outside;
}

type ReadFacts = Pick<Outside, "uv" | "pythons" | "cards"> & Pick<CatalogComparison, "unasked">;

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

/** uv, Pythons and cards, and of which of them nothing is known. */
const readFacts = async (
  sys: System,
  { catalog, has }: ComparedCatalog,
  mirrors: Mirrors,
): Promise<ReadFacts> => {
  const { pythons: origin } = catalog.origins;
  const python = catalog.pythons.at(-1)?.minor ?? "3.12";
  const question = { tool: catalog.hostUv, package: "uv", python, platform: platformOf(catalog) };
  const [uv, pythons, cards] = await Promise.all([
    has.image ? newestWheel(sys, question) : undefined,
    has.pythons && origin !== undefined ? readPythons(sys, origin, mirrors) : undefined,
    has.gpus && catalog.origins.cards.length > 0 ? readCards(sys, catalog, mirrors) : undefined,
  ]);
  const unasked = Object.entries({ uv, Pythons: pythons, GPUs: cards }).flatMap(([subject, one]) =>
    one !== undefined && "failure" in one ? [{ subject, message: one.failure }] : [],
  );
  return {
    ...(uv?.wheel === undefined ? {} : { uv: uv.wheel }),
    ...(pythons?.facts === undefined ? {} : { pythons: pythons.facts }),
    ...(cards?.facts === undefined ? {} : { cards: cards.facts }),
    unasked,
  };
};

/** Lists of the repositories of bases, and the digests of the tags that the catalog has one of. */
const readImages = async (
  sys: System,
  { catalog, has }: ComparedCatalog,
  mirrors: Mirrors,
): Promise<Partial<Awaited<ReturnType<typeof readListed>>>> => {
  if (!has.cuda) return {};
  const open = openRepository(sys, { mirrors });
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
  const mirrors = await mirrorsOf(sys, file, compared.catalog);
  const { silent = [], ...listed } = await readImages(sys, compared, mirrors);
  const { found, failure } = await readReleases(sys, compared);
  const { unasked, ...facts } = await readFacts(sys, compared, mirrors);
  const outside: Outside = {
    asOf,
    ...listed,
    ...facts,
    ...(failure === undefined && compared.has.newest ? { newest: found } : {}),
  };
  const comparison = {
    asOf,
    compared: {
      images: outside.tags?.length ?? 0,
      packages: (outside.newest?.size ?? 0) + (outside.uv === undefined ? 0 : 1),
      pythons: outside.pythons?.size ?? 0,
      cards: outside.cards?.length ?? 0,
    },
    differences: compareCatalog(compared.catalog, outside),
    unasked: [
      ...silent,
      ...(failure === undefined ? [] : [{ subject: "packages", message: failure }]),
      ...unasked,
    ],
  };
  return { comparison, outside };
};
