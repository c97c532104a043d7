import { dirname } from "node:path";
import type { LayerSpec } from "../image/recipe.ts";
import { archivedWheel } from "./archivedWheel.ts";
import { bytecodeEntries } from "./bytecodeEntries.ts";
import { fetchWheel } from "./fetchWheel.ts";
import { installWheels, venvName } from "./installWheels.ts";
import type { LayerEntry } from "./layerEntry.ts";
import type { LayerWork } from "./layerWork.ts";
import { checkOwners } from "./packageOwners.ts";
import { writeModules } from "./pythonEntries.ts";
import { SITE_PACKAGES, VENV } from "./venvPaths.ts";
import { deflatedFiles } from "./wheelArchive.ts";
import { readWheelTree, type WheelTree } from "./wheelTree.ts";

type WheelSpec = Extract<LayerSpec, { wheels: unknown }>;

/**
 * The wheel of a layer as a file, whose compressed content is used; undefined where uv fetches it.
 */
const wheelFile = async (
  { sys, tools, work, tell }: LayerWork,
  { wheels, indexes = [] }: WheelSpec,
): Promise<string | undefined> => {
  const [wheel, ...others] = wheels;
  if (tools.indexes === undefined || wheel === undefined || others.length > 0) return undefined;
  const folder = `${work}/wheel`;
  await sys.files.makeDir(folder);
  let received = 0;
  tell?.({ kind: "downloading", received: () => received });
  const onBytes = (size: number): void => void (received = size);
  return fetchWheel({ ...sys, onBytes }, tools.indexes(indexes), { wheel, folder });
};

/** A tree, and the folder where its modules lie as files, if they do. */
interface UnpackedTree extends WheelTree {
  readonly modules?: string;
}

/** What uv installs of a layer's wheels, of the one in a file where there is one. */
const treeByUv = async (
  { sys, tools, work, tell }: LayerWork,
  spec: WheelSpec,
  file: string | undefined,
): Promise<UnpackedTree> => {
  const cache = spec.kind === "rest" ? tools.wheelCache : undefined;
  const from = file === undefined ? {} : { folder: dirname(file) };
  const folder = await installWheels({ sys, tools, work, tell }, { ...spec, cache, ...from });
  const tree = await readWheelTree({
    files: sys.files,
    folder,
    venv: venvName(tools.interpreter),
    deflated: file === undefined ? undefined : await deflatedFiles(sys.files, file),
  });
  const lib = (await sys.files.list(`${folder}/lib`)).find((name) => /^python3\.\d+$/.test(name));
  return lib === undefined ? tree : { ...tree, modules: `${folder}/lib/${lib}/site-packages` };
};

/** Writes the modules of a tree that lies nowhere as files, and returns their folder. */
const writtenModules = async (
  { sys, work }: LayerWork,
  { entries }: WheelTree,
): Promise<string> => {
  const folder = `${work}/modules`;
  await sys.files.makeDir(folder);
  await writeModules(sys.files, { entries, path: SITE_PACKAGES }, folder);
  return folder;
};

/** The bytecode of a tree's modules, where the layer has any. */
const bytecodeOf = async (
  work: LayerWork,
  { bytecode, python: minor }: WheelSpec,
  tree: UnpackedTree,
): Promise<LayerEntry[]> => {
  const hasModules = tree.entries.some(({ path }) => path.startsWith(`${SITE_PACKAGES}/`));
  if (bytecode === undefined || !hasModules) return [];
  const folder = tree.modules ?? (await writtenModules(work, tree));
  const seen = `${VENV}/lib/python${minor}/site-packages`;
  const python = await work.tools.compilingPython(minor);
  const modules = { folder, seen, path: SITE_PACKAGES };
  return bytecodeEntries({ sys: work.sys, python, work: work.work }, modules, bytecode);
};

/**
 * The entries of a layer of wheels: of a single one's file alone where that says all, else as uv
 * installs them, which `isByUv` asks for. Rejects as installWheels does, with `path-conflict`, and
 * with NotDeflated where the file is not what it says of itself: then uv must.
 */
export const wheelEntries = async (
  work: LayerWork,
  spec: WheelSpec,
  isByUv: boolean,
): Promise<LayerEntry[]> => {
  const file = spec.kind === "rest" ? undefined : await wheelFile(work, spec);
  const archived =
    file === undefined || isByUv ? undefined : await archivedWheel(work.sys.files, file);
  const tree: UnpackedTree = archived ?? (await treeByUv(work, spec, file));
  checkOwners(tree.installed);
  const bytecode = await bytecodeOf(work, spec, tree);
  return spec.kind === "bytecode" ? bytecode : [...tree.entries, ...bytecode];
};
