import { foundProblem } from "../errors/error.ts";
import type { ImageRecipe, LayerSpec, StoredLayer } from "../image/recipe.ts";
import type { Catalog } from "../catalog/facts.ts";
import { LIMITS } from "../registry/answerLimits.ts";
import { embeddedContent } from "../registry/manifest.ts";
import type { Repository } from "../registry/repository.ts";
import { memoized } from "../text/memoized.ts";
import { overlapProblems, type LayerWithPaths } from "./overlappingPaths.ts";
import { readBounded } from "../system/boundedBody.ts";
import { decodePaths, type LayerPaths } from "./pathList.ts";

const packagesOf = (spec: LayerSpec): string[] =>
  "wheels" in spec ? spec.wheels.map(({ name }) => name) : [];

type PathsBlob = Required<Pick<StoredLayer, "paths">> & Pick<StoredLayer, "pathsData">;

const readPaths = async (
  store: Repository,
  { paths: digest, pathsData: data }: PathsBlob,
): Promise<LayerPaths> => {
  const what = `The list of paths ${digest}`;
  return decodePaths(
    embeddedContent({ digest, data }) ??
      (await readBounded(store.readBlob(digest), { what, bytes: LIMITS.smallBlobBytes })),
  );
};

/**
 * Checks recipes against the lists of paths that their layers carry; a list is read once, however
 * many recipes share its layer.
 */
export const overlapChecker = (
  store: Repository,
  catalog: Pick<Catalog, "overlapWinners">,
): ((recipe: ImageRecipe, layers: readonly StoredLayer[]) => Promise<void>) => {
  const pathsOf = memoized(
    (blob: PathsBlob) => readPaths(store, blob),
    ({ paths }) => paths,
  );
  return async (recipe, layers) => {
    const withPaths: LayerWithPaths[] = [];
    for (const [index, { paths, pathsData }] of layers.entries()) {
      const spec = recipe.layers[index];
      if (paths !== undefined && spec !== undefined)
        withPaths.push({
          title: spec.title,
          packages: packagesOf(spec),
          paths: await pathsOf({ paths, ...(pathsData === undefined ? {} : { pathsData }) }),
        });
    }
    const [first, ...more] = overlapProblems(withPaths, catalog.overlapWinners);
    if (first !== undefined) throw foundProblem(first, { more });
  };
};
