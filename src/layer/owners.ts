import { foundProblem } from "../errors/error.ts";
import type { Installed } from "./tree.ts";

/**
 * Rejects (`path-conflict`) when packages that share one tree own a path with different content: uv installs them side by side, so which
 * copy stays would be chance. The packages' RECORDs say what each brings.
 */
export const checkOwners = (installed: readonly Installed[]): void => {
  const owners = new Map<string, { title: string; hash: string }>();
  for (const { title, files } of installed) {
    for (const { path, hash } of files) {
      const known = owners.get(path);
      if (known === undefined) owners.set(path, { title, hash });
      else if (known.hash !== hash && hash !== "" && known.hash !== "") {
        throw foundProblem({
          code: "path-conflict",
          message: `${known.title} and ${title} both bring /${path}, with different content.`,
          hint: "Say in the catalog which package is laid last, under `laid-last` in: matrix/image.yml",
        });
      }
    }
  }
};
