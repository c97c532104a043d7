import { assemble } from "../../catalog/assemble.ts";
import type { Catalog } from "../../catalog/facts.ts";
import { readFolder } from "../../catalog/folder.ts";
import { loadCatalog } from "../../catalog/load.ts";
import { wrongRequest } from "../../errors/error.ts";
import type { System } from "../../system/ports.ts";

/** A folder of facts, and the catalog that has its lists in place of the built-in ones. */
export interface ComparedCatalog {
  readonly folder: string;
  readonly catalog: Catalog;
  /** Files of the folder that `update` may write. */
  readonly has: Readonly<Record<"cuda" | "newest" | "image" | "pythons" | "gpus", boolean>>;
}

const ALL = { cuda: true, newest: true, image: true, pythons: true, gpus: true };

/**
 * This project's catalog, or the folder that was named. Throws `catalog-missing` where that holds
 * neither list.
 */
export const readCompared = async (
  sys: System,
  given: string | undefined,
): Promise<ComparedCatalog> => {
  const project = `${sys.env.projectRoot}/matrix`;
  if (given === undefined) return { folder: project, catalog: await loadCatalog(sys), has: ALL };
  const folder = given.startsWith("/") ? given : `${sys.env.cwd}/${given}`;
  const [builtIn, own] = [await readFolder(sys, project), await readFolder(sys, folder)];
  // A folder of one's own adds to image.yml and names no uv that runs here.
  const has = {
    cuda: own.cuda !== undefined,
    newest: own.newest !== undefined,
    image: false,
    pythons: own.pythons !== undefined,
    gpus: own.gpus !== undefined,
  };
  if (!Object.values(has).includes(true)) {
    throw wrongRequest({
      code: "catalog-missing",
      message: `The folder ${given} has none of cuda.yml, newest.yml, pythons.yml and gpus.yml.`,
      hint: "Look at the catalog of this project: dl-env catalog check",
    });
  }
  const lists = {
    ...(own.cuda === undefined ? {} : { cuda: own.cuda }),
    ...(own.newest === undefined ? {} : { newest: own.newest }),
    ...(own.pythons === undefined ? {} : { pythons: own.pythons }),
    ...(own.gpus === undefined ? {} : { gpus: own.gpus }),
  };
  return { folder, catalog: assemble([{ ...builtIn, ...lists }]), has };
};
