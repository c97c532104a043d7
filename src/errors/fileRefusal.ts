import type { ErrorProblem } from "./error.ts";

/** What the file system refuses, in words; what is not here is a fault of ours. */
const REFUSALS: Readonly<Record<string, string>> = {
  EACCES: "This user may not read or write",
  EISDIR: "A file is needed, but there is a folder at",
  ELOOP: "Symbolic links form a loop at",
  ENAMETOOLONG: "This path is too long:",
  ENOENT: "There is nothing at",
  ENOSPC: "The disk is full at",
  ENOTDIR: "A folder is needed, but there is something else at",
  EROFS: "Nothing can be written at",
};

/** A refusal of the file system as a problem with its place; undefined for anything else. */
export const fileRefusal = (error: unknown): ErrorProblem | undefined => {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const words = REFUSALS[code];
  if (words === undefined || !(error instanceof Error)) return undefined;
  if ("syscall" in error && error.syscall === "uv_cwd")
    return {
      code: "file-system",
      message: "The current folder no longer exists.",
      hint: "Change to one that exists: cd",
    };
  if (!("path" in error) || typeof error.path !== "string")
    return {
      code: "file-system",
      message: `The file system refused: ${error.message}.`,
      hint: "See what was done last: run it again with --debug",
    };
  const { path } = error;
  if (code === "ENOENT" && "syscall" in error && error.syscall === "mkdir")
    return {
      code: "file-system",
      message: `No folder can be created at ${path}.`,
      hint:
        "Use another path; see what is there: ls " +
        `-ld ${path.slice(0, path.lastIndexOf("/")) || "/"}`,
    };
  if (code === "ENAMETOOLONG")
    return {
      code: "file-system",
      message: `${words} ${path.slice(0, 60)}… (${path.length} characters).`,
      hint:
        "Use a shorter name; a part between slashes has at most 255 characters: " +
        "getconf NAME_MAX .",
    };
  return {
    code: "file-system",
    message: `${words} ${path}.`,
    hint: `Look at it: ls -ld ${path.replace(/\.\d+\.[a-z0-9]+\.part$/, "")}`,
  };
};
