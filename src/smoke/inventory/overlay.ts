import type { ImageView, ViewConfig, ViewEntry } from "../static/view.ts";
import type { Inventory, InventoryEntry } from "./inventory.ts";

/** A layer of an image, lowest first. */
export interface LaidInventory {
  readonly inventory: Inventory;
  /** For messages: what made it. */
  readonly title: string;
}

/** A path of the image: what stands there, and which layer knows more of it under which path. */
interface Placed {
  readonly entry: ViewEntry;
  readonly layer: LaidInventory;
  /** Another path where this one is a hard link. */
  readonly path: string;
}

const WHITEOUT = ".wh.";
const OPAQUE = ".wh..wh..opq";

type Tree = Map<string, Placed>;

const split = (path: string): { folder: string; name: string } => {
  const slash = path.lastIndexOf("/");
  return { folder: path.slice(0, slash), name: path.slice(slash + 1) };
};

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

const place = (tree: Tree, layer: LaidInventory, entry: InventoryEntry): void => {
  if (entry.kind !== "hardlink") {
    if (entry.kind !== "directory" && tree.get(entry.path)?.entry.kind === "directory") removeBelow(tree, entry.path);
    tree.set(entry.path, { entry: entry as ViewEntry, layer, path: entry.path });
    return;
  }
  const target = tree.get(entry.target ?? "");
  if (target !== undefined) tree.set(entry.path, { ...target, entry: { ...target.entry, path: entry.path } });
};

/** Layers, lowest first, as one tree; within a layer the marks of removal count before the rest, as the OCI image specification has it. */
const laid = (layers: readonly LaidInventory[]): Tree => {
  const tree: Tree = new Map();
  for (const layer of layers) {
    const { entries } = layer.inventory;
    const isMark = ({ path }: InventoryEntry): boolean => split(path).name.startsWith(WHITEOUT);
    const marks = new Set(entries.filter(isMark));
    for (const { path } of marks) whiteOut(tree, path);
    for (const entry of entries) if (!marks.has(entry)) place(tree, layer, entry);
  }
  return tree;
};

/** An image as its layers' inventories tell of it: nothing is read and nothing is run. */
export const overlaid = (layers: readonly LaidInventory[], config: ViewConfig): ImageView => {
  const tree = laid(layers);
  const text = (path: string): string | undefined => {
    const placed = tree.get(path);
    return placed?.layer.inventory.texts.get(placed.path);
  };
  const library = (path: string): ReturnType<Inventory["libraries"]["get"]> => {
    const placed = tree.get(path);
    return placed?.layer.inventory.libraries.get(placed.path);
  };
  const folders = layers.flatMap((layer) => [...layer.inventory.wheels].map(([folder, wheel]) => ({ layer, folder, wheel })));
  return {
    config,
    entries: new Map([...tree].map(([path, { entry }]) => [path, entry])),
    text: (path) => Promise.resolve(text(path)),
    elf: (path) => Promise.resolve(library(path)?.elf),
    code: (path) => Promise.resolve(library(path)?.code ?? { sm: [], ptx: [] }),
    // A wheel that a later layer removed or replaced is not installed any more.
    wheels: () => Promise.resolve(folders.filter(({ layer, folder }) => tree.get(`${folder}/METADATA`)?.layer === layer).map(({ wheel }) => wheel)),
    layerOf: (path) => tree.get(path)?.layer.title,
  };
};
