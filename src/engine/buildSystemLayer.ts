import { writeBlob } from "../layer/writeBlob.ts";
import { canonicalEntries } from "../layer/canonicalLayer.ts";
import type { LayerEntry } from "../layer/layerEntry.ts";
import { readTar } from "../layer/readTar.ts";
import type { ReadEntry } from "../layer/tarMembers.ts";
import type { MadeLayer } from "../image/recipe.ts";
import type { System } from "../system/ports.ts";

const OPAQUE = ".wh..wh..opq";
const WHITEOUT = ".wh.";

const split = (path: string): { folder: string; name: string } => {
  const slash = path.lastIndexOf("/");
  return { folder: path.slice(0, Math.max(0, slash)), name: path.slice(slash + 1) };
};

const under = (folder: string, name: string): string =>
  folder === "" ? name : `${folder}/${name}`;

type Tree = Map<string, ReadEntry>;

const removeBelow = (tree: Tree, folder: string): void => {
  for (const path of tree.keys())
    if (folder === "" || path.startsWith(`${folder}/`)) tree.delete(path);
};

/**
 * Hard links as files that share a body, so that a later layer may replace one of them and not the
 * others.
 */
const unlinked = (layer: readonly ReadEntry[], tree: Tree): ReadEntry[] => {
  const byPath = new Map(layer.map((entry) => [entry.path, entry]));
  return layer.map((entry) => {
    const target =
      entry.kind === "hardlink"
        ? (byPath.get(entry.target ?? "") ?? tree.get(entry.target ?? ""))
        : undefined;
    if (target?.kind !== "file") return entry;
    return { ...target, path: entry.path };
  });
};

/** Files that still share a body become hard links again. */
const relinked = (entries: readonly ReadEntry[]): ReadEntry[] => {
  const first = new Map<string, string>();
  return entries.map((entry) => {
    const { content, ...bare } = entry;
    if (content?.kind !== "file" || entry.size === 0) return entry;
    const body = `${content.path}:${content.start ?? 0}`;
    const target = first.get(body);
    if (target !== undefined) return { ...bare, kind: "hardlink", size: 0, target };
    first.set(body, entry.path);
    return entry;
  });
};

const whiteOut = (tree: Tree, entry: ReadEntry): void => {
  const { folder, name } = split(entry.path);
  const gone = under(folder, name.slice(WHITEOUT.length));
  removeBelow(tree, name === OPAQUE ? folder : gone);
  if (name !== OPAQUE) tree.delete(gone);
  tree.set(entry.path, entry);
};

const place = (tree: Tree, entry: ReadEntry): void => {
  const { folder, name } = split(entry.path);
  const mark = under(folder, WHITEOUT + name);
  const hidden = tree.get(mark);
  tree.delete(mark);
  // A folder in the place of something that was removed must not show what the base has there.
  if (hidden !== undefined && entry.kind === "directory")
    tree.set(under(entry.path, OPAQUE), { ...hidden, path: under(entry.path, OPAQUE) });
  if (entry.kind !== "directory") removeBelow(tree, entry.path);
  tree.set(entry.path, entry);
};

/**
 * Layers, lowest first, as one: what a later layer removes or replaces is gone, and what any of
 * them removed of the base is still marked as removed. Within one layer the marks count before the
 * rest, whatever their order, as the OCI image specification has it. Pure.
 */
export const mergeLayers = (layers: readonly (readonly ReadEntry[])[]): ReadEntry[] => {
  const tree: Tree = new Map();
  const isMark = (entry: ReadEntry): boolean => split(entry.path).name.startsWith(WHITEOUT);
  for (const layer of layers) {
    const entries = unlinked(layer, tree);
    for (const entry of entries.filter(isMark)) whiteOut(tree, entry);
    for (const entry of entries.filter((entry) => !isMark(entry))) place(tree, entry);
  }
  return relinked([...tree.values()]);
};

/**
 * Folders that every Debian and Ubuntu has, and that engines and apt touch without leaving anything
 * in them.
 */
const TOUCHED = new Set(
  "dev etc home mnt opt proc run sys tmp usr usr/bin usr/lib usr/share var var/cache var/cache/apt var/cache/apt/archives var/cache/apt/archives/partial var/cache/debconf var/cache/ldconfig var/lib var/lib/apt var/lib/apt/lists var/lib/dpkg var/lib/dpkg/updates var/log".split(
    " ",
  ),
);

/** Empty, or must not be in a layer; podman has it whenever debconf was asked anything. */
const PASSWORDS = "var/cache/debconf/passwords.dat";

/**
 * Without what says only which engine it was. The entries are sorted by path, so a folder's content
 * comes right after it. Pure.
 */
export const withoutTouched = (entries: readonly LayerEntry[]): LayerEntry[] => {
  const needed: LayerEntry[] = [];
  for (const entry of entries.toReversed()) {
    const isEmpty = !(needed.at(-1)?.path.startsWith(`${entry.path}/`) ?? false);
    if (
      entry.path === PASSWORDS ||
      (entry.kind === "directory" && isEmpty && TOUCHED.has(entry.path))
    )
      continue;
    needed.push(entry);
  }
  return needed.toReversed();
};

/**
 * The layers that an engine added to the base (tar or tar+gzip, lowest first) as one canonical
 * layer in `file`; see layer/canonicalLayer.ts.
 */
export const systemLayer = async (
  sys: System,
  tars: readonly string[],
  { file, epoch }: { readonly file: string; readonly epoch: number },
): Promise<MadeLayer> => {
  const temp = await sys.files.makeTemp("system-", split(file).folder || "/");
  try {
    const layers: ReadEntry[][] = [];
    for (const [index, tar] of tars.entries())
      layers.push(await readTar(sys.files, tar, `${temp}/bodies-${index}`));
    return (
      await writeBlob(sys, withoutTouched(canonicalEntries(mergeLayers(layers), epoch)), file)
    ).layer;
  } finally {
    await sys.files.remove(temp);
  }
};
