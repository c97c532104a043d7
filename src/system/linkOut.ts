import { dirname, resolve } from "node:path";
import { wrongRequest } from "../errors/error.ts";
import type { Files } from "./ports.ts";
import { repositoryTop } from "./repositoryTop.ts";
import { isWithin } from "./pathWithin.ts";

/**
 * The error for a link, or what lies behind one, that is elsewhere than the repository it stands
 * in.
 */
export const linkOut = (path: string): Error =>
  wrongRequest({
    code: "link-out",
    message: `${path} is a link that leaves the repository, or lies behind one.`,
    place: { file: path },
    hint: "Put the file itself there; see the links: git ls-files -s | grep ^120000",
  });

/**
 * Rejects with `link-out` for a folder that a link brings from outside its repository, or, where
 * there is none, from outside the folder that it lies in: what is there is somebody else's, and is
 * neither written nor removed.
 */
export const refuseLinkOut = async (
  files: Pick<Files, "stat" | "realPath">,
  folder: string,
): Promise<void> => {
  const parent = dirname(resolve(folder));
  const top = (await repositoryTop(files, parent)) ?? parent;
  const [real, realTop] = await Promise.all([files.realPath(folder), files.realPath(top)]);
  if (real !== undefined && realTop !== undefined && !isWithin(realTop, real))
    throw linkOut(folder);
};
