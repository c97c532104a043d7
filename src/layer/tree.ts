import { foundProblem } from "../errors/error.ts";
import type { Files } from "../system/ports.ts";
import { bytesEntry, fileEntry, symlinkEntry, type LayerEntry } from "./entry.ts";
import { printRecord, readRecord, recordRow, type RecordRow } from "./record.ts";
import { neutralScript } from "./shebang.ts";
import { walkFolder, type FoundFile } from "../system/walkFolder.ts";

const VENV = "opt/venv";
const SITE = `${VENV}/lib/python3/site-packages`;
/** Entry points are a few hundred bytes; programs that wheels bring (ninja, cmake) are not read for their first line. */
const SCRIPT_LIMIT = 1 << 20;

const isCompiled = (path: string): boolean => path.split("/").includes("__pycache__");

/** `lib/python3.11/site-packages/x` and `include/site/python3.11/x` as they stand in the image: without the number. */
const neutralPath = (path: string): string =>
  `${VENV}/${path.replace(/^(lib|include\/site)\/python\d+\.\d+\//, "$1/python3/")}`;

const isRecord = (path: string): boolean =>
  /^[^/]+\.dist-info\/RECORD$/.test(path.slice(SITE.length + 1)) && path.startsWith(`${SITE}/`);

const entryOf = async (
  files: Files,
  tree: string,
  found: FoundFile,
  venv: string,
): Promise<LayerEntry> => {
  const path = neutralPath(found.path);
  const source = `${tree}/${found.path}`;
  if (found.kind === "symlink") return symlinkEntry(path, await files.readLink(source));
  if (found.kind === "other")
    throw foundProblem({
      code: "layer-entry",
      message: `${path} is neither a file nor a link.`,
      hint: "Type: dl-env lock --update",
    });
  if (path.startsWith(`${VENV}/bin/`) && found.size <= SCRIPT_LIMIT) {
    const script = (await files.readBytes(source)) ?? new Uint8Array();
    return bytesEntry(path, found.mode, neutralScript(script, venv) ?? script);
  }
  return fileEntry(path, found.mode, found.size, { kind: "file", path: source });
};

const absolute = (path: string): string => {
  const parts: string[] = SITE.split("/");
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
};

const neutralRow = (row: RecordRow, byPath: ReadonlyMap<string, LayerEntry>): RecordRow => {
  const path = row.path.replace(/^((?:\.\.\/)+include\/site)\/python\d+\.\d+\//, "$1/python3/");
  const entry = byPath.get(absolute(path));
  if (entry?.content?.kind !== "bytes" || row.hash === "")
    return path === row.path ? row : recordRow(path, row);
  const fresh = recordRow(path, entry.content.bytes);
  return fresh.hash === row.hash && path === row.path ? row : fresh;
};

/** What one installed package says of its files, with the paths as they stand in the image. */
export interface Installed {
  /** Folder name without `.dist-info`: `tqdm-4.70.1`. */
  readonly title: string;
  readonly files: readonly { readonly path: string; readonly hash: string }[];
}

/** The files of a `--prefix` tree as layer format 1 has them, and what each package's RECORD says. */
export interface WheelTree {
  readonly entries: readonly LayerEntry[];
  readonly installed: readonly Installed[];
}

const titleOf = (record: string): string =>
  record.slice(SITE.length + 1).replace(/\.dist-info\/RECORD$/, "");

/**
 * Reads a tree that `uv pip install --prefix` wrote: paths without the Python's number, scripts for the image's interpreter, each RECORD with
 * the final paths and hashes, nothing compiled, no lock file. `venv` is the folder name of the environment whose interpreter uv was given.
 */
export const readWheelTree = async (
  files: Files,
  tree: string,
  venv: string,
): Promise<WheelTree> => {
  const found = (await walkFolder(files, tree)).filter(
    ({ path }) => path !== ".lock" && !isCompiled(path),
  );
  const entries = await Promise.all(found.map((one) => entryOf(files, tree, one, venv)));
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const installed: Installed[] = [];
  for (const entry of entries) {
    if (!isRecord(entry.path) || entry.content?.kind !== "file") continue;
    const rows = readRecord((await files.readText(entry.content.path)) ?? "").map((row) =>
      neutralRow(row, byPath),
    );
    byPath.set(entry.path, bytesEntry(entry.path, entry.mode, Buffer.from(printRecord(rows))));
    installed.push({
      title: titleOf(entry.path),
      files: rows.map((row) => ({ path: absolute(row.path), hash: row.hash })),
    });
  }
  return {
    entries: [...byPath.values()],
    installed: installed.sort((a, b) => (a.title < b.title ? -1 : 1)),
  };
};
