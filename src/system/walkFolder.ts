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

/** Everything under `root` that is not a folder, in no particular order. */
export const walkFolder = async (
  files: Pick<Files, "list" | "stat">,
  root: string,
): Promise<FoundFile[]> => {
  const visit = async (folder: string): Promise<FoundFile[]> => {
    const names = await files.list(folder === "" ? root : `${root}/${folder}`);
    const found = await Promise.all(
      names.map(async (name): Promise<FoundFile[]> => {
        const path = folder === "" ? name : `${folder}/${name}`;
        const stat = await files.stat(`${root}/${path}`);
        if (stat === undefined) return [];
        if (stat.kind === "directory") return visit(path);
        return [{ path, kind: stat.kind, mode: stat.mode, size: stat.size }];
      }),
    );
    return found.flat();
  };
  return visit("");
};
