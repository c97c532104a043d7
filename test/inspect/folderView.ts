import type { Files } from "../../src/system/ports.ts";
import { codeIn } from "../../src/inspect/fatbin.ts";
import { installedWheel, type InstalledWheel } from "../../src/inspect/inventory/installedWheel.ts";
import { readElf } from "../../src/inspect/elf.ts";
import type { ImageView, ViewConfig, ViewEntry } from "../../src/inspect/imageView.ts";

const collect = async (
  files: Files,
  root: string,
  path: string,
  into: Map<string, ViewEntry>,
): Promise<void> => {
  for (const name of await files.list(`${root}${path}`)) {
    const at = `${path}/${name}`;
    const stat = await files.stat(`${root}${at}`);
    if (stat === undefined) continue;
    const target = stat.kind === "symlink" ? { target: await files.readLink(`${root}${at}`) } : {};
    into.set(at, {
      path: at,
      kind: stat.kind,
      mode: stat.mode,
      uid: stat.uid,
      gid: stat.gid,
      size: stat.size,
      ...target,
    });
    if (stat.kind === "directory") await collect(files, root, at, into);
  }
};

/** `end` is exclusive here and the last byte's place in the port. */
const bytesOf = async (
  files: Files,
  path: string,
  range: { start: number; end: number },
): Promise<Uint8Array> => {
  if (range.end <= range.start) return new Uint8Array();
  const parts: Uint8Array[] = [];
  for await (const part of files.read(path, { start: range.start, end: range.end - 1 }))
    parts.push(part);
  return Buffer.concat(parts);
};

const readWheels = async (
  files: Files,
  root: string,
  entries: ReadonlyMap<string, ViewEntry>,
): Promise<InstalledWheel[]> => {
  const folders = [...entries.keys()].filter((path) =>
    /^\/opt\/venv\/lib\/python3[^/]*\/site-packages\/[^/]+\.dist-info$/.test(path),
  );
  const wheels = folders.map(async (folder) =>
    installedWheel(
      (await files.readText(`${root}${folder}/METADATA`)) ?? "",
      (await files.readText(`${root}${folder}/RECORD`)) ?? "",
    ),
  );
  return (await Promise.all(wheels)).filter((wheel) => wheel !== undefined);
};

/**
 * An image whose files lie under a folder, such as `podman image mount` gives; nothing there is
 * changed.
 */
export const folderView = async (
  files: Files,
  root: string,
  config: ViewConfig,
): Promise<ImageView> => {
  const entries = new Map<string, ViewEntry>();
  await collect(files, root, "", entries);
  const isFile = (path: string): boolean => entries.get(path)?.kind === "file";
  return {
    config,
    entries,
    notable: [...entries.values()],
    text: async (path) => (isFile(path) ? files.readText(`${root}${path}`) : undefined),
    elf: async (path) =>
      isFile(path)
        ? readElf((start, end) => bytesOf(files, `${root}${path}`, { start, end }))
        : undefined,
    code: async (path) =>
      isFile(path) ? codeIn(files.read(`${root}${path}`)) : { sm: [], ptx: [] },
    wheels: () => readWheels(files, root, entries),
    layerOf: () => undefined,
  };
};
