import { foundProblem } from "../errors/error.ts";
import { COMPILING } from "../image/bytecode.ts";
import type { Bytecode } from "../image/recipe.ts";
import type { System } from "../system/ports.ts";
import { walkFolder } from "../system/walkFolder.ts";
import { fileEntry, type LayerEntry } from "./layerEntry.ts";

/** What compiles, and where. */
export interface CompileWork {
  readonly sys: Pick<System, "processes" | "files">;
  /** Path of a CPython of the modules' minor version. */
  readonly python: string;
  /** Private folder. */
  readonly work: string;
}

/** A folder of modules, and where it stands in the image. */
export interface ModuleFolder {
  /** Absolute path on this machine. */
  readonly folder: string;
  /** Path in the image as Python sees it, without a leading slash: what tracebacks name. */
  readonly seen: string;
  /** Path in the image where layers have it, without a leading slash. */
  readonly path: string;
}

const asPattern = (path: string): string => path.replaceAll(/[^\w/]/g, String.raw`\$&`);

/**
 * argv that compiles a folder. `checked-hash`: the bytes do not depend on times, and a module that
 * somebody edits counts. Neither site-packages nor a variable of this machine has a say.
 */
const compileArgv = (
  python: string,
  { folder, seen }: ModuleFolder,
  { except, into }: { readonly except: string; readonly into: string },
): string[] => {
  const interpreter = ["-sSB", "-X", "utf8", ...COMPILING, "-X", `pycache_prefix=${into}`];
  const compileall = ["-m", "compileall", "-qq", "-f", "--invalidation-mode", "checked-hash"];
  const left = ["-x", `^${asPattern(folder)}/${except}`];
  return [python, ...interpreter, ...compileall, ...left, "-s", folder, "-p", `/${seen}`, folder];
};

/** Settings of Python's that would change what is compiled, and the one that fixes it. */
const ENVIRONMENT: Readonly<Record<string, string | undefined>> = {
  PYTHONHASHSEED: "0",
  PYTHONHOME: undefined,
  PYTHONPATH: undefined,
  PYTHONPYCACHEPREFIX: undefined,
  PYTHONOPTIMIZE: undefined,
  PYTHONWARNINGS: undefined,
  PYTHONPLATLIBDIR: undefined,
};

/** compileall's answer where a file is no module of this Python's: it is left, as by pip. */
const SOME_LEFT = 1;

/**
 * The bytecode of a folder's modules, each in `__pycache__` beside its module. The same bytes for
 * the same modules and Python; what is no module of this Python's has none. Rejects with
 * `not-compiled` where the compiler breaks.
 */
export const bytecodeEntries = async (
  { sys, python, work }: CompileWork,
  modules: ModuleFolder,
  { except }: Bytecode,
): Promise<LayerEntry[]> => {
  // An empty folder to start in: `-m` looks there first.
  const [into, start] = [`${work}/bytecode`, `${work}/start`];
  await sys.files.makeDir(start);
  const argv = compileArgv(python, modules, { except, into });
  const { code, stderr } = await sys.processes.run(argv, { cwd: start, env: ENVIRONMENT });
  if (code !== 0 && code !== SOME_LEFT)
    throw foundProblem(
      {
        code: "not-compiled",
        message: `Python's compiler ended with ${code} on the modules for /${modules.seen}.`,
        hint: "Leave modules uncompiled, in dl-env.yml: bytecode: false",
      },
      { cause: new Error(stderr) },
    );
  const entries: LayerEntry[] = [];
  for await (const { path, size, kind } of walkFolder(sys.files, `${into}${modules.folder}`)) {
    if (kind !== "file") continue;
    const at = path.lastIndexOf("/") + 1;
    const beside = `${modules.path}/${path.slice(0, at)}__pycache__/${path.slice(at)}`;
    const content = { kind: "file", path: `${into}${modules.folder}/${path}` } as const;
    entries.push(fileEntry(beside, 0o644, { size, content }));
  }
  return entries;
};
