import { hash } from "node:crypto";
import type { PythonRelease } from "../catalog/facts.ts";
import type { AptLock, Lock, LockedWheel } from "../resolve/lock.ts";
import { encodeAptLock } from "../resolve/lockfile.ts";
import type { RunStep } from "../matrix/customization.ts";
import { count } from "../text/units.ts";
import { runContext } from "./runRecipe.ts";
import { aptExtras } from "./aptRecipe.ts";
import { BYTECODE_FORMAT } from "./bytecode.ts";
import {
  LAYER_FORMAT,
  type Bytecode,
  type ImageFile,
  type LayerSpec,
  type OwnEntry,
  type SystemRecipe,
} from "./recipe.ts";

type Spec<K extends LayerSpec["kind"]> = Extract<LayerSpec, { kind: K }>;

/** Hex digits of a layer's key. */
const KEY_DIGITS = 32;

/** Key of a layer: sha256 over its kind, the layer format and what decides its content. */
const keyOf = (kind: LayerSpec["kind"], parts: readonly string[]): string =>
  hash("sha256", JSON.stringify([kind, LAYER_FORMAT, ...parts])).slice(0, KEY_DIGITS);

const total = (wheels: readonly LockedWheel[]): number =>
  wheels.reduce((sum, wheel) => sum + wheel.download, 0);

const further = (lock: Lock): { indexes?: readonly string[] } =>
  lock.question.indexes.length === 0 ? {} : { indexes: lock.question.indexes };

/** What a key says of the bytecode in a layer. */
const compiled = (python: string, bytecode: Bytecode | undefined): string[] =>
  bytecode === undefined
    ? []
    : [`bytecode ${BYTECODE_FORMAT} for Python ${python} but ${bytecode.except}`];

const withBytecode = (bytecode: Bytecode | undefined): { bytecode?: Bytecode } =>
  bytecode === undefined ? {} : { bytecode };

/**
 * The layer of one wheel: the same for every Python, Ubuntu and set, because its key is the wheel's
 * own hash. A wheel for one Python has its bytecode beside it.
 */
export const wheelLayer = (
  wheel: LockedWheel,
  lock: Lock,
  bytecode?: Bytecode,
): Spec<"wheel" | "bytecode"> => ({
  kind: "wheel",
  key: keyOf("wheel", [wheel.sha256, ...compiled(lock.question.python, bytecode)]),
  title: `${wheel.name} ${wheel.version}`,
  download: wheel.download,
  wheels: [wheel],
  ...withBytecode(bytecode),
  python: lock.question.python,
  platform: lock.question.platform,
  ...further(lock),
});

/** The layer with the bytecode of a wheel for several Pythons, for the lock's Python. */
export const bytecodeLayer = (
  wheel: LockedWheel,
  lock: Lock,
  bytecode: Bytecode,
): Spec<"wheel" | "bytecode"> => ({
  ...wheelLayer(wheel, lock, bytecode),
  kind: "bytecode",
  key: keyOf("bytecode", [wheel.sha256, ...compiled(lock.question.python, bytecode)]),
  title: `bytecode of ${wheel.name} ${wheel.version} for Python ${lock.question.python}`,
});

/** The layer of the small wheels of a lock. */
export const restLayer = (
  wheels: readonly LockedWheel[],
  lock: Lock,
  bytecode?: Bytecode,
): Spec<"rest"> => ({
  kind: "rest",
  key: keyOf("rest", [
    ...wheels.map(({ sha256 }) => sha256).sort(),
    ...compiled(lock.question.python, bytecode),
  ]),
  title:
    wheels.length === 1
      ? `${wheels[0]?.name} ${wheels[0]?.version}`
      : `${wheels.length} small wheels`,
  download: total(wheels),
  wheels,
  ...withBytecode(bytecode),
  python: lock.question.python,
  platform: lock.question.platform,
  ...further(lock),
});

/**
 * The apt lock as far as it decides this layer. Where it has no versions, the names that only other
 * images of the release need decide nothing: a Python more in the matrix makes no layer again.
 */
const decidingLock = ({ apt, ...system }: SystemRecipe): AptLock =>
  apt.packages === undefined
    ? { ...apt, extras: aptExtras(system).filter((name) => !apt.asked.includes(name)) }
    : apt;

/** The system layer: base, apt packages as of their date, and the texts of what runs decide it. */
export const systemLayerSpec = (system: SystemRecipe): Spec<"system"> => ({
  kind: "system",
  key: keyOf("system", [
    system.base,
    encodeAptLock(decidingLock(system)),
    system.script,
    ...system.files.map(({ content }) => content),
  ]),
  title:
    "system of " +
    `${system.release}${system.pythonFrom === "ubuntu" ? ` with Python ${system.python}` : ""}`,
  download: 0,
  system,
});

/**
 * Bytes of an archive of python-build-standalone (install_only_stripped, x86_64): 24 to 34 MB in
 * 2026.
 */
const PYTHON_DOWNLOAD = 34_000_000;

/** The layer of a standalone Python, with the bytecode of its standard library. */
export const pythonLayerSpec = (python: PythonRelease, bytecode?: Bytecode): Spec<"python"> => ({
  kind: "python",
  key: keyOf("python", [python.version, python.sha256, ...compiled(python.minor, bytecode)]),
  title: `Python ${python.version}`,
  download: PYTHON_DOWNLOAD,
  version: python.version,
  url: python.url,
  sha256: python.sha256,
  ...withBytecode(bytecode),
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

/** The layer that steps leave: their text, and everything below them, decide it. */
export const runLayerSpec = (
  steps: readonly RunStep[],
  below: { readonly base: string; readonly tags: readonly string[]; readonly config: string },
): Spec<"run"> => ({
  kind: "run",
  key: keyOf("run", [
    below.base,
    ...below.tags,
    below.config,
    ...runContext(steps).map(({ content }) => content),
  ]),
  title: `${count(steps.length, "step")} of dl-env.yml`,
  download: 0,
  steps,
});

/** The layer of one's own files, by their content and not by where they lie here. */
export const ownLayerSpec = (entries: readonly OwnEntry[]): Spec<"own"> => ({
  kind: "own",
  key: keyOf(
    "own",
    entries.map(({ path, mode, uid, gid, content }) => {
      const { kind } = content;
      const what = kind === "file" ? content.sha256 : kind === "symlink" ? content.target : "";
      return JSON.stringify([kind, path, mode, uid, gid, what]);
    }),
  ),
  title: "files of dl-env.yml",
  download: 0,
  entries,
});
