import type { LayerEntry } from "./layerEntry.ts";

/** The file that a chain of hard links ends in. */
const fileOf = (
  entry: LayerEntry,
  byPath: ReadonlyMap<string, LayerEntry>,
): LayerEntry | undefined => {
  let at: LayerEntry | undefined = entry;
  for (let hops = 0; at?.kind === "hardlink" && hops < byPath.size; hops += 1)
    at = byPath.get(at.target ?? "");
  return at?.kind === "file" ? at : undefined;
};

/**
 * The same entries, but of each group of hard links the first by path is the file and the others
 * are links to it: so that a tar sorted by path never links to what comes later. A link whose file
 * is not among the entries stays as it is.
 */
export const firstIsFile = (entries: readonly LayerEntry[]): LayerEntry[] => {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const groups = new Map<string, string[]>();
  for (const entry of entries) {
    const file = entry.kind === "hardlink" ? fileOf(entry, byPath) : undefined;
    if (file !== undefined)
      groups.set(file.path, [...(groups.get(file.path) ?? [file.path]), entry.path]);
  }
  for (const [path, members] of groups) {
    const file = byPath.get(path);
    const [first, ...others] = members.sort();
    if (file === undefined || first === undefined) continue;
    const { content: _content, ...bare } = file;
    byPath.set(first, { ...file, path: first });
    for (const other of others)
      byPath.set(other, { ...bare, kind: "hardlink", path: other, size: 0, target: first });
  }
  return [...byPath.values()];
};
