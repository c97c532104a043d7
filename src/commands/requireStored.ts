import { wrongRequest } from "../errors/error.ts";
import { isLayout } from "../registry/layout.ts";
import type { Repository } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";

const isThere = async (sys: Pick<System, "files">, repository: Repository): Promise<boolean> =>
  isLayout(repository)
    ? (await sys.files.stat(repository.dir)) !== undefined
    : (await repository.tags()).length > 0;

/**
 * Rejects with `nothing-stored` where none of the repositories is there. A registry's that has no
 * tags cannot be told from one that does not exist.
 */
export const requireStored = async (
  sys: Pick<System, "files">,
  [to, ...others]: readonly [Repository, ...Repository[]],
): Promise<void> => {
  const there = await Promise.all([to, ...others].map((one) => isThere(sys, one)));
  if (there.some(Boolean)) return;
  throw wrongRequest({
    code: "nothing-stored",
    message: isLayout(to)
      ? `There is no folder ${to.dir}, so nothing is stored in ${to.name}.`
      : `${to.name} has no tags: nothing was stored there, or it has another name.`,
    hint: "Name what holds images, --to oci:./images for example, or make some: dl-env build",
  });
};
