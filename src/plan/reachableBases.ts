import { DlEnvError } from "../errors/error.ts";
import { isLocal } from "../matrix/base.ts";
import { readTagList } from "../registry/baseImage.ts";
import type { OpenRepository } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";

/** Whether the registry of at least one of these repositories of bases answers. */
export const reachesBases = async (
  { sys, open }: { readonly sys: Pick<System, "clock">; readonly open: OpenRepository },
  repositories: readonly string[],
): Promise<boolean> => {
  for (const repository of repositories.filter((name) => !isLocal(name))) {
    try {
      await readTagList(open(repository), sys.clock);
      return true;
    } catch (error) {
      if (!(error instanceof DlEnvError && error.exit === 3)) throw error;
    }
  }
  return false;
};
