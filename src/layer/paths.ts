import { gunzipSync, gzipSync } from "node:zlib";

/** Path in the layer -> first 16 hex digits of the sha256 of its content (of the target, for links). */
export type LayerPaths = ReadonlyMap<string, string>;

/** Digits of a sha256 that a list of paths keeps: it finds differences between known wheels, it proves nothing. */
export const PATH_HASH_DIGITS = 16;

const byPath = ([a]: readonly [string, string], [b]: readonly [string, string]): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

/** The LAYER_PATHS blob of a layer. A newline in a path is written as JSON does, `\n`, and a backslash as `\\`. */
export const encodePaths = (paths: LayerPaths): Uint8Array => {
  const lines = [...paths]
    .sort(byPath)
    .map(([path, hash]) => `${hash} ${path.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")}\n`);
  return gzipSync(lines.join(""), { level: 9 });
};

/** Reads what `encodePaths` wrote. */
export const decodePaths = (blob: Uint8Array): LayerPaths => {
  const paths = new Map<string, string>();
  for (const line of gunzipSync(blob).toString("utf8").split("\n")) {
    if (line === "") continue;
    const path = line.slice(PATH_HASH_DIGITS + 1);
    paths.set(
      path.includes("\\")
        ? path.replaceAll(/\\(.)/g, (_, char: string) => (char === "n" ? "\n" : char))
        : path,
      line.slice(0, PATH_HASH_DIGITS),
    );
  }
  return paths;
};
