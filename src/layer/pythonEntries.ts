import type { LayerSpec } from "../image/recipe.ts";
import { minorOf } from "../catalog/versions.ts";
import { standaloneFolder, standaloneVenvConfig } from "../image/standalonePython.ts";
import { mirrored } from "../text/mirrors.ts";
import type { System } from "../system/ports.ts";
import { downloadArchive } from "./downloadArchive.ts";
import type { TellPhase } from "./layerProgress.ts";
import {
  bytesEntry,
  directoryEntry,
  fileEntry,
  hardlinkEntry,
  symlinkEntry,
  type LayerEntry,
} from "./layerEntry.ts";
import { entryContent } from "./entryContent.ts";
import { firstIsFile } from "./hardlinks.ts";
import { readTar } from "./readTar.ts";
import type { ReadEntry } from "./tarMembers.ts";

type PythonSpec = Extract<LayerSpec, { kind: "python" }>;

/**
 * /opt/venv for a standalone Python: what `python3 -m venv` would make, with the neutral folder for
 * packages.
 */
const venvSkeleton = (version: string): LayerEntry[] => {
  const minor = minorOf(version);
  return [
    bytesEntry("opt/venv/pyvenv.cfg", 0o644, Buffer.from(standaloneVenvConfig(version))),
    symlinkEntry("opt/venv/bin/python3", `/${standaloneFolder(version)}/bin/python${minor}`),
    symlinkEntry("opt/venv/bin/python", "python3"),
    symlinkEntry(`opt/venv/bin/python${minor}`, "python3"),
    symlinkEntry(`opt/venv/lib/python${minor}`, "python3"),
    symlinkEntry("opt/venv/lib64", "lib"),
    symlinkEntry(`opt/venv/include/site/python${minor}`, "python3"),
    directoryEntry("opt/venv/include/site/python3"),
    directoryEntry("opt/venv/lib/python3/site-packages"),
  ];
};

const moved = (entry: ReadEntry, folder: string): LayerEntry[] => {
  const inFolder = (path: string): string => path.replace(/^python(?=\/|$)/, folder);
  const path = inFolder(entry.path);
  if (!path.startsWith(`${folder}/`) || path.split("/").includes("__pycache__")) return [];
  switch (entry.kind) {
    case "file":
      return entry.content === undefined
        ? []
        : [fileEntry(path, entry.mode, { size: entry.size, content: entry.content })];
    case "symlink":
      return [symlinkEntry(path, entry.target ?? "")];
    case "hardlink":
      return [hardlinkEntry(path, entry.mode, inFolder(entry.target ?? ""))];
    case "directory":
      return [directoryEntry(path)];
    case "other":
      return [];
  }
};

/** Writes the modules below `path` of these entries to `folder`, to be compiled there. */
export const writeModules = async (
  files: Pick<System["files"], "read" | "write">,
  { entries, path }: { readonly entries: readonly LayerEntry[]; readonly path: string },
  folder: string,
): Promise<void> => {
  for (const entry of entries) {
    const { path: at, kind } = entry;
    const isModule = kind === "file" && at.startsWith(`${path}/`) && at.endsWith(".py");
    if (!isModule || at.split("/").includes("..")) continue;
    const parts: Uint8Array[] = [];
    for await (const part of entryContent(files, entry)) parts.push(part);
    await files.write(`${folder}/${at.slice(path.length + 1)}`, Buffer.concat(parts));
  }
};

/** Where an archive is unpacked, and which mirrors may have it. */
interface ArchiveWork {
  readonly sys: System;
  /** Host or address prefix -> what is asked instead. */
  readonly mirrors: Readonly<Record<string, string>>;
  /** Private folder. */
  readonly work: string;
  readonly tell?: TellPhase | undefined;
}

/**
 * The entries of a Python layer: the archive at /opt/python/X.Y, checked against its sha256, and
 * /opt/venv for it.
 */
export const pythonEntries = async (
  { sys, mirrors, work, tell }: ArchiveWork,
  spec: PythonSpec,
): Promise<LayerEntry[]> => {
  const archive = `${work}/python.tar.gz`;
  let received = 0;
  tell?.({ kind: "downloading", received: () => received });
  const onBytes = (size: number): void => void (received = size);
  await downloadArchive(
    { ...sys, onBytes },
    { url: mirrored(spec.url, mirrors), sha256: spec.sha256 },
    archive,
  );
  const read = await readTar(sys.files, archive, `${work}/bodies`);
  return [
    ...firstIsFile(read.flatMap((entry) => moved(entry, standaloneFolder(spec.version)))),
    ...venvSkeleton(spec.version),
  ];
};
