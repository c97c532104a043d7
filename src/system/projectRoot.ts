import { existsSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Both the files of `src/system/` and the bundle `action/index.js` lie below the root, which holds
 * package.json and matrix/.
 */
export const findRoot = (from: string): string => {
  let folder = from;
  while (!(existsSync(`${folder}/package.json`) && existsSync(`${folder}/matrix`))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`no folder with package.json and matrix/ above ${from}`);
    folder = parent;
  }
  return folder;
};
