import { dirname } from "node:path";
import type { Catalog } from "../catalog/facts.ts";
import { foundProblem } from "../errors/error.ts";
import { generate, ownContext, type OwnContextFile } from "../image/generate.ts";
import type { ImageRecipe } from "../image/recipe.ts";
import type { System } from "../system/ports.ts";
import type { PlanInputs } from "./planInputs.ts";

const writeOwn = async (
  { files }: Pick<System, "files">,
  { path, mode, content }: OwnContextFile,
  dir: string,
): Promise<void> => {
  const to = `${dir}/${path}`;
  if (content.kind === "file") return files.write(to, files.read(content.source), mode);
  await files.makeDir(dirname(to));
  await files.remove(to);
  await files.link(content.target, to);
};

/**
 * Writes a cell's Containerfile with everything it copies into a folder; returns the paths written,
 * from that folder.
 */
export const writeContext = async (
  { sys, catalog }: { readonly sys: Pick<System, "files">; readonly catalog: Catalog },
  { judged, locks }: Pick<PlanInputs, "judged" | "locks">,
  { recipe, dir }: { readonly recipe: ImageRecipe; readonly dir: string },
): Promise<string[]> => {
  const verdict = judged.find(({ cell }) => cell.id === recipe.cell)?.verdict;
  const lock = verdict?.kind === "accepted" ? locks.get(verdict.lock) : undefined;
  if (verdict?.kind !== "accepted" || lock === undefined) {
    throw foundProblem({
      code: "not-accepted",
      message: `${recipe.cell} is not accepted, so there is no Containerfile for it.`,
      hint: `See why: dl-env plan --why ${recipe.cell}`,
    });
  }
  const files = generate({ recipe, lock, base: verdict.base, catalog });
  for (const file of files) await sys.files.write(`${dir}/${file.path}`, file.content, file.mode);
  const own = ownContext(recipe);
  for (const file of own) await writeOwn(sys, file, dir);
  return [...files, ...own].map(({ path }) => path);
};
