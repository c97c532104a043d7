import { hash } from "node:crypto";
import type { LaidLast, PythonRelease } from "../catalog/facts.ts";
import type { Lock, LockedWheel } from "../resolve/lock.ts";
import { encodeAptLock } from "../resolve/lockfile.ts";
import { LAYER_FORMAT, type ImageFile, type LayerSpec, type SystemRecipe } from "./recipe.ts";

type Spec<K extends LayerSpec["kind"]> = Extract<LayerSpec, { kind: K }>;

/** Wheels of this download size and more are a layer each; see docs/decisions/0020-which-wheels-are-layers.md. */
export const WHEEL_LAYER_BYTES = 4_000_000;
/** 110 for a whole image, less 16 for the largest base, less system, Python, rest, files and the list of wheels. */
export const MOST_WHEEL_LAYERS = 89;
/** Hex digits of a layer's key. */
const KEY_DIGITS = 32;

/** Key of a layer: sha256 over its kind, the layer format and what decides its content. */
const keyOf = (kind: LayerSpec["kind"], parts: readonly string[]): string =>
  hash("sha256", JSON.stringify([kind, LAYER_FORMAT, ...parts])).slice(0, KEY_DIGITS);

const byName = (a: LockedWheel, b: LockedWheel): number => (a.name < b.name ? -1 : 1);

const total = (wheels: readonly LockedWheel[]): number =>
  wheels.reduce((sum, wheel) => sum + wheel.download, 0);

const further = (lock: Lock): { indexes?: readonly string[] } =>
  lock.question.indexes.length === 0 ? {} : { indexes: lock.question.indexes };

/** The layer of one wheel: the same for every Python, Ubuntu and set, because its key is the wheel's own hash. */
export const wheelLayer = (wheel: LockedWheel, lock: Lock): Spec<"wheel"> => ({
  kind: "wheel",
  key: keyOf("wheel", [wheel.sha256]),
  title: `${wheel.name} ${wheel.version}`,
  download: wheel.download,
  wheels: [wheel],
  python: lock.question.python,
  platform: lock.question.platform,
  ...further(lock),
});

const restLayer = (wheels: readonly LockedWheel[], lock: Lock): Spec<"rest"> => ({
  kind: "rest",
  key: keyOf("rest", wheels.map(({ sha256 }) => sha256).sort()),
  title:
    wheels.length === 1
      ? `${wheels[0]?.name} ${wheels[0]?.version}`
      : `${wheels.length} small wheels`,
  download: total(wheels),
  wheels,
  python: lock.question.python,
  platform: lock.question.platform,
  ...further(lock),
});

/** Packages whose copy of a shared path is the one that counts, in the catalog's order. */
const lastNames = (laidLast: LaidLast): string[] => [...new Set(Object.values(laidLast).flat())];

/** Wheels of a lock that are laid after the others, and by hand installed after them, in this order. */
export const laidLastWheels = (lock: Lock, laidLast: LaidLast): LockedWheel[] =>
  lastNames(laidLast).flatMap((name) => lock.wheels.find((wheel) => wheel.name === name) ?? []);

/**
 * The layers of a lock, in the order laid: rest, wheels by name, then those that the catalog wants laid last. A wheel that must be last
 * is a layer of its own whatever its size; beyond MOST_WHEEL_LAYERS the smallest of the others go to the rest.
 */
export const lockLayers = (
  lock: Lock,
  laidLast: LaidLast,
  layerOf: (wheel: LockedWheel, lock: Lock) => LayerSpec = wheelLayer,
): LayerSpec[] => {
  const last = laidLastWheels(lock, laidLast);
  const others =
    last.length === 0 ? lock.wheels : lock.wheels.filter((wheel) => !last.includes(wheel));
  const large = others
    .filter((wheel) => wheel.download >= WHEEL_LAYER_BYTES)
    .sort((a, b) => b.download - a.download || byName(a, b));
  const own = large.slice(0, Math.max(0, MOST_WHEEL_LAYERS - last.length));
  const least = own.at(-1);
  const isOwn = (wheel: LockedWheel): boolean =>
    least !== undefined &&
    (wheel.download > least.download || (wheel.download === least.download && own.includes(wheel)));
  const rest = others.filter((wheel) => !isOwn(wheel)).sort(byName);
  return [
    ...(rest.length === 0 ? [] : [restLayer(rest, lock)]),
    ...own
      .sort(byName)
      .concat(last)
      .map((wheel) => layerOf(wheel, lock)),
  ];
};

/** The system layer: base, apt packages as of their date, and the texts of what runs decide it. */
export const systemLayerSpec = (system: SystemRecipe): Spec<"system"> => ({
  kind: "system",
  key: keyOf("system", [
    system.base,
    encodeAptLock(system.apt),
    system.script,
    ...system.files.map(({ content }) => content),
  ]),
  title: `system of ${system.release}${system.pythonFrom === "ubuntu" ? ` with Python ${system.python}` : ""}`,
  download: 0,
  system,
});

/** Bytes of an archive of python-build-standalone (install_only_stripped, x86_64): 24 to 34 MB in 2026. */
const PYTHON_DOWNLOAD = 34_000_000;

export const pythonLayerSpec = (python: PythonRelease): Spec<"python"> => ({
  kind: "python",
  key: keyOf("python", [python.version, python.sha256]),
  title: `Python ${python.version}`,
  download: PYTHON_DOWNLOAD,
  version: python.version,
  url: python.url,
  sha256: python.sha256,
});

export const filesLayerSpec = (files: readonly ImageFile[]): Spec<"files"> => ({
  kind: "files",
  key: keyOf(
    "files",
    files.map(({ path, mode, content }) => JSON.stringify([path, mode, content])),
  ),
  title: "files of dl-env",
  download: 0,
  files,
});
