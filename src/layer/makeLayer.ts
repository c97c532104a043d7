import { dirname } from "node:path";
import { foundProblem } from "../errors/error.ts";
import {
  layerTag,
  type ImageFile,
  type LayerSpec,
  type MadeLayer,
  type OwnEntry,
} from "../image/recipe.ts";
import type { System } from "../system/ports.ts";
import { minorOf } from "../catalog/versions.ts";
import { standaloneFolder } from "../image/standalonePython.ts";
import { bytecodeEntries } from "./bytecodeEntries.ts";
import { SITE_PACKAGES, VENV } from "./venvPaths.ts";
import { writeBlob } from "./writeBlob.ts";
import { bytesEntry, ownedEntry, type LayerEntry } from "./layerEntry.ts";
import { fetchWheel } from "./fetchWheel.ts";
import { installWheels, venvName, type WheelTools } from "./installWheels.ts";
import { ordered } from "./orderedEntries.ts";
import { checkOwners } from "./packageOwners.ts";
import { encodePaths } from "./pathList.ts";
import { pythonEntries, writeModules } from "./pythonEntries.ts";
import type { TellPhase } from "./layerProgress.ts";
import { deflatedFiles } from "./wheelArchive.ts";
import { readWheelTree } from "./wheelTree.ts";

/** What layers are made with: uv and its Python for wheels, mirrors for archives. */
export interface LayerTools extends WheelTools {
  /** Path of a CPython of this minor version, which compiles modules for it. */
  readonly compilingPython: (minor: string) => Promise<string>;
  /**
   * Where small wheels lie unpacked while the run lasts: locks share most of them, and each has a
   * layer of its own rest. Absent where nothing is kept.
   */
  readonly wheelCache?: string;
  /** Host or address prefix -> what to use instead. */
  readonly mirrors: Readonly<Record<string, string>>;
  /**
   * Addresses of the default index and of those named, as far as they may be asked without a
   * secret. Absent where uv fetches every wheel.
   */
  readonly indexes?: (names: readonly string[]) => readonly string[];
}

/** A layer that can be made without an engine. */
export type OwnLayerSpec = Exclude<LayerSpec, { kind: "system" | "run" }>;

/** Where and with what a layer is made. */
export interface LayerWork {
  readonly sys: System;
  readonly tools: LayerTools;
  /** Private folder. */
  readonly work: string;
  /** Told what is being done; nobody is where it is absent. */
  readonly tell?: TellPhase | undefined;
}

const fileEntries = (files: readonly ImageFile[]): LayerEntry[] =>
  files.map((file) =>
    bytesEntry(file.path.replace(/^\//, ""), file.mode, Buffer.from(file.content)),
  );

type WheelSpec = Extract<OwnLayerSpec, { wheels: unknown }>;
type PythonSpec = Extract<OwnLayerSpec, { kind: "python" }>;
type MakeWork = Omit<LayerWork, "tell">;

/** The bytecode of an installed tree, where the layer has any. */
const wheelBytecode = async (
  { sys, tools, work }: MakeWork,
  { bytecode, python: minor }: WheelSpec,
  tree: string,
): Promise<LayerEntry[]> => {
  const lib = (await sys.files.list(`${tree}/lib`)).find((name) => /^python3\.\d+$/.test(name));
  if (bytecode === undefined || lib === undefined) return [];
  const modules = {
    folder: `${tree}/lib/${lib}/site-packages`,
    seen: `${VENV}/lib/python${minor}/site-packages`,
    path: SITE_PACKAGES,
  };
  const python = await tools.compilingPython(minor);
  return bytecodeEntries({ sys, python, work }, modules, bytecode);
};

/** The bytecode of a standalone Python's own modules, where the layer has any. */
const libraryBytecode = async (
  { sys, tools, work }: MakeWork,
  { bytecode, version }: PythonSpec,
  entries: readonly LayerEntry[],
): Promise<LayerEntry[]> => {
  if (bytecode === undefined) return [];
  const minor = minorOf(version);
  const path = `${standaloneFolder(version)}/lib/python${minor}`;
  const folder = `${work}/library`;
  await writeModules(sys.files, { entries, path }, folder);
  const python = await tools.compilingPython(minor);
  return bytecodeEntries({ sys, python, work }, { folder, seen: path, path }, bytecode);
};

/**
 * The wheel of a layer as a file, whose compressed content is used; undefined where uv fetches it.
 */
const wheelFile = async (
  { sys, tools, work, tell }: LayerWork,
  { wheels, indexes = [] }: Extract<WheelSpec, { kind: "wheel" | "bytecode" }>,
): Promise<string | undefined> => {
  if (tools.indexes === undefined) return undefined;
  const folder = `${work}/wheel`;
  await sys.files.makeDir(folder);
  let received = 0;
  tell?.({ kind: "downloading", received: () => received });
  const onBytes = (size: number): void => void (received = size);
  const wheel = { wheel: wheels[0], folder };
  return fetchWheel({ ...sys, onBytes }, tools.indexes(indexes), wheel);
};

const entriesOf = async (
  { sys, tools, work, tell }: LayerWork,
  spec: OwnLayerSpec,
): Promise<LayerEntry[]> => {
  switch (spec.kind) {
    case "wheel":
    case "rest": {
      const cache = spec.kind === "rest" ? tools.wheelCache : undefined;
      const file =
        spec.kind === "wheel" ? await wheelFile({ sys, tools, work, tell }, spec) : undefined;
      const from = file === undefined ? {} : { folder: dirname(file) };
      const folder = await installWheels({ sys, tools, work, tell }, { ...spec, cache, ...from });
      const tree = await readWheelTree({
        files: sys.files,
        folder,
        venv: venvName(tools.interpreter),
        deflated: file === undefined ? undefined : await deflatedFiles(sys.files, file),
      });
      checkOwners(tree.installed);
      return [...tree.entries, ...(await wheelBytecode({ sys, tools, work }, spec, folder))];
    }
    case "bytecode": {
      const folder = await installWheels({ sys, tools, work, tell }, spec);
      return wheelBytecode({ sys, tools, work }, spec, folder);
    }
    case "python": {
      const python = await pythonEntries({ sys, mirrors: tools.mirrors, work, tell }, spec);
      return [...python, ...(await libraryBytecode({ sys, tools, work }, spec, python))];
    }
    case "files":
      return fileEntries(spec.files);
    case "own":
      return spec.entries.map(({ path, ...entry }) => ownedEntry(path.slice(1), entry));
  }
};

/** The key is of what was read for the plan: a file that has changed since is not of that key. */
const requireUnchanged = (
  entries: readonly OwnEntry[],
  hashes: ReadonlyMap<string, string>,
): void => {
  const changed = entries.find(
    ({ path, content }) =>
      content.kind === "file" && !content.sha256.startsWith(hashes.get(path.slice(1)) ?? "none"),
  );
  if (changed?.content.kind !== "file") return;
  throw foundProblem({
    code: "own-file-changed",
    message: `${changed.content.source} changed while its layer was made.`,
    hint: "Once nobody writes there, type it again: dl-env build",
  });
};

/**
 * Makes one layer of ours as `<work>/<kind>-<key>.tar.gz`: layer format 1, the same bytes on every
 * machine, as far as bytecode goes where the same release of Python compiles it. Nothing else is
 * left in `work`. Rejects with `wheel-hash`, `wheel-gone`, `index-unreachable`, `disk-full`,
 * `path-conflict`, `archive-hash`. Room for it is the caller's to keep.
 */
export const makeLayer = async (
  { sys, tools, work, tell }: LayerWork,
  spec: OwnLayerSpec,
): Promise<MadeLayer> => {
  const temp = await sys.files.makeTemp("layer-", work);
  try {
    const entries = ordered(
      await entriesOf({ sys, tools, work: temp, ...(tell === undefined ? {} : { tell }) }, spec),
    );
    let packed = 0;
    tell?.({ kind: "packing", packed: () => packed });
    const onBytes = (size: number): void => void (packed = size);
    const file = `${work}/${layerTag(spec)}.tar.gz`;
    const { layer, hashes } = await writeBlob({ ...sys, onBytes }, entries, file);
    if (spec.kind === "own") requireUnchanged(spec.entries, hashes);
    return { ...layer, paths: encodePaths(hashes) };
  } finally {
    await sys.files.remove(temp);
  }
};
