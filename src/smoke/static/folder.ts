import type { Files } from "../../system/ports.ts";
import type { ImageView, ViewConfig, ViewEntry } from "./view.ts";

const collect = async (files: Files, root: string, path: string, into: Map<string, ViewEntry>): Promise<void> => {
  for (const name of await files.list(`${root}${path}`)) {
    const at = `${path}/${name}`;
    const stat = await files.stat(`${root}${at}`);
    if (stat === undefined) continue;
    const target = stat.kind === "symlink" ? { target: await files.readLink(`${root}${at}`) } : {};
    into.set(at, { path: at, kind: stat.kind, mode: stat.mode, uid: stat.uid, gid: stat.gid, size: stat.size, ...target });
    if (stat.kind === "directory") await collect(files, root, at, into);
  }
};

/** `end` is exclusive here and the last byte's place in the port. */
const bytesOf = async (files: Files, path: string, range: { start: number; end: number }): Promise<Uint8Array> => {
  if (range.end <= range.start) return new Uint8Array();
  const parts: Uint8Array[] = [];
  for await (const part of files.read(path, { start: range.start, end: range.end - 1 })) parts.push(part);
  return Buffer.concat(parts);
};

/** An image whose files lie under a folder, such as `podman image mount` gives; nothing there is changed. */
export const folderView = async (files: Files, root: string, config: ViewConfig): Promise<ImageView> => {
  const entries = new Map<string, ViewEntry>();
  await collect(files, root, "", entries);
  return {
    config,
    entries,
    read: async (path, range) => {
      if (entries.get(path)?.kind !== "file") return undefined;
      return range === undefined ? files.readBytes(`${root}${path}`) : bytesOf(files, `${root}${path}`, range);
    },
  };
};
