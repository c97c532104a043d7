import type { OwnEntry } from "../image/recipe.ts";
import type { Deflated } from "./deflated.ts";
import type { TarEntry } from "./tarHeader.ts";

/**
 * Where the bytes of a file are. `start` is for bodies that stand one after another in one file;
 * `deflated` of a file is where the same content lies compressed, if it does.
 */
export type Content =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | {
      readonly kind: "file";
      readonly path: string;
      readonly start?: number;
      readonly deflated?: Deflated;
    }
  | { readonly kind: "deflated"; readonly deflated: Deflated };

/** One thing in a layer: what the tar says of it, and for files where the bytes are. */
export interface LayerEntry extends TarEntry {
  readonly content?: Content;
}

/** Time of everything in layers of ours: 2020-01-01, late enough for zip. Layer format 1. */
export const LAYER_MTIME = 1_577_836_800;

const OWNED = { uid: 0, gid: 0, mtime: LAYER_MTIME } as const;

/**
 * Where any user of group 0 may install: everything else is root's, because `dev` is in group 0 and
 * must not become root by what root runs.
 */
const isShared = (path: string): boolean => /^opt\/(venv|python)(\/|$)/.test(path);

/**
 * Layer format 1 knows four modes: executable or not, and in the environment also for group 0 to
 * write.
 */
const layerMode = (path: string, mode: number): number =>
  ((mode & 0o100) === 0 ? 0o644 : 0o755) | (isShared(path) ? 0o020 : 0);

export const fileEntry = (
  path: string,
  mode: number,
  body: { readonly size: number; readonly content: Content },
): LayerEntry => ({
  ...OWNED,
  kind: "file",
  path,
  mode: layerMode(path, mode),
  ...body,
});

export const bytesEntry = (path: string, mode: number, bytes: Uint8Array): LayerEntry =>
  fileEntry(path, mode, { size: bytes.length, content: { kind: "bytes", bytes } });

export const symlinkEntry = (path: string, target: string): LayerEntry => ({
  ...OWNED,
  kind: "symlink",
  path,
  mode: 0o777,
  size: 0,
  target,
});

export const hardlinkEntry = (path: string, mode: number, target: string): LayerEntry => ({
  ...OWNED,
  kind: "hardlink",
  path,
  mode: layerMode(path, mode),
  size: 0,
  target,
});

export const directoryEntry = (path: string): LayerEntry => ({
  ...OWNED,
  kind: "directory",
  path,
  mode: layerMode(path, 0o700),
  size: 0,
});

/** An entry whose owner and mode dl-env.yml decides. */
export const ownedEntry = (
  path: string,
  { mode, uid, gid, content }: Omit<OwnEntry, "path">,
): LayerEntry => {
  const common = { path, mode, uid, gid, mtime: LAYER_MTIME };
  switch (content.kind) {
    case "directory":
      return { ...common, kind: "directory", size: 0 };
    case "symlink":
      return { ...common, kind: "symlink", size: 0, target: content.target };
    case "file":
      return {
        ...common,
        kind: "file",
        size: content.size,
        content: { kind: "file", path: content.source },
      };
  }
};
