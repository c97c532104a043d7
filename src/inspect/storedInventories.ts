import pLimit from "p-limit";
import { DlEnvError } from "../errors/error.ts";
import { unlessDamaged } from "../registry/closure.ts";
import { artifactBlob } from "../registry/artifact.ts";
import { embeddedContent, parseManifest } from "../registry/manifest.ts";
import { inlineContent, putContent } from "../registry/note.ts";
import type { Repository } from "../registry/repository.ts";
import { decodeInventory, encodeInventory, type Inventory } from "./inventory/layerInventory.ts";
import { takeInventory } from "./inventory/takeInventory.ts";
import { readBounded } from "../system/boundedBody.ts";
import type { System } from "../system/ports.ts";

/** Type of a layer's inventory, as an artifact and as its one blob. */
const INVENTORY_TYPE = "application/vnd.dl-env.layer.inventory.v1+gzip";

/**
 * Under which an inventory lies in the store: named by the layer's content, so that a layer
 * compressed again by an engine has the same.
 */
export const inventoryTag = (diffId: string): string =>
  `inventory-${diffId.replace("sha256:", "").slice(0, 32)}`;

/** Beyond this (bytes) it is none of ours. */
const LARGEST = 64 << 20;
/** Layers that are read through at the same time: each keeps a processor busy. */
const AT_ONCE = 2;

/** A layer as an image's manifest and config name it. */
interface LayerOfImage {
  readonly digest: string;
  readonly diffId: string;
}

export interface Inventories {
  /**
   * The inventory of a layer: as the store has it, else taken from the blob in `from` and put into
   * the store. Each is asked for once.
   */
  of(layer: LayerOfImage, from: Repository): Promise<Inventory>;
  /**
   * Takes the inventory of a layer that was just made, from its file, and puts it into the store;
   * `onRead` is given the bytes of the file as they are read.
   */
  keep(
    layer: { readonly diffId: string; readonly file: string },
    onRead?: (bytes: number) => void,
  ): Promise<void>;
  /**
   * Takes the inventory of a small layer from its file for this run alone: reading the layer again
   * costs less than a stored inventory.
   */
  hold(layer: { readonly diffId: string; readonly file: string }): Promise<void>;
}

const readStored = async (store: Repository, diffId: string): Promise<Inventory | undefined> => {
  const found = await store.manifest(inventoryTag(diffId));
  if (found === undefined) return undefined;
  const manifest = parseManifest(found, store.name);
  const inline = inlineContent(manifest, INVENTORY_TYPE);
  if (inline !== undefined) return decodeInventory(inline, diffId);
  const blob = artifactBlob(manifest, INVENTORY_TYPE);
  if (blob === undefined) return undefined;
  const content =
    embeddedContent(blob) ??
    (await readBounded(store.readBlob(blob.digest, blob.size), {
      what: `The inventory of ${diffId}`,
      bytes: LARGEST,
    }));
  return decodeInventory(content, diffId);
};

/** The inventory that a store has; undefined where it has none that is whole. */
const stored = (store: Repository, diffId: string): Promise<Inventory | undefined> =>
  unlessDamaged(readStored(store, diffId));

/** Puts an inventory into the store; where that is refused, the next run reads the layer again. */
const storeInventory = async (
  { log }: Pick<System, "log">,
  store: Repository,
  inventory: Inventory,
): Promise<void> => {
  try {
    await putContent(store, {
      tag: inventoryTag(inventory.diffId),
      type: INVENTORY_TYPE,
      content: encodeInventory(inventory),
    });
  } catch (error) {
    if (!(error instanceof DlEnvError)) throw error;
    log.warn(
      `${store.name} does not store the inventory of a layer, so the next run reads ` +
        `the layer again. (${error.message})`,
    );
  }
};

/** The chunks as they come, whose lengths are told. */
async function* told(
  chunks: AsyncIterable<Uint8Array>,
  onRead: ((bytes: number) => void) | undefined,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    onRead?.(chunk.byteLength);
    yield chunk;
  }
}

/** How inventories are found and taken. */
interface InventoryOptions {
  /** A private folder with room for the largest library. */
  readonly near: string;
  /**
   * Tags of the store as this run listed them: an inventory that had none then is not looked for.
   * Taken twice, it is the same bytes. Undefined when they are not known.
   */
  readonly tags?: ReadonlySet<string> | undefined;
}

/** The inventories of layers that the store has, and those that are taken now. */
export const openInventories = (
  sys: Pick<System, "files" | "log">,
  store: Repository,
  { near, tags }: InventoryOptions,
): Inventories => {
  const taken = new Map<string, Promise<Inventory>>();
  const limit = pLimit(AT_ONCE);
  const look = async (diffId: string): Promise<Inventory | undefined> =>
    tags?.has(inventoryTag(diffId)) === false ? undefined : stored(store, diffId);
  const read = (diffId: string, blob: () => AsyncIterable<Uint8Array>): Promise<Inventory> =>
    limit(() => {
      sys.log.debug(`reading the layer ${diffId}`);
      return takeInventory({ files: sys.files, near }, blob(), diffId);
    });
  const take = async (
    diffId: string,
    blob: () => AsyncIterable<Uint8Array>,
  ): Promise<Inventory> => {
    const inventory = await read(diffId, blob);
    await storeInventory(sys, store, inventory);
    return inventory;
  };
  const once = (diffId: string, make: () => Promise<Inventory>): Promise<Inventory> => {
    const found = taken.get(diffId) ?? make();
    taken.set(diffId, found);
    return found;
  };
  return {
    of: ({ digest, diffId }, from) =>
      once(diffId, async () => (await look(diffId)) ?? take(diffId, () => from.readBlob(digest))),
    keep: async ({ diffId, file }, onRead) => {
      await once(diffId, () => take(diffId, () => told(sys.files.read(file), onRead)));
    },
    hold: async ({ diffId, file }) => {
      await once(diffId, () => read(diffId, () => sys.files.read(file)));
    },
  };
};
