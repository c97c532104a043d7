import type { Catalog, PythonRelease } from "../catalog/facts.ts";
import { foundProblem } from "../errors/error.ts";
import type { Base } from "../matrix/base.ts";
import type { Cell } from "../matrix/cell.ts";
import { needsLocale, type Customization } from "../matrix/customization.ts";
import { userOf, type ImageUser } from "../matrix/imageUser.ts";
import { customizer } from "../matrix/customizer.ts";
import type { Request } from "../matrix/request.ts";
import type { AptLock, Lock } from "../resolve/lock.ts";
import { memoized } from "../text/memoized.ts";
import { libraryPackages } from "./aptPackages.ts";
import type { AptRecipe } from "./aptRecipe.ts";
import { filesOf, type ImageSources } from "./imageFiles.ts";
import { inLayerOrder } from "./layerOrder.ts";
import { NOT_COMPILED } from "./bytecode.ts";
import { filesLayerSpec, ownLayerSpec, pythonLayerSpec, systemLayerSpec } from "./layerSpecs.ts";
import { ownEntries } from "./ownEntries.ts";
import { layerTag, type LayerSpec } from "./recipe.ts";
import { systemRecipe } from "./systemRecipe.ts";
import { lockLayers } from "./wheelLayers.ts";

/** Layers that cells share, with their tags as one text: what of them goes into keys. */
export interface SharedLayers {
  readonly layers: readonly LayerSpec[];
  readonly tags: string;
}

/** What decides the layers of all cells of one request. */
export interface LayerContext {
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
  readonly request: Pick<Request, "sudo" | "slim" | "bytecode" | "customization">;
  readonly sources: ImageSources;
}

/** What decides the layers of one cell. */
export interface LayerInput {
  readonly cell: Cell;
  readonly lock: Lock;
  readonly apt: AptLock;
  readonly base: Base;
}

/** The manifest of a base for this platform; its index, then its tag, while that is not known. */
export const baseDigest = (base: Base): string => base.platformDigest ?? base.digest ?? base.tag;

const shared = (layers: readonly LayerSpec[]): SharedLayers => ({
  layers,
  tags: layers.map(layerTag).join(" "),
});

const standalonePython = (pythons: readonly PythonRelease[], minor: string): PythonRelease => {
  const found = pythons.find((python) => python.minor === minor);
  if (found !== undefined) return found;
  const available = pythons.map((python) => python.minor).join(", ");
  throw foundProblem({
    code: "no-standalone-python",
    message: `The catalog has no archive of Python ${minor}; it has ${available}.`,
    hint: "Add it to: matrix/pythons.yml",
  });
};

/** Locales of an image beside C and C.UTF-8: those for comfort, and its own. */
const localesOf = (
  comfort: readonly string[],
  { slim }: Pick<Request, "slim">,
  own: string,
): readonly string[] => [...new Set([...(slim ? [] : comfort), ...(own === "" ? [] : [own])])];

/** System layers of images with one user and apt lock, by what else decides them as one text. */
const systemsOf = (
  { catalog, request, sources }: LayerContext,
  { apt, user }: { readonly apt: AptLock; readonly user: ImageUser },
): ((what: string) => SharedLayers) => {
  const snapshots = catalog.ubuntu.find(({ name }) => name === apt.release)?.snapshots;
  const recipe: AptRecipe = {
    apt,
    installer: sources.apt,
    ...(snapshots === undefined ? {} : { snapshots }),
  };
  return memoized((what: string) => {
    const [base = "", python = "", from = "", locale = "", ...ofLibraries] = what.split(" ");
    const pythonFrom = from === "ubuntu" ? "ubuntu" : "standalone";
    const cell = { python, pythonFrom, ubuntu: apt.release } as const;
    const system = systemRecipe(cell, recipe, {
      base,
      user,
      sudo: request.sudo,
      libraryPackages: ofLibraries,
      locales: localesOf(catalog.locales, request, locale),
    });
    return shared([systemLayerSpec(system)]);
  });
};

/** System layers, made once for each apt lock, base, Python of apt's, locale, user and packages. */
const systemLayers = (context: LayerContext): ((input: LayerInput) => SharedLayers) => {
  const { catalog, request } = context;
  const systems = memoized((user: ImageUser) =>
    memoized((apt: AptLock) => systemsOf(context, { apt, user })),
  );
  const addedTo = customizer(request);
  const users = memoized(userOf);
  const packagesOf = memoized((added: Customization) =>
    memoized(
      (cell: Cell) => libraryPackages(cell, catalog, { slim: request.slim, added }),
      ({ libraries, python, pythonFrom }) => `${libraries.join(" ")} ${python} ${pythonFrom}`,
    ),
  );
  return ({ cell, apt, base }) => {
    const python = cell.pythonFrom === "standalone" ? "" : cell.python;
    const added = addedTo(cell);
    const locale = needsLocale(added.locale) ? added.locale : "";
    const packages = packagesOf(added)(cell);
    const what = [baseDigest(base), python, cell.pythonFrom, locale, ...packages];
    return systems(users(added))(apt)(what.join(" "));
  };
};

/** The layers of cells in their order, each group made once for all the cells that share it. */
export const sharedLayers = (context: LayerContext): ((input: LayerInput) => SharedLayers[]) => {
  const { catalog, sources, request } = context;
  const systemOf = systemLayers(context);
  const locks = memoized((lock: Lock) => {
    const { wheels, frequent } = lockLayers(lock, catalog, request);
    return {
      wheels: shared(wheels),
      ...(frequent.length === 0 ? {} : { frequent: shared(frequent) }),
    };
  });
  const library = request.bytecode ? { except: NOT_COMPILED } : undefined;
  const pythons = memoized((minor: string) =>
    shared([pythonLayerSpec(standalonePython(catalog.pythons, minor), library)]),
  );
  const files = memoized((user: ImageUser) =>
    memoized((libraries: string) =>
      shared([filesLayerSpec(filesOf(sources, libraries.split(" "), user))]),
    ),
  );
  const addedTo = customizer(context.request);
  const users = memoized(userOf);
  const own = memoized((added: Customization) => {
    const entries = ownEntries(added, sources.own);
    return entries.length === 0 ? undefined : shared([ownLayerSpec(entries)]);
  });
  return (input) => {
    const { python, pythonFrom, libraries } = input.cell;
    const added = addedTo(input.cell);
    const ownFiles = own(added);
    return inLayerOrder({
      system: systemOf(input),
      ...(pythonFrom === "standalone" ? { python: pythons(python) } : {}),
      ...locks(input.lock),
      files: files(users(added))(libraries.join(" ")),
      ...(ownFiles === undefined ? {} : { own: ownFiles }),
    });
  };
};
