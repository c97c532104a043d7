import type { Catalog } from "../catalog/facts.ts";
import { PROBE_FOLDER } from "../image/imagePaths.ts";
import type { Cell } from "../matrix/cell.ts";
import type { PlanInputs } from "../plan/planInputs.ts";
import type { DecisionContext } from "./smokeRequirement.ts";

/**
 * The libraries of a cell whose probe is in its image; one from a catalog of one's own may have
 * none.
 */
const probedLibraries = ({ recipes }: Pick<PlanInputs, "recipes">, cell: Cell): string[] => {
  const layers = recipes.get(cell.id)?.layers ?? [];
  const paths = new Set(
    layers.flatMap((layer) => (layer.kind === "files" ? layer.files.map(({ path }) => path) : [])),
  );
  return cell.libraries.filter((name) => paths.has(`${PROBE_FOLDER}/${name}.py`));
};

/** Which libraries of a cell must have been probed, and which of them on a GPU. */
export const decisionContext = (
  { libraries: facts }: Pick<Catalog, "libraries">,
  inputs: Pick<PlanInputs, "judged" | "recipes">,
  id: string,
): DecisionContext => {
  const cell = inputs.judged.find((judged) => judged.cell.id === id)?.cell;
  if (cell === undefined) throw new TypeError(`no cell ${id}`);
  const libraries = probedLibraries(inputs, cell);
  return { libraries, gpuLibraries: libraries.filter((name) => facts.get(name)?.gpu === true) };
};
