import type { Catalog } from "../catalog/facts.ts";
import type { Lock } from "../resolve/lock.ts";

type PinCatalog = Pick<Catalog, "libraries" | "wheels">;

/** A name with each ending that says for which CUDA a package is built: `cudf-cu12`. */
const withCuda = (name: string, { wheels }: PinCatalog): readonly string[] =>
  Object.values(wheels).flatMap(({ marks }) => marks.map((mark) => `${name}${mark}`));

/**
 * Whether a pin holds some package of a lock: the one it names, or one that stands for the library
 * it names.
 */
export const pinHolds = (
  pin: string,
  { wheels }: Pick<Lock, "wheels">,
  catalog: PinCatalog,
): boolean => {
  const stems = [...catalog.libraries.values()]
    .filter((library) => library.name === pin || library.package === pin)
    .map((library) => library.package);
  const names = new Set([pin, ...stems.flatMap((stem) => [stem, ...withCuda(stem, catalog)])]);
  return wheels.some(({ name }) => names.has(name));
};

/** Packages that a pin which holds nothing may have meant: `cudf-cu12` for `cudf`; sorted. */
export const meantByPin = (
  pin: string,
  packages: Iterable<string>,
  catalog: PinCatalog,
): readonly string[] => {
  const names = new Set(withCuda(pin, catalog));
  return [...new Set(packages)].filter((name) => names.has(name)).sort();
};
