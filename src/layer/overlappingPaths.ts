import type { OverlapWinners } from "../catalog/facts.ts";
import type { CodeOfExit } from "../errors/codes.ts";
import type { Problem } from "../errors/error.ts";
import type { LayerPaths } from "./pathList.ts";

/** A layer as the overlap check sees it, from the bottom up. */
export interface LayerWithPaths {
  /** For messages: a package with its version, or what the layer is. */
  readonly title: string;
  /** Normalised names of the packages in it; empty for layers without packages. */
  readonly packages: readonly string[];
  readonly paths: LayerPaths;
}

interface Owner {
  readonly layer: LayerWithPaths;
  readonly hash: string;
}

/** What to do about packages that bring one path with different content. */
export const OVERLAP_HINT =
  "Name the package whose copy wins in the catalog, under `laid-last` in: matrix/image.yml";

const SITE = "opt/venv/lib/python3/site-packages/";

/**
 * Paths that more than one of the layers own with different content, and the layers that own them,
 * from the bottom up.
 */
const differingPaths = (layers: readonly LayerWithPaths[]): Map<string, LayerWithPaths[]> => {
  const owners = new Map<string, Owner[] | Owner>();
  const shared = new Map<string, Owner[]>();
  for (const layer of layers) {
    for (const [path, hash] of layer.paths) {
      // Bytecode names the hash of its module, so what does not fit is passed over.
      if (path.endsWith(".pyc")) continue;
      const owner = { layer, hash };
      const before = owners.get(path);
      if (before === undefined) owners.set(path, owner);
      else if (Array.isArray(before)) before.push(owner);
      else {
        const both = [before, owner];
        owners.set(path, both);
        shared.set(path, both);
      }
    }
  }
  return new Map(
    [...shared]
      .filter(([, all]) => all.some(({ hash }) => hash !== all[0]?.hash))
      .map(([path, all]) => [path, all.map(({ layer }) => layer)]),
  );
};

/**
 * What is wrong with the order of these layers: a path that several own must be the same in each,
 * or `overlapWinners` (path in site-packages, or from the root of the image) must name the package
 * whose copy wins, and its layer must be the last. Empty when all is well.
 */
export const overlapProblems = (
  layers: readonly LayerWithPaths[],
  overlapWinners: OverlapWinners,
): Problem<CodeOfExit<1>>[] =>
  [...differingPaths(layers)].flatMap(([path, owners]): Problem<CodeOfExit<1>>[] => {
    const winners = overlapWinners[path.startsWith(SITE) ? path.slice(SITE.length) : path];
    if (
      winners !== undefined &&
      [winners].flat().some((name) => owners.at(-1)?.packages.includes(name))
    )
      return [];
    const names = owners.map(({ title }) => title).join(", ");
    const message = `These packages bring /${path} with different content: ${names}.`;
    return [
      {
        code: "path-conflict",
        message,
        hint: OVERLAP_HINT,
      },
    ];
  });
