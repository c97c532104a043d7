import { hash } from "node:crypto";
import { PROBE_FOLDER } from "../image/imagePaths.ts";
import type { ImageFile } from "../image/recipe.ts";
import type { Cell } from "../matrix/cell.ts";
import type { PlanInputs } from "../plan/planInputs.ts";

type Recipes = Pick<PlanInputs, "recipes">;

/** Hex digits of a version. */
const VERSION_DIGITS = 12;

/** Folder of what runs the probes, and of the probes. */
const CHECK_FOLDER = PROBE_FOLDER.slice(0, PROBE_FOLDER.lastIndexOf("/"));

const filesOf = ({ recipes }: Recipes, cell: string): ImageFile[] =>
  (recipes.get(cell)?.layers ?? []).flatMap((layer) => (layer.kind === "files" ? layer.files : []));

/**
 * The libraries of a cell whose probe is in its image; one from a catalog of your own may have
 * none.
 */
export const probedLibraries = (inputs: Recipes, cell: Cell): string[] => {
  const paths = new Set(filesOf(inputs, cell.id).map(({ path }) => path));
  return cell.libraries.filter((name) => paths.has(`${PROBE_FOLDER}/${name}.py`));
};

/** Changes with each file in the image of a cell that decides what a probe does. */
export const probeVersion = (inputs: Recipes, cell: string): string => {
  const files = filesOf(inputs, cell)
    .filter(({ path }) => path.startsWith(`${CHECK_FOLDER}/`))
    .map(({ path, content }) => [path, content])
    .sort(([a = ""], [b = ""]) => (a < b ? -1 : 1));
  return hash("sha256", JSON.stringify(files)).slice(0, VERSION_DIGITS);
};
