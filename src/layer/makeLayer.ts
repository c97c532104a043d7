import { foundProblem } from "../errors/error.ts";
import {
  layerTag,
  type ImageFile,
  type LayerSpec,
  type MadeLayer,
  type OwnEntry,
} from "../image/recipe.ts";
import { minorOf } from "../catalog/versions.ts";
import { standaloneFolder } from "../image/standalonePython.ts";
import { bytecodeEntries } from "./bytecodeEntries.ts";
import { writeBlob } from "./writeBlob.ts";
import { bytesEntry, ownedEntry, type LayerEntry } from "./layerEntry.ts";
import { NotDeflated } from "./deflated.ts";
import { ordered } from "./orderedEntries.ts";
import { encodePaths } from "./pathList.ts";
import { pythonEntries, writeModules } from "./pythonEntries.ts";
import type { LayerWork } from "./layerWork.ts";
import { wheelEntries } from "./wheelEntries.ts";

/** A layer that can be made without an engine. */
export type OwnLayerSpec = Exclude<LayerSpec, { kind: "system" | "run" }>;

const fileEntries = (files: readonly ImageFile[]): LayerEntry[] =>
  files.map((file) =>
    bytesEntry(file.path.replace(/^\//, ""), file.mode, Buffer.from(file.content)),
  );

type PythonSpec = Extract<OwnLayerSpec, { kind: "python" }>;

/** The bytecode of a standalone Python's own modules, where the layer has any. */
const libraryBytecode = async (
  { sys, tools, work }: LayerWork,
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

const entriesOf = async (
  { sys, tools, work, tell }: LayerWork,
  spec: OwnLayerSpec,
  isByUv: boolean,
): Promise<LayerEntry[]> => {
  switch (spec.kind) {
    case "wheel":
    case "rest":
    case "bytecode":
      return wheelEntries({ sys, tools, work, tell }, spec, isByUv);
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

const make = async (
  { sys, tools, work, tell }: LayerWork,
  spec: OwnLayerSpec,
  isByUv: boolean,
): Promise<MadeLayer> => {
  const temp = await sys.files.makeTemp("layer-", work);
  try {
    const entries = ordered(await entriesOf({ sys, tools, work: temp, tell }, spec, isByUv));
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

/**
 * Makes one layer of ours as `<work>/<kind>-<key>.tar.gz`: layer format 1, the same bytes on every
 * machine, as far as bytecode goes where the same release of Python compiles it. Nothing else is
 * left in `work`. Rejects with `wheel-hash`, `wheel-gone`, `index-unreachable`, `disk-full`,
 * `path-conflict`, `archive-hash`. Room for it is the caller's to keep.
 */
export const makeLayer = async (work: LayerWork, spec: OwnLayerSpec): Promise<MadeLayer> => {
  try {
    return await make(work, spec, false);
  } catch (error) {
    if (!(error instanceof NotDeflated)) throw error;
    return make(work, spec, true);
  }
};
