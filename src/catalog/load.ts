import { wrongRequest, type Place } from "../errors/error.ts";
import type { System } from "../system/ports.ts";
import { assemble } from "./assemble.ts";
import type { Catalog } from "./facts.ts";
import { readFolder } from "./folder.ts";

const joined = (cwd: string, path: string): string =>
  path.startsWith("/") ? path : `${cwd}/${path.replace(/^\.\//, "")}`;

/** What a request says of the folder that it names. */
export interface FolderInRequest {
  /** Where it is named. */
  readonly place?: Place;
  /** Names of the request's own package indexes, which libraries may name. */
  readonly indexes?: readonly string[];
}

/**
 * The facts of this project's matrix/, and of a folder of your own in the same format, which adds
 * to them and wins over them. Throws DlEnvError(2) with file:line:column of every mistake.
 */
export const loadCatalog = async (
  system: Pick<System, "files" | "env">,
  extraFolder?: string,
  { place, indexes = [] }: FolderInRequest = {},
): Promise<Catalog> => {
  const builtIn = readFolder(system, `${system.env.projectRoot}/matrix`);
  if (extraFolder === undefined) return assemble([await builtIn]);
  const folder = joined(system.env.cwd, extraFolder);
  if ((await system.files.stat(folder))?.kind !== "directory") {
    void builtIn.catch(() => undefined);
    throw wrongRequest({
      code: "catalog-missing",
      message: `There is no folder ${extraFolder} to read libraries and releases from.`,
      ...(place === undefined ? {} : { place }),
      hint: `Make it, or remove \`catalog\` from dl-env.yml: mkdir -p ${extraFolder}/libraries`,
    });
  }
  const own = await readFolder(system, folder);
  if (own.libraries.size === 0 && Object.keys(own).length === 2) {
    void builtIn.catch(() => undefined);
    throw wrongRequest({
      code: "catalog-missing",
      message: `The folder ${extraFolder} holds no libraries and no releases.`,
      ...(place === undefined ? {} : { place }),
      hint: `A library is a folder with a library.yml: mkdir -p ${extraFolder}/libraries/mine`,
    });
  }
  return assemble([await builtIn, own], indexes);
};
