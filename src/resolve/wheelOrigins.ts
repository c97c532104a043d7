import { safeUrl } from "../secrets/safeUrl.ts";
import type { NamedIndex } from "./namedIndexes.ts";
import { normalised } from "./pylock.ts";

/** Options of uv with which it says for each package which index it is from. */
export const WITH_ORIGINS: readonly string[] = ["--no-annotate", "--emit-index-annotation"];

const bare = (address: string): string => safeUrl(address).replace(/\/+$/, "");

/**
 * Package (normalised) -> the name of its index, from what uv wrote with `WITH_ORIGINS`. Packages
 * of indexes that have no name here are absent.
 */
export const originsIn = (
  text: string,
  named: readonly NamedIndex[],
): ReadonlyMap<string, string> => {
  const names = new Map(named.map(({ name, address }) => [bare(address), name]));
  const origins = new Map<string, string>();
  let current = "";
  for (const line of text.split("\n")) {
    current = /^([A-Za-z0-9._-]+)==/.exec(line)?.[1] ?? current;
    const address = /^\s+# from (\S+)\s*$/.exec(line)?.[1];
    const name = address === undefined ? undefined : names.get(bare(address));
    if (name !== undefined) origins.set(normalised(current), name);
  }
  return origins;
};
