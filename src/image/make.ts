import { createHash } from "node:crypto";
import type { Catalog, PythonRelease } from "../catalog/facts.ts";
import { foundProblem } from "../errors.ts";
import type { Cell } from "../matrix/cell.ts";
import type { Request } from "../matrix/request.ts";
import type { Base } from "../matrix/verdict.ts";
import type { AptLock, Lock } from "../resolve/lock.ts";
import { configOf } from "./config.ts";
import { filesOf, type ImageSources } from "./files.ts";
import { ORDER_LABEL } from "./labels.ts";
import { filesLayerSpec, lockLayers, pythonLayerSpec, systemLayerSpec } from "./layers.ts";
import type { ImageConfig, ImageRecipe, LayerSpec } from "./recipe.ts";
import { systemRecipe } from "./system.ts";

/** What all images of a request have in common. */
export interface RecipeContext {
  readonly catalog: Pick<Catalog, "laidLast" | "pythons">;
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

const keyOf = (base: Base, layers: readonly LayerSpec[], config: ImageConfig): string => {
  // The time of a lock is no content: the same wheels chosen again tomorrow are the same image.
  const { [ORDER_LABEL]: _order, ...labels } = config.labels;
  const content = [base.platformDigest ?? base.digest ?? base.tag, layers.map(({ kind, key }) => `${kind}-${key}`), { ...config, labels }];
  return createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, KEY_DIGITS);
};

const standalonePython = (pythons: readonly PythonRelease[], minor: string): PythonRelease => {
  const found = pythons.find((python) => python.minor === minor);
  if (found !== undefined) return found;
  const known = pythons.map((python) => python.minor).join(", ");
  throw foundProblem({ code: "no-standalone-python", message: `The catalog has no archive of Python ${minor}; it has ${known}.`, hint: "Add it to: matrix/pythons.yml" });
};

/**
 * Makes recipes for the cells of one request. What cells share (a lock's layers, a base's system layer, a set's files) is computed once, so that
 * ten thousand cells cost little more than their labels. A base whose digest is not known yet gives a key that says so by differing later.
 */
export const recipeMaker = ({ catalog, request, sources }: RecipeContext): ((input: RecipeInput) => ImageRecipe) => {
  const locks = remembered((lock: Lock) => lockLayers(lock, catalog.laidLast));
  const pythons = remembered((minor: string) => pythonLayerSpec(standalonePython(catalog.pythons, minor)));
  const files = remembered((libraries: string) => filesLayerSpec(filesOf(sources, libraries.split(" "))));
  const systems = remembered((apt: AptLock) => remembered((what: string) => systemOf(apt, what)));
  const systemOf = (apt: AptLock, what: string): LayerSpec => {
    const [base = "", python = "", from = ""] = what.split(" ");
    const pythonFrom = from === "ubuntu" ? "ubuntu" : "standalone";
    return systemLayerSpec(systemRecipe({ python, pythonFrom, ubuntu: apt.release }, apt, base, request.sudo));
  };
  return ({ cell, lock, apt, base, facts }) => {
    const isStandalone = cell.pythonFrom === "standalone";
    const system = systems(apt)(`${base.platformDigest ?? base.digest ?? base.tag} ${isStandalone ? "" : cell.python} ${cell.pythonFrom}`);
    const layers = [system, ...(isStandalone ? [pythons(cell.python)] : []), ...locks(lock), files(cell.libraries.join(" "))];
    const config = configOf({ cell, lock, apt, base, request, ...(facts === undefined ? {} : { facts }) });
    return { cell: cell.id, key: keyOf(base, layers, config), layers, config };
  };
};

/** The recipe of one cell; for many cells of one request use `recipeMaker`. */
export const imageRecipe = (context: RecipeContext, input: RecipeInput): ImageRecipe => recipeMaker(context)(input);
