import { dirname } from "node:path";
import type { Files } from "./ports.ts";

const parents = (folder: string): string[] =>
  dirname(folder) === folder ? [folder] : [folder, ...parents(dirname(folder))];

/**
 * Top of the repository that an absolute folder is in, by the nearest `.git` above it; undefined
 * when it is in none. A bare repository has no `.git`, and nothing of that name can be committed,
 * so one that came as files of another is never taken for the repository.
 */
export const repositoryTop = async (
  files: Pick<Files, "stat">,
  folder: string,
): Promise<string | undefined> => {
  for (const top of parents(folder))
    if ((await files.stat(`${top}/.git`)) !== undefined) return top;
  return undefined;
};
