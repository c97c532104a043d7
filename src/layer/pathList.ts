import { gunzipSync, gzipSync } from "node:zlib";
import { bytes } from "../text/units.ts";
import { ARCHIVE_LIMITS, overLimit } from "./archiveLimits.ts";
import { damaged } from "./tarFields.ts";

/**
 * Path in the layer -> first 16 hex digits of the sha256 of its content (of the target, for links).
 */
export type LayerPaths = ReadonlyMap<string, string>;

/**
 * Digits of a sha256 that a list of paths keeps: it finds differences between known wheels, it
 * proves nothing.
 */
export const PATH_HASH_DIGITS = 16;

const NEWLINE = 0x0a;

const byPath = ([a]: readonly [string, string], [b]: readonly [string, string]): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

/**
 * The LAYER_PATHS blob of a layer. A newline in a path is written as JSON does, `\n`, and a
 * backslash as `\\`.
 */
export const encodePaths = (paths: LayerPaths): Uint8Array => {
  const lines = [...paths]
    .sort(byPath)
    .map(([path, hash]) => `${hash} ${path.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")}\n`);
  return gzipSync(lines.join(""), { level: 9 });
};

const unescaped = (path: string): string =>
  path.includes("\\")
    ? path.replaceAll(/\\(.)/g, (_, char: string) => (char === "n" ? "\n" : char))
    : path;

const tooLarge = (): Error =>
  overLimit(
    "The list of paths of a layer is larger than any that is written here",
    bytes(ARCHIVE_LIMITS.pathListUnpacked),
  );

const unpacked = (blob: Uint8Array): Buffer => {
  try {
    return gunzipSync(blob, { maxOutputLength: ARCHIVE_LIMITS.pathListUnpacked });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge();
    throw damaged("the list of paths of a layer is cut or changed");
  }
};

/**
 * Reads what `encodePaths` wrote. Rejects what is no such list (`bad-tar`), or larger than
 * ARCHIVE_LIMITS allow (`archive-limit`).
 */
export const decodePaths = (blob: Uint8Array): LayerPaths => {
  const text = unpacked(blob);
  const paths = new Map<string, string>();
  for (let at = 0; at < text.length;) {
    const end = text.indexOf(NEWLINE, at);
    const line = text.toString("utf8", at, end < 0 ? text.length : end);
    at = end < 0 ? text.length : end + 1;
    if (line === "") continue;
    if (paths.size === ARCHIVE_LIMITS.entries) throw tooLarge();
    paths.set(unescaped(line.slice(PATH_HASH_DIGITS + 1)), line.slice(0, PATH_HASH_DIGITS));
  }
  return paths;
};
