import pLimit, { type LimitFunction } from "p-limit";
import { DlEnvError } from "../errors/error.ts";
import { layerTag, type LayerSpec, type MadeLayer, type StoredLayer } from "../image/recipe.ts";
import { ensureWritable } from "../registry/ensureWritable.ts";
import { findWholeLayer, storeNewLayer } from "./storedLayers.ts";
import type { Repository } from "../registry/repository.ts";
import { makingClaims } from "./makingClaims.ts";
import { layerProgress, type LayerProgress, type TellPhase } from "./layerProgress.ts";
import type { System } from "../system/ports.ts";
import type { LayerTools } from "./layerWork.ts";
import { makeLayer } from "./makeLayer.ts";
import type { Space } from "./buildSpace.ts";
import type { SpaceNeed } from "./spaceBalance.ts";
import { layerSpace, type LayerSpace } from "./layerSpace.ts";

export type SystemLayerSpec = Extract<LayerSpec, { kind: "system" }>;

export interface Making {
  readonly sys: System;
  readonly store: Repository;
  /** Private folder for what is being made. */
  readonly work: string;
  /** Where what is written is set aside. */
  readonly space: Pick<Space, "reserve" | "use">;
  /** What the build needs beside its layers, to be set aside with them. */
  readonly further?: readonly SpaceNeed[];
  /** uv and its Python; asked for only when a layer needs them. */
  readonly tools: () => Promise<LayerTools>;
  /** Builds a system layer with an engine; asked for only when one is missing. */
  readonly buildSystem: (spec: SystemLayerSpec, work: string) => Promise<MadeLayer>;
  /**
   * Called when a layer is in the store and its file still there; tells the bytes that it reads.
   */
  readonly onStored?: (layer: MadeLayer, onRead: (bytes: number) => void) => Promise<void>;
  /** How many at once; default as many as there are processors. */
  readonly parallel?: number;
}

export interface MadeCount {
  readonly layers: readonly StoredLayer[];
  /** What others put into the store while this build was about to make it. */
  readonly others: readonly StoredLayer[];
  /** bytes of blobs written to the store */
  readonly stored: number;
  /** Whether the store was empty when this build began to write to it. */
  readonly isStoreNew: boolean;
  /** Layers that could not be made, and what was thrown. */
  readonly failed: readonly { readonly spec: LayerSpec; readonly error: unknown }[];
}

/** A making that has begun to write to its store. */
interface Begun extends Making {
  /** Whether nothing was in the store before. */
  readonly isStoreNew: boolean;
}

const makeOne = async (making: Making, spec: LayerSpec, tell: TellPhase): Promise<MadeLayer> => {
  const { sys, work } = making;
  if (spec.kind === "system") return making.buildSystem(spec, work);
  if (spec.kind === "run")
    throw new TypeError("what steps leave is made where its image is linked");
  return makeLayer({ sys, tools: await making.tools(), work, tell }, spec);
};

/**
 * System layers first, since an engine works while wheels are fetched; then large before small, so
 * that no large one is left over for the end.
 */
const inMakingOrder = (specs: readonly LayerSpec[]): LayerSpec[] =>
  [...specs].sort(
    (a, b) =>
      Number(b.kind === "system") - Number(a.kind === "system") ||
      b.download - a.download ||
      (layerTag(a) < layerTag(b) ? -1 : 1),
  );

interface Stored {
  readonly layer: StoredLayer;
  /** bytes of its blob, as far as this build wrote it */
  readonly size: number;
  /** False where another build was faster. */
  readonly isMade: boolean;
}

/** What is done with a layer that is stored, as a phase of its own. */
const afterStored = async (
  { onStored }: Pick<Making, "onStored">,
  made: MadeLayer,
  tell: TellPhase,
): Promise<void> => {
  if (onStored === undefined) return;
  let read = 0;
  tell({ kind: "reading", read: () => read, size: made.size });
  await onStored(made, (bytes) => {
    read += bytes;
  });
};

/** Makes one layer and puts it into the store, unless another build did meanwhile. */
const makeAndStore = async (making: Begun, spec: LayerSpec, tell: TellPhase): Promise<Stored> => {
  const { sys, store, isStoreNew } = making;
  const there = await findWholeLayer(store, layerTag(spec));
  if (there !== undefined) {
    sys.log.info(`${spec.title} was made by another build meanwhile`);
    return { layer: there, size: 0, isMade: false };
  }
  sys.log.debug(`making ${layerTag(spec)} (${spec.title})`);
  const made = await makeOne(making, spec, tell);
  try {
    const layer = await storeNewLayer(sys, store, { spec, made, tell, isStoreNew });
    // Another machine's system layer may be there instead: then what was made here is of no use.
    if (layer.diffId === made.diffId) await afterStored(making, made, tell);
    return { layer, size: made.size, isMade: true };
  } finally {
    await sys.files.remove(made.file);
  }
};

/** Work that is not begun once the store was given up: what is made then would be lost. */
const untilDown = (): (<T>(work: () => Promise<T>) => Promise<T>) => {
  let down: DlEnvError | undefined;
  return async (work) => {
    if (down !== undefined) throw down;
    try {
      return await work();
    } catch (error) {
      if (error instanceof DlEnvError && error.code === "registry-down") down = error;
      throw error;
    }
  };
};

/**
 * Makes one layer when it has its turn, which it gives back while another build makes the same.
 */
const oneOf = (
  making: Begun,
  { progress, needed }: { readonly progress: LayerProgress; readonly needed: LayerSpace["of"] },
): ((spec: LayerSpec, inTurn: LimitFunction) => Promise<Stored>) => {
  const claims = makingClaims(making.sys, making.store);
  const unlessDown = untilDown();
  return async (spec, inTurn) => {
    const claimed = { tag: layerTag(spec), title: spec.title };
    const make = (): Promise<Stored> =>
      making.space.use(`Making ${spec.title}`, needed(spec), () =>
        progress.one(spec, (tell) => makeAndStore(making, spec, tell)),
      );
    for (;;) {
      const done = await inTurn(() => unlessDown(() => claims.attempt(claimed, make)));
      if ("result" in done) return done.result;
      await claims.passed(claimed, done.holder);
    }
  };
};

/**
 * Builds of one engine at the same time: each waits for the archive, for dpkg and for the disk in
 * turn, and each holds its base and what it unpacks.
 */
const ENGINE_BUILDS = 4;

/**
 * Makes layers and puts each into the store as soon as it is there, as many at once as there are
 * processors, system layers too, up to four. One that another build on this host makes is not made
 * twice. A failure of one leaves the others going; what they stored stays, complete, for the next
 * run. Rejects with `disk-full` before anything is made where all of it cannot fit.
 */
export const makeMissing = async (
  making: Making,
  specs: readonly LayerSpec[],
): Promise<MadeCount> => {
  const { sys, store } = making;
  const limit = pLimit(making.parallel ?? Math.max(2, sys.env.cpus));
  const engine = pLimit(Math.min(making.parallel ?? Math.max(2, sys.env.cpus), ENGINE_BUILDS));
  const progress = layerProgress(sys, specs);
  const inTurn = inMakingOrder(specs);
  const isStoreNew = inTurn.length > 0 && (await ensureWritable(store));
  const { needs, of: needed } = await layerSpace(making, inTurn);
  await making.space.reserve([...needs, ...(making.further ?? [])]);
  const one = oneOf({ ...making, isStoreNew }, { progress, needed });
  const settled = Promise.allSettled(
    inTurn.map((spec) => one(spec, spec.kind === "system" ? engine : limit)),
  );
  if (inTurn.length > 0) progress.all(settled);
  const results = await settled;
  const made = results
    .filter((result) => result.status === "fulfilled")
    .map((result) => result.value);
  const failed = inTurn.flatMap((spec, at) => {
    const result = results[at];
    return result?.status === "rejected" ? [{ spec, error: result.reason as unknown }] : [];
  });
  return {
    layers: made.filter(({ isMade }) => isMade).map(({ layer }) => layer),
    others: made.filter(({ isMade }) => !isMade).map(({ layer }) => layer),
    stored: made.reduce((sum, { size }) => sum + size, 0),
    isStoreNew,
    failed,
  };
};
