import { foundProblem } from "../errors/error.ts";
import { directoryEntry, type LayerEntry } from "./layerEntry.ts";

/**
 * Symlinks in Ubuntu: a layer that brings one of these as a folder would replace the link and break
 * the image.
 */
const LINKS_OF_THE_BASE = new Set(["bin", "lib", "lib32", "lib64", "libx32", "sbin"]);

/**
 * Names that begin so are no files in a layer: they delete what the layers below have. Source: OCI
 * image specification, layer.md.
 */
const WHITEOUT = ".wh.";

const whiteout = (path: string): Error =>
  foundProblem({
    code: "layer-path",
    message:
      `A layer must not hold the path ${JSON.stringify(path)}: names that begin with ` +
      `"${WHITEOUT}" delete files of other layers.`,
    hint: "See which wheel brings it, and report it to its authors: dl-env plan --json",
  });

const checked = (path: string): string => {
  const parts = path.split("/");
  const wrong =
    parts.some((part) => part === "" || part === "." || part === "..") ||
    LINKS_OF_THE_BASE.has(parts[0] ?? "");
  if (parts.some((part) => part.startsWith(WHITEOUT))) throw whiteout(path);
  if (!wrong && !path.includes("\0")) return path;
  throw foundProblem({
    code: "layer-path",
    message: `A layer must not hold the path ${JSON.stringify(path)}.`,
    hint: "Type: dl-env plan --json",
  });
};

const parentOf = (path: string): string | undefined => {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? undefined : path.slice(0, slash);
};

/**
 * Where an entry stands: by its path, but bytecode right behind its module, of whose names and
 * texts it consists, and its folder before both.
 */
const placeOf = ({ path, kind }: LayerEntry): string => {
  const [, folder, module] = /^(.+\/)__pycache__(?:\/([^/]+)\.cpython-\d+\.pyc)?$/.exec(path) ?? [];
  if (folder === undefined) return path;
  if (module !== undefined) return `${folder}${module}.py\0${path}`;
  return kind === "directory" ? `${folder}\0` : path;
};

const inPlace = (entries: Iterable<LayerEntry>): LayerEntry[] =>
  [...entries]
    .map((entry) => ({ entry, place: placeOf(entry) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ entry }) => entry);

/**
 * The entries of a layer of ours in canonical order: sorted by path, bytecode behind its module,
 * with every parent folder, the same in each layer. Of two entries with one path the later wins.
 * Rejects paths that no layer may hold (`layer-path`).
 */
export const ordered = (entries: readonly LayerEntry[]): LayerEntry[] => {
  const byName = new Map<string, LayerEntry>();
  for (const entry of entries) byName.set(checked(entry.path), entry);
  for (const entry of entries) {
    for (let parent = parentOf(entry.path); parent !== undefined; parent = parentOf(parent)) {
      const there = byName.get(parent);
      if (there?.kind === "directory") break;
      if (there !== undefined)
        throw foundProblem({
          code: "layer-path",
          message: `${parent} is both a folder and not a folder in one layer.`,
          hint: "Type: dl-env plan --json",
        });
      byName.set(parent, directoryEntry(parent));
    }
  }
  return inPlace(byName.values());
};
