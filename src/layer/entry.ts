import type { TarEntry } from "./tar.ts";

/** Where the bytes of a file are. `start` is for bodies that stand one after another in one file. */
export type Content = { readonly kind: "bytes"; readonly bytes: Uint8Array } | { readonly kind: "file"; readonly path: string; readonly start?: number };

/** One thing in a layer: what the tar says of it, and for files where the bytes are. */
export interface LayerEntry extends TarEntry {
  readonly content?: Content;
}

/** Time of everything in layers of ours: 2020-01-01, late enough for zip. Layer format 1. */
export const LAYER_MTIME = 1_577_836_800;

const OWNED = { uid: 0, gid: 0, mtime: LAYER_MTIME } as const;

/** Layer format 1 knows two modes of files: any user of group 0 may change them, and execute what the owner may execute. */
export const layerMode = (mode: number): number => ((mode & 0o100) === 0 ? 0o664 : 0o775);

export const fileEntry = (path: string, mode: number, size: number, content: Content): LayerEntry => ({
  ...OWNED,
  kind: "file",
  path,
  mode: layerMode(mode),
  size,
  content,
});

export const bytesEntry = (path: string, mode: number, bytes: Uint8Array): LayerEntry => fileEntry(path, mode, bytes.length, { kind: "bytes", bytes });

export const symlinkEntry = (path: string, target: string): LayerEntry => ({ ...OWNED, kind: "symlink", path, mode: 0o777, size: 0, target });

export const hardlinkEntry = (path: string, mode: number, target: string): LayerEntry => ({
  ...OWNED,
  kind: "hardlink",
  path,
  mode: layerMode(mode),
  size: 0,
  target,
});

/** Folders that are ours are open to group 0; those of the base keep Ubuntu's mode. */
const directoryMode = (path: string): number => (/^opt\/(venv|python)(\/|$)/.test(path) ? 0o775 : 0o755);

export const directoryEntry = (path: string): LayerEntry => ({ ...OWNED, kind: "directory", path, mode: directoryMode(path), size: 0 });
