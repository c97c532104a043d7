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
  readonly has: { readonly cuda: boolean; readonly newest: boolean };
}

/**
 * This project's catalog, or the folder that was named. Throws `catalog-missing` where that holds
 * neither list.
 */
export const readCompared = async (
  sys: System,
  given: string | undefined,
): Promise<ComparedCatalog> => {
  const project = `${sys.env.projectRoot}/matrix`;
  if (given === undefined)
    return { folder: project, catalog: await loadCatalog(sys), has: { cuda: true, newest: true } };
  const folder = given.startsWith("/") ? given : `${sys.env.cwd}/${given}`;
  const [builtIn, own] = [await readFolder(sys, project), await readFolder(sys, folder)];
  const has = { cuda: own.cuda !== undefined, newest: own.newest !== undefined };
  if (!has.cuda && !has.newest) {
    throw wrongRequest({
      code: "catalog-missing",
      message: `The folder ${given} has neither a cuda.yml nor a newest.yml.`,
      hint: "Look at the catalog of this project: dl-env catalog check",
    });
  }
  const lists = {
    ...(own.cuda === undefined ? {} : { cuda: own.cuda }),
    ...(own.newest === undefined ? {} : { newest: own.newest }),
  };
  return { folder, catalog: assemble([{ ...builtIn, ...lists }]), has };
};
