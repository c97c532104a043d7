import type { Catalog } from "../catalog/facts.ts";
import type { PlanInputs } from "../plan/planInputs.ts";
import { probedLibraries } from "./probeSet.ts";
import type { DecisionContext } from "./smokeRequirement.ts";

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
