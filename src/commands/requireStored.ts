import { basename, dirname, join } from "node:path";
import { wrongRequest } from "../errors/error.ts";
import { isLayout, type LayoutRepository } from "../registry/layout.ts";
import { MARKER } from "../registry/layoutFolder.ts";
import type { Repository } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";
import { closestOf } from "../text/closest.ts";
import { shellWord } from "../text/shellWord.ts";

const isThere = async (sys: Pick<System, "files">, repository: Repository): Promise<boolean> =>
  isLayout(repository)
    ? (await sys.files.stat(repository.dir)) !== undefined
    : (await repository.tags()).length > 0;

/** The folder of images beside it that was most likely meant; undefined where none is. */
const folderMeant = async (
  { files }: Pick<System, "files">,
  { dir, name }: Pick<LayoutRepository, "dir" | "name">,
): Promise<string | undefined> => {
  const parent = dirname(dir);
  const named = await files.list(parent);
  const marks = await Promise.all(named.map((one) => files.stat(join(parent, one, MARKER))));
  const near = closestOf(
    basename(dir),
    named.filter((_, at) => marks[at] !== undefined),
  );
  if (near === undefined) return undefined;
  return name.endsWith(basename(dir))
    ? `${name.slice(0, -basename(dir).length)}${near}`
    : `oci:${join(parent, near)}`;
};

const hintFor = async (sys: Pick<System, "files">, to: Repository): Promise<string> => {
  const meant = isLayout(to) ? await folderMeant(sys, to) : undefined;
  return meant === undefined
    ? "Name what holds images, --to oci:./images for example, or make some: dl-env build"
    : `Did you mean the folder beside it? --to ${shellWord(meant)}`;
};

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
    hint: await hintFor(sys, to),
  });
};
