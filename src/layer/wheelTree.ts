import pLimit from "p-limit";
import { foundProblem } from "../errors/error.ts";
import type { Files } from "../system/ports.ts";
import { walkFolder, type FoundFile } from "../system/walkFolder.ts";
import { bytes, count } from "../text/units.ts";
import { bytesEntry, fileEntry, symlinkEntry, type LayerEntry } from "./layerEntry.ts";
import { ARCHIVE_LIMITS, overLimit } from "./archiveLimits.ts";
import { neutralScript } from "./shebang.ts";
import {
  isRecordPath,
  isScriptPath,
  recordedPath,
  titleOfRecord,
  VENV,
  venvPath,
} from "./venvPaths.ts";
import type { Deflated } from "./deflated.ts";
import {
  contentOf,
  printRecord,
  readRecord,
  recordRow,
  type RecordedContent,
  type RecordRow,
} from "./wheelRecord.ts";

/** Scripts that are read at the same time. */
const SIDE_BY_SIDE = 16;

/** A tree that `uv pip install --prefix` wrote. */
interface PrefixTree {
  readonly files: Files;
  readonly folder: string;
  /** Folder name of the environment whose interpreter uv was given. */
  readonly venv: string;
  /** Files of the wheel that lie deflated in it, by their path below the environment. */
  readonly deflated?: ReadonlyMap<string, Deflated> | undefined;
}

/** What one installed package says of its files, with the paths as they stand in the image. */
export interface Installed {
  /** Folder name without `.dist-info`: `tqdm-4.70.1`. */
  readonly title: string;
  readonly files: readonly { readonly path: string; readonly hash: string }[];
}

/**
 * The files of a `--prefix` tree as layer format 1 has them, and what each package's RECORD says.
 */
export interface WheelTree {
  readonly entries: readonly LayerEntry[];
  readonly installed: readonly Installed[];
}

/** An entry, and for scripts what a RECORD says of their content. */
interface TreeEntry {
  readonly entry: LayerEntry;
  readonly content?: RecordedContent;
}

/**
 * What uv notes of a wheel that it took from a folder: when the file was written. Of one from an
 * index it notes nothing.
 */
const isNoteOfUv = (path: string): boolean => /(^|\/)[^/]+\.dist-info\/uv_cache\.json$/.test(path);

const findFiles = async ({ files, folder }: PrefixTree): Promise<FoundFile[]> => {
  const found: FoundFile[] = [];
  for await (const file of walkFolder(files, folder)) {
    if (file.path === ".lock" || file.path.split("/").includes("__pycache__")) continue;
    if (isNoteOfUv(file.path)) continue;
    found.push(file);
    if (found.length > ARCHIVE_LIMITS.entries)
      throw overLimit(
        `A wheel has ${count(found.length, "file")} and more`,
        count(ARCHIVE_LIMITS.entries, "file"),
      );
  }
  return found;
};

const scriptEntry = async (tree: PrefixTree, found: FoundFile): Promise<TreeEntry> => {
  const source = `${tree.folder}/${found.path}`;
  const script = (await tree.files.readBytes(source)) ?? new Uint8Array();
  const neutral = neutralScript(script, tree.venv);
  const path = venvPath(found.path);
  const entry =
    neutral === undefined
      ? fileEntry(path, found.mode, {
          size: script.length,
          content: { kind: "file", path: source },
        })
      : bytesEntry(path, found.mode, neutral);
  return { entry, content: contentOf(neutral ?? script) };
};

/** Where the file's content lies deflated, if what is known of it is of this size. */
const deflatedAt = (
  { deflated }: PrefixTree,
  { path, found }: { readonly path: string; readonly found: FoundFile },
): { deflated?: Deflated } => {
  const there = deflated?.get(path.slice(VENV.length + 1));
  return there?.size === found.size ? { deflated: there } : {};
};

const treeEntry = async (tree: PrefixTree, found: FoundFile): Promise<TreeEntry> => {
  const path = venvPath(found.path);
  const source = `${tree.folder}/${found.path}`;
  switch (found.kind) {
    case "symlink":
      return { entry: symlinkEntry(path, await tree.files.readLink(source)) };
    case "other":
      throw foundProblem({
        code: "layer-entry",
        message: `${path} is neither a file nor a link.`,
        hint: "Type: dl-env lock --update",
      });
    case "file":
      return isScriptPath(path) && found.size <= ARCHIVE_LIMITS.script
        ? scriptEntry(tree, found)
        : {
            entry: fileEntry(path, found.mode, {
              size: found.size,
              content: { kind: "file", path: source, ...deflatedAt(tree, { path, found }) },
            }),
          };
  }
};

/**
 * Entries of all files; those that are held in memory, scripts with another first line, are bounded
 * together.
 */
const treeEntries = async (
  tree: PrefixTree,
  found: readonly FoundFile[],
): Promise<Map<string, TreeEntry>> => {
  const limit = pLimit(SIDE_BY_SIDE);
  let held = 0;
  const read = async (file: FoundFile): Promise<[string, TreeEntry]> => {
    const one = await treeEntry(tree, file);
    if (one.entry.content?.kind === "bytes") held += one.entry.size;
    if (held > ARCHIVE_LIMITS.scripts)
      throw overLimit(
        `A wheel has scripts of ${bytes(held)} and more`,
        bytes(ARCHIVE_LIMITS.scripts),
      );
    return [one.entry.path, one];
  };
  return new Map(await Promise.all(found.map((file) => limit(() => read(file)))));
};

/**
 * A row with the path and the content as they stand in the image; the row itself where nothing
 * differs.
 */
const neutralRow = (row: RecordRow, byPath: ReadonlyMap<string, TreeEntry>): RecordRow => {
  const path = row.path.replace(/^((?:\.\.\/)+include\/site)\/python\d+\.\d+\//, "$1/python3/");
  const content = byPath.get(recordedPath(path))?.content;
  if (content === undefined || row.hash === "")
    return path === row.path ? row : recordRow(path, row);
  return content.hash === row.hash && path === row.path ? row : recordRow(path, content);
};

/**
 * Reads each RECORD, puts one with the final paths and hashes in its place, and returns what they
 * say.
 */
const neutralRecords = async (
  { files }: PrefixTree,
  byPath: Map<string, TreeEntry>,
): Promise<Installed[]> => {
  const installed: Installed[] = [];
  let [held, rows] = [0, 0];
  for (const { entry } of byPath.values()) {
    if (!isRecordPath(entry.path) || entry.content?.kind !== "file") continue;
    held += entry.size;
    if (held > ARCHIVE_LIMITS.records)
      throw overLimit(`A wheel has a RECORD of ${bytes(held)}`, bytes(ARCHIVE_LIMITS.records));
    const record = readRecord(
      (await files.readText(entry.content.path)) ?? "",
      ARCHIVE_LIMITS.entries - rows,
    )
      .filter(({ path }) => !isNoteOfUv(path))
      .map((row) => neutralRow(row, byPath));
    rows += record.length;
    const text = Buffer.from(printRecord(record));
    byPath.set(entry.path, { entry: bytesEntry(entry.path, entry.mode, text) });
    installed.push({
      title: titleOfRecord(entry.path),
      files: record.map(({ path, hash }) => ({ path: recordedPath(path), hash })),
    });
  }
  return installed.sort((a, b) => (a.title < b.title ? -1 : 1));
};

/**
 * Reads a tree that uv wrote: paths without the Python's number, scripts for the image's
 * interpreter, each RECORD with the final paths and hashes, nothing compiled, no lock file. Rejects
 * (`archive-limit`) what is larger than ARCHIVE_LIMITS allow.
 */
export const readWheelTree = async (tree: PrefixTree): Promise<WheelTree> => {
  const byPath = await treeEntries(tree, await findFiles(tree));
  const installed = await neutralRecords(tree, byPath);
  return { entries: [...byPath.values()].map(({ entry }) => entry), installed };
};
