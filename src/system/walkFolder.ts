import type { Files } from "./ports.ts";

/** One file or link under a folder; folders themselves are left out. */
export interface FoundFile {
  /** From the folder, without a leading slash. */
  readonly path: string;
  readonly kind: "file" | "symlink" | "other";
  readonly mode: number;
  /** bytes */
  readonly size: number;
}

/**
 * Everything under `root` that is not a folder, one folder after the other, in no particular order
 * within it.
 */
export async function* walkFolder(
  files: Pick<Files, "list" | "stat">,
  root: string,
  folder = "",
): AsyncGenerator<FoundFile> {
  const names = await files.list(folder === "" ? root : `${root}/${folder}`);
  const found = await Promise.all(
    names.map(async (name) => {
      const path = folder === "" ? name : `${folder}/${name}`;
      return { path, stat: await files.stat(`${root}/${path}`) };
    }),
  );
  for (const { path, stat } of found) {
    if (stat === undefined) continue;
    const { kind, mode, size } = stat;
    if (kind === "directory") yield* walkFolder(files, root, path);
    else yield { path, kind, mode, size };
  }
}
