import type { LockedWheel } from "../resolve/lock.ts";

/** Part of the key of each layer that holds bytecode: goes up when other bytes are made. */
export const BYTECODE_FORMAT = 2;

/**
 * Options of the Python that compiles. Without the columns of each instruction, which draw the
 * carets under a line of a traceback, bytecode is a fifth smaller; Pythons before 3.11 have none.
 */
export const COMPILING: readonly string[] = ["-X", "no_debug_ranges"];

/**
 * What of a folder is compiled to nothing: nobody imports the tests of a package, and they are half
 * of its bytecode. A regular expression of Python's and of JavaScript's, after the folder's path.
 */
export const NOT_COMPILED = "(.*/)?tests?/";

/**
 * Folders of site-packages that are not compiled (`no-bytecode` in matrix/image.yml): wheels of
 * libraries hold next to no Python, so they have no second layer for each Python; other folders are
 * seldom imported.
 */
export const notCompiledIn = (folders: readonly string[]): string =>
  folders.length === 0 ? NOT_COMPILED : `(${NOT_COMPILED}|(${folders.join("|")})/)`;

/**
 * x.y of the one CPython that a wheel is for; undefined where it is for several, as `py3-none-any`
 * and `cp311-abi3` are.
 */
export const pythonOfWheel = ({ file }: Pick<LockedWheel, "file">): string | undefined => {
  const [, minor, abi = ""] = /-cp3(\d+)-([^-]+)-[^-]+\.whl$/.exec(file) ?? [];
  if (minor === undefined || abi.split(".").some((one) => one === "abi3")) return undefined;
  return `3.${minor}`;
};
