import { access, constants, realpath, stat } from "node:fs/promises";
import { delimiter, isAbsolute, join, sep } from "node:path";
import { realFiles } from "./files.ts";
import { repositoryTop } from "./repositoryTop.ts";
import { isWithin } from "./pathWithin.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const realOr = async (path: string): Promise<string> => {
  try {
    return await realpath(path);
  } catch {
    return path;
  }
};

/**
 * Folders that pull requests write: the working folder, up to the top of its repository, and the
 * workspace of a run. A home, and what holds homes, is the user's own, also where somebody works in
 * it.
 */
const strangersFolders = async (environment: Environment, cwd: string): Promise<string[]> => {
  const home = environment["HOME"] || "/";
  const repository = (await repositoryTop(realFiles, cwd)) ?? cwd;
  const folders = [repository, cwd].filter((folder) => !isWithin(folder, home) && folder !== sep);
  const workspace = environment["GITHUB_WORKSPACE"] || undefined;
  return Promise.all([...folders, ...(workspace === undefined ? [] : [workspace])].map(realOr));
};

/**
 * Whether a path of PATH may be searched: an absolute one, and none of a repository's, whatever
 * links lead there.
 */
const trusted = async (path: string, strangers: readonly string[]): Promise<boolean> => {
  if (!isAbsolute(path)) return false;
  const real = await realOr(path);
  return strangers.every((folder) => !isWithin(folder, path) && !isWithin(folder, real));
};

/**
 * The folders of PATH in which programs are looked for; empty, relative and a repository's own ones
 * are left out.
 */
const searchFolders = async (
  environment: Environment,
  cwd: string = process.cwd(),
): Promise<string[]> => {
  const strangers = await strangersFolders(environment, cwd);
  const folders = (environment["PATH"] ?? "").split(delimiter);
  const kept = await Promise.all(folders.map((folder) => trusted(folder, strangers)));
  return folders.filter((_, at) => kept[at]);
};

/** Where the system's own programs are. An empty PATH would mean the working folder. */
const SYSTEM_PATH = ["/usr/bin", "/bin"].join(delimiter);

/** The same as a value of PATH, for programs that look for others themselves. */
export const searchPath = async (environment: Environment): Promise<string> =>
  (await searchFolders(environment)).join(delimiter) || SYSTEM_PATH;

const executable = async (path: string): Promise<boolean> => {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
};

/**
 * Absolute path of a program: itself, or the first of that name on PATH that is none of a
 * repository's.
 */
export const findProgram = async (
  program: string,
  environment: Environment,
  cwd: string = process.cwd(),
): Promise<string | undefined> => {
  if (isAbsolute(program)) return (await executable(program)) ? program : undefined;
  if (program === "" || program.includes(sep)) return undefined;
  const strangers = await strangersFolders(environment, cwd);
  for (const folder of await searchFolders(environment, cwd)) {
    const path = join(folder, program);
    if ((await executable(path)) && (await trusted(path, strangers))) return path;
  }
  return undefined;
};
