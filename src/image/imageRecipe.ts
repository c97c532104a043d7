import { hash } from "node:crypto";
import type { Catalog } from "../catalog/facts.ts";
import type { Base } from "../matrix/base.ts";
import type { Cell } from "../matrix/cell.ts";
import type { Request } from "../matrix/request.ts";
import type { AptLock, Lock } from "../resolve/lock.ts";
import { memoized } from "../text/memoized.ts";
import type { RunStep } from "../matrix/customization.ts";
import { userOf } from "../matrix/imageUser.ts";
import { customizer } from "../matrix/customizer.ts";
import { customizedConfigs, sortedByName } from "./customizedConfig.ts";
import type { ImageSources } from "./imageFiles.ts";
import { LICENCE_LIST } from "./imagePaths.ts";
import { libraryEnv, withLibraryEnv } from "./libraryEnv.ts";
import { labelsOf, ORDER_LABEL, runLabels, orderKey, userLabel, wheelLabels } from "./labels.ts";
import { runLayerSpec } from "./layerSpecs.ts";
import { layerTag, type ImageConfig, type ImageRecipe } from "./recipe.ts";
import { baseDigest, sharedLayers, type SharedLayers } from "./sharedLayers.ts";

/** What all images of a request have in common. */
export interface RecipeContext {
  readonly catalog: Pick<
    Catalog,
    | "overlapWinners"
    | "layerOrder"
    | "releasedOften"
    | "noBytecode"
    | "pythons"
    | "ubuntu"
    | "libraries"
    | "locales"
  >;
  readonly request: Pick<
    Request,
    "smoke" | "wheelCuda" | "cudnn" | "sudo" | "slim" | "bytecode" | "customization"
  >;
  readonly sources: ImageSources;
}

/** One accepted cell with all that was chosen for it. */
export interface RecipeInput {
  readonly cell: Cell;
  readonly lock: Lock;
  readonly apt: AptLock;
  readonly base: Base;
  /** Further labels without the prefix. */
  readonly facts?: Readonly<Record<string, string>>;
}

/** Hex digits of an image's key. */
const KEY_DIGITS = 12;

/**
 * Over everything that decides the image, the order of candidates included: what is under one key
 * has one digest. The list of wheels follows from them, so its place stands for it.
 */
const imageKey = (
  base: Base,
  layers: readonly SharedLayers[],
  { config, labels }: { readonly config: string; readonly labels: ImageConfig["labels"] },
): string => {
  const content = [
    baseDigest(base),
    ...layers.map(({ tags }) => tags),
    LICENCE_LIST,
    config,
    JSON.stringify(labels),
  ];
  return hash("sha256", content.join("\n")).slice(0, KEY_DIGITS);
};

/** The layers with what steps leave on top, where there are steps. */
const withSteps = (
  layers: readonly SharedLayers[],
  steps: readonly RunStep[],
  below: { readonly base: string; readonly config: string },
): readonly SharedLayers[] => {
  if (steps.length === 0) return layers;
  const spec = runLayerSpec(steps, { ...below, tags: layers.map(({ tags }) => tags) });
  return [...layers, { layers: [spec], tags: layerTag(spec) }];
};

/**
 * Makes recipes for the cells of one request. What cells share (a lock's layers, a base's system
 * layer, a set's files) is computed once, so that ten thousand cells cost little more than their
 * labels. A base whose digest is not known yet gives a key that says so by differing later.
 */
export const recipeMaker = (context: RecipeContext): ((input: RecipeInput) => ImageRecipe) => {
  const layersOf = sharedLayers(context);
  const wheelsOf = memoized((lock: Lock) => wheelLabels(lock));
  const addedTo = customizer(context.request);
  const configOf = customizedConfigs();
  const envOf = memoized((libraries: readonly string[]) => libraryEnv(libraries, context.catalog));
  return (input) => {
    const { cell, lock, base } = input;
    const added = addedTo(cell);
    const { config, text } = withLibraryEnv(configOf(added), envOf(cell.libraries));
    const groups = withSteps(layersOf(input), added.run, { base: baseDigest(base), config: text });
    const labels = {
      ...labelsOf({ ...input, wheels: wheelsOf(lock), request: context.request }),
      ...userLabel(userOf(added)),
      ...runLabels(added.run),
      ...sortedByName(added.labels),
      [ORDER_LABEL]: orderKey(cell, lock),
    };
    return {
      cell: cell.id,
      key: imageKey(base, groups, { config: text, labels }),
      layers: groups.flatMap(({ layers }) => layers),
      config: { ...config, labels },
    };
  };
};
