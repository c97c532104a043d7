import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error ? String(error.code) : undefined;

const isFolder = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
};

const make = async (path: string): Promise<"made" | "no-parent"> => {
  try {
    await mkdir(path);
    return "made";
  } catch (error) {
    if (codeOf(error) === "ENOENT") return "no-parent";
    if (codeOf(error) === "EEXIST" && (await isFolder(path))) return "made";
    throw error;
  }
};

/**
 * Makes a folder and those above it; one that is there is fine. Node's own way of doing so never
 * ends below /proc, where a folder cannot be made although its parent is there (ENOENT again and
 * again); here that is an error.
 */
export const makeFolder = async (path: string): Promise<void> => {
  if ((await make(path)) === "made") return;
  const parent = dirname(path);
  if (parent !== path) await makeFolder(parent);
  if ((await make(path)) === "made") return;
  throw Object.assign(new Error(`ENOENT: no folder can be made here, mkdir '${path}'`), {
    code: "ENOENT",
    syscall: "mkdir",
    path,
  });
};
