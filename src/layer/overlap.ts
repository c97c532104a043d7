import type { LaidLast } from "../catalog/facts.ts";
import type { CodeOfExit } from "../errors/codes.ts";
import type { Problem } from "../errors/error.ts";
import type { LayerPaths } from "./paths.ts";

/** A layer as the overlap check sees it, in the order the layers are laid. */
export interface LaidLayer {
  /** For messages: a package with its version, or what the layer is. */
  readonly title: string;
  /** Normalised names of the packages in it; empty for layers without packages. */
  readonly packages: readonly string[];
  readonly paths: LayerPaths;
}

interface Owner {
  readonly layer: LaidLayer;
  readonly hash: string;
}

const SITE = "opt/venv/lib/python3/site-packages/";

/** Paths that more than one of the layers own with different content, and who owns them, in the order laid. */
export const differingPaths = (layers: readonly LaidLayer[]): Map<string, LaidLayer[]> => {
  const owners = new Map<string, Owner[] | Owner>();
  const shared = new Map<string, Owner[]>();
  for (const layer of layers) {
    for (const [path, hash] of layer.paths) {
      const owner = { layer, hash };
      const known = owners.get(path);
      if (known === undefined) owners.set(path, owner);
      else if (Array.isArray(known)) known.push(owner);
      else {
        const both = [known, owner];
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
 * What is wrong with the order in which these layers are laid: a path that several own must be the same in each, or `laidLast` (path in
 * site-packages, or from the root of the image) must name the package whose copy is meant, and that layer must be the last. Empty when all is well.
 */
export const overlapProblems = (
  layers: readonly LaidLayer[],
  laidLast: LaidLast,
): Problem<CodeOfExit<1>>[] =>
  [...differingPaths(layers)].flatMap(([path, owners]): Problem<CodeOfExit<1>>[] => {
    const wanted = laidLast[path.startsWith(SITE) ? path.slice(SITE.length) : path];
    if (
      wanted !== undefined &&
      [wanted].flat().some((name) => owners.at(-1)?.packages.includes(name))
    )
      return [];
    const names = owners.map(({ title }) => title).join(", ");
    const message = `These own /${path} with different content: ${names}.`;
    return [
      {
        code: "path-conflict",
        message,
        hint: "Say in the catalog which package is laid last, under `laid-last` in: matrix/image.yml",
      },
    ];
  });
