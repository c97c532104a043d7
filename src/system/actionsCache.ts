import { searchPath } from "./searchPath.ts";

/**
 * The cache that GitHub keeps for a repository. Nothing here rejects: `trouble` says in one
 * sentence why something did not work.
 */
export interface RunCache {
  /**
   * Puts what is kept under the key, else under the newest with one of the prefixes, back where it
   * was; `key` is what was found.
   */
  restore(
    folder: string,
    key: string,
    prefixes: readonly string[],
  ): Promise<{ readonly key?: string; readonly trouble?: string }>;
  save(folder: string, key: string): Promise<{ readonly trouble?: string }>;
}

type Library = typeof import("@actions/cache");

const TROUBLE = /^::(?:warning|error)[^:]*::(.*)$/;

/**
 * The library prints what it does, and tells failures in no other way. For the length of one call
 * its lines are kept from the log, but for those that have the runner hide a value.
 * It calls tar and zstd by name, and finds them where we would: a step before may have put a folder
 * of the repository on PATH.
 */
const listening = async <T>(
  work: (library: Library) => Promise<T>,
): Promise<{ result?: T; trouble?: string }> => {
  const write = process.stdout.write.bind(process.stdout);
  const { PATH } = process.env;
  const troubles: string[] = [];
  process.env["PATH"] = await searchPath(process.env);
  process.stdout.write = (chunk: string | Uint8Array) => {
    for (const line of String(chunk).split("\n")) {
      const [, told] = TROUBLE.exec(line) ?? [];
      if (told !== undefined) troubles.push(told.split("%0A")[0] ?? told);
      if (line.startsWith("::add-mask::")) write(`${line}\n`);
    }
    return true;
  };
  try {
    const result = await work(await import("@actions/cache"));
    const [trouble] = troubles;
    return { result, ...(trouble === undefined ? {} : { trouble }) };
  } catch (error) {
    return { trouble: error instanceof Error ? error.message : String(error) };
  } finally {
    process.stdout.write = write;
    if (PATH === undefined) delete process.env["PATH"];
    else process.env["PATH"] = PATH;
  }
};

/** Whether this runner says where its cache is. */
export const hasRunCache = (get: (name: string) => string | undefined): boolean =>
  Boolean(get("ACTIONS_RUNTIME_TOKEN")) &&
  Boolean(get("ACTIONS_RESULTS_URL") ?? get("ACTIONS_CACHE_URL"));

/** GitHub's cache by `@actions/cache`, which is loaded by the first call. */
export const actionsCache = (): RunCache => ({
  restore: async (folder, key, prefixes) => {
    const { result, trouble } = await listening((library) =>
      library.restoreCache([folder], key, [...prefixes]),
    );
    return {
      ...(result === undefined ? {} : { key: result }),
      ...(trouble === undefined ? {} : { trouble }),
    };
  },
  save: async (folder, key) => {
    const { trouble } = await listening((library) => library.saveCache([folder], key));
    return trouble === undefined ? {} : { trouble };
  },
});
