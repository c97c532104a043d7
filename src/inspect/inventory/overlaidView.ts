import type { ImageView, ViewConfig, ViewEntry } from "../imageView.ts";
import type { Inventory, InventoryEntry } from "./layerInventory.ts";

/** A layer of an image, lowest first. */
export interface LaidInventory {
  readonly inventory: Inventory;
  /** For messages: what made it. */
  readonly title: string;
}

const WHITEOUT = ".wh.";
const OPAQUE = ".wh..wh..opq";

type Tree = Map<string, InventoryEntry>;

const split = (path: string): { folder: string; name: string } => {
  const slash = path.lastIndexOf("/");
  return { folder: path.slice(0, slash), name: path.slice(slash + 1) };
};

const isMark = ({ path }: InventoryEntry): boolean =>
  path.includes("/.wh.") && split(path).name.startsWith(WHITEOUT);

const removeBelow = (tree: Tree, folder: string): void => {
  for (const path of tree.keys()) if (path.startsWith(`${folder}/`)) tree.delete(path);
};

const whiteOut = (tree: Tree, path: string): void => {
  const { folder, name } = split(path);
  if (name === OPAQUE) {
    removeBelow(tree, folder);
    return;
  }
  const gone = `${folder}/${name.slice(WHITEOUT.length)}`;
  // Always, because a layer may hold files without the folders above them.
  removeBelow(tree, gone);
  tree.delete(gone);
};

const place = (tree: Tree, entry: InventoryEntry): void => {
  const { path, kind } = entry;
  if (kind === "hardlink") {
    const target = tree.get(entry.target ?? "");
    if (target !== undefined) tree.set(path, { ...target, path });
    return;
  }
  if (kind !== "directory" && tree.get(path)?.kind === "directory") removeBelow(tree, path);
  tree.set(path, entry);
};

/**
 * Layers, lowest first, as one tree; within a layer the marks of removal count before the rest, as
 * the OCI image specification has it.
 */
const overlaidTree = (layers: readonly LaidInventory[]): Tree => {
  const tree: Tree = new Map();
  for (const { inventory } of layers) {
    const marks = new Set(inventory.entries.filter(isMark));
    for (const { path } of marks) whiteOut(tree, path);
    for (const entry of inventory.entries) if (!marks.has(entry)) place(tree, entry);
  }
  return tree;
};

/** An image as its layers' inventories tell of it: nothing is read and nothing is run. */
export const overlaid = (layers: readonly LaidInventory[], config: ViewConfig): ImageView => {
  const tree = overlaidTree(layers);
  // A hard link stands in the tree as what it names, so no entry is one any more.
  const entries = tree as ReadonlyMap<string, InventoryEntry & ViewEntry>;
  return {
    config,
    entries,
    notable: [...entries.values()].filter(({ ordinary }) => !ordinary),
    text: (path) => Promise.resolve(tree.get(path)?.text),
    elf: (path) => Promise.resolve(tree.get(path)?.library?.elf),
    code: (path) => Promise.resolve(tree.get(path)?.library?.code ?? { sm: [], ptx: [] }),
    // A wheel that a later layer removed or replaced is not installed any more.
    wheels: () =>
      Promise.resolve(
        layers.flatMap(({ inventory }) =>
          [...inventory.wheels].flatMap(([folder, wheel]) =>
            tree.get(`${folder}/METADATA`)?.wheel === wheel ? [wheel] : [],
          ),
        ),
      ),
    // Asked of the few paths with which something is wrong.
    layerOf: (path) =>
      tree.has(path)
        ? layers.findLast(({ inventory }) => inventory.entries.some((entry) => entry.path === path))
            ?.title
        : undefined,
  };
};
