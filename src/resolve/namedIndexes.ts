import type { PackageIndex } from "../catalog/facts.ts";
import { wrongRequest } from "../errors/error.ts";
import { mirrored } from "../text/mirrors.ts";

/** An index of the catalog and the address at which it is asked. */
export interface NamedIndex {
  readonly name: string;
  readonly address: string;
  /** Only these packages are taken from it; absent = every package that it has. */
  readonly packages?: readonly string[] | undefined;
  /** Named in dl-env.yml. */
  readonly own?: boolean | undefined;
  /** Host of the built-in catalog's index of this name. */
  readonly builtInHost?: string | undefined;
}

/** The indexes that a question names, in its order. */
export const namedIndexes = (
  names: readonly string[],
  indexes: ReadonlyMap<string, PackageIndex>,
  mirrors: Readonly<Record<string, string>>,
): readonly NamedIndex[] =>
  names.map((name) => {
    const index = indexes.get(name);
    if (index === undefined) {
      throw wrongRequest({
        code: "unknown-index",
        message: `The catalog has no package index named ${name}.`,
        hint:
          `Known indexes: ${[...indexes.keys()].join(", ") || "none"}; add it to: ` +
          "matrix/indexes.yml",
      });
    }
    const { packages, builtInHost, own } = index;
    return { name, address: mirrored(index.url, mirrors), packages, builtInHost, own };
  });

/**
 * Lets uv believe its own copies of the index' pages for ten minutes. An index that sends no
 * validators makes uv fetch every page again for every question, 4 to 10 s each instead of 0.5 s.
 * The setting exists only beside an address.
 */
export const CACHE_CONTROL =
  'cache-control = { api = "max-age=600", files = "max-age=31536000, immutable" }';
