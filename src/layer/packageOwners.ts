import { foundProblem } from "../errors/error.ts";
import { OVERLAP_HINT } from "./overlappingPaths.ts";
import type { Installed } from "./wheelTree.ts";

/**
 * Rejects (`path-conflict`) when packages that share one tree own a path with different content: uv
 * installs them side by side, so which copy stays would be chance. The packages' RECORDs say what
 * each brings.
 */
export const checkOwners = (installed: readonly Installed[]): void => {
  const owners = new Map<string, { title: string; hash: string }>();
  for (const { title, files } of installed) {
    for (const { path, hash } of files) {
      const before = owners.get(path);
      if (before === undefined) owners.set(path, { title, hash });
      else if (before.hash !== hash && hash !== "" && before.hash !== "") {
        throw foundProblem({
          code: "path-conflict",
          message: `${before.title} and ${title} both bring /${path}, with different content.`,
          hint: OVERLAP_HINT,
        });
      }
    }
  }
};
