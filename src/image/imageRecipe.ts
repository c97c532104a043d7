import { hash } from "node:crypto";
import type { Catalog, PythonRelease } from "../catalog/facts.ts";
import { foundProblem } from "../errors/error.ts";
import type { Cell } from "../matrix/cell.ts";
import type { Request } from "../matrix/request.ts";
import type { Base } from "../matrix/base.ts";
import type { AptLock, Lock, LockedWheel } from "../resolve/lock.ts";
import type { AptRecipe } from "./aptRecipe.ts";
import { COMMON_CONFIG } from "./commonConfig.ts";
import { filesOf, type ImageSources } from "./imageFiles.ts";
import { LICENCE_LIST } from "./imagePaths.ts";
import { labelsOf, ORDER_LABEL, orderKey, wheelLabels } from "./labels.ts";
import {
  filesLayerSpec,
  lockLayers,
  pythonLayerSpec,
  systemLayerSpec,
  wheelLayer,
} from "./layerSpecs.ts";
import { layerTag, type ImageRecipe, type LayerSpec } from "./recipe.ts";
import { systemRecipe } from "./systemRecipe.ts";

/** What all images of a request have in common. */
export interface RecipeContext {
  readonly catalog: Pick<Catalog, "laidLast" | "pythons" | "ubuntu">;
  readonly request: Pick<Request, "smoke" | "wheelCuda" | "cudnn" | "sudo">;
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

const digestOf = (base: Base): string => base.platformDigest ?? base.digest ?? base.tag;

const remembered = <K, V>(make: (key: K) => V): ((key: K) => V) => {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make(key);
    known.set(key, made);
    return made;
  };
};

/** Layers that cells share, with their tags as one text: what of them goes into keys. */
interface Shared {
  readonly layers: readonly LayerSpec[];
  readonly tags: string;
}

const shared = (layers: readonly LayerSpec[]): Shared => ({
  layers,
  tags: layers.map(layerTag).join(" "),
});

const COMMON_TEXT = JSON.stringify(COMMON_CONFIG);

/** Over everything that decides the image, the order of candidates included: what is under one key has one digest. The list of wheels follows from them, so its place stands for it. */
const keyOf = (
  base: Base,
  layers: readonly Shared[],
  labels: Readonly<Record<string, string>>,
): string => {
  const content = [
    digestOf(base),
    ...layers.map(({ tags }) => tags),
    LICENCE_LIST,
    COMMON_TEXT,
    JSON.stringify(labels),
  ];
  return hash("sha256", content.join("\n")).slice(0, KEY_DIGITS);
};

const standalonePython = (pythons: readonly PythonRelease[], minor: string): PythonRelease => {
  const found = pythons.find((python) => python.minor === minor);
  if (found !== undefined) return found;
  const known = pythons.map((python) => python.minor).join(", ");
  throw foundProblem({
    code: "no-standalone-python",
    message: `The catalog has no archive of Python ${minor}; it has ${known}.`,
    hint: "Add it to: matrix/pythons.yml",
  });
};

/**
 * Makes recipes for the cells of one request. What cells share (a lock's layers, a base's system layer, a set's files) is computed once, so that
 * ten thousand cells cost little more than their labels. A base whose digest is not known yet gives a key that says so by differing later.
 */
export const recipeMaker = ({
  catalog,
  request,
  sources,
}: RecipeContext): ((input: RecipeInput) => ImageRecipe) => {
  const wheels = new Map<string, LayerSpec>();
  const wheelOf = (wheel: LockedWheel, lock: Lock): LayerSpec => {
    const layer = wheels.get(wheel.sha256) ?? wheelLayer(wheel, lock);
    wheels.set(wheel.sha256, layer);
    return layer;
  };
  const locks = remembered((lock: Lock) => shared(lockLayers(lock, catalog.laidLast, wheelOf)));
  const stacks = remembered((lock: Lock) => wheelLabels(lock));
  const pythons = remembered((minor: string) =>
    shared([pythonLayerSpec(standalonePython(catalog.pythons, minor))]),
  );
  const files = remembered((libraries: string) =>
    shared([filesLayerSpec(filesOf(sources, libraries.split(" ")))]),
  );
  const aptOf = (apt: AptLock): AptRecipe => {
    const snapshots = catalog.ubuntu.find(({ name }) => name === apt.release)?.snapshots;
    return { apt, installer: sources.apt, ...(snapshots === undefined ? {} : { snapshots }) };
  };
  const systems = remembered((apt: AptLock) =>
    remembered((what: string) => {
      const [base = "", python = "", from = ""] = what.split(" ");
      const pythonFrom = from === "ubuntu" ? "ubuntu" : "standalone";
      return shared([
        systemLayerSpec(
          systemRecipe({ python, pythonFrom, ubuntu: apt.release }, aptOf(apt), base, request.sudo),
        ),
      ]);
    }),
  );
  return ({ cell, lock, apt, base, facts }) => {
    const isStandalone = cell.pythonFrom === "standalone";
    const system = systems(apt)(
      `${digestOf(base)} ${isStandalone ? "" : cell.python} ${cell.pythonFrom}`,
    );
    const parts = [
      system,
      ...(isStandalone ? [pythons(cell.python)] : []),
      locks(lock),
      files(cell.libraries.join(" ")),
    ];
    const labels = {
      ...labelsOf({
        cell,
        lock,
        wheels: stacks(lock),
        apt,
        base,
        request,
        ...(facts === undefined ? {} : { facts }),
      }),
      [ORDER_LABEL]: orderKey(cell, lock),
    };
    const config = { ...COMMON_CONFIG, labels };
    return {
      cell: cell.id,
      key: keyOf(base, parts, labels),
      layers: parts.flatMap(({ layers }) => layers),
      config,
    };
  };
};

/** The recipe of one cell; for many cells of one request use `recipeMaker`. */
export const imageRecipe = (context: RecipeContext, input: RecipeInput): ImageRecipe =>
  recipeMaker(context)(input);
