import type { Catalog, PackageIndex } from "../catalog/facts.ts";
import type { Request } from "./request.ts";

/** The catalog with the package indexes that dl-env.yml names. */
export const withOwnIndexes = (
  catalog: Catalog,
  { customization, file }: Pick<Request, "customization" | "file">,
): Catalog => {
  if (customization === undefined) return catalog;
  const { all, cells } = customization;
  const own = [all, ...cells.map((one) => one.customization)].flatMap(({ index }) => index);
  if (own.length === 0) return catalog;
  const entries = own.map(({ name, url }): [string, PackageIndex] => [
    name,
    { name, url, own: true, about: "", source: file },
  ]);
  return { ...catalog, indexes: new Map([...catalog.indexes, ...entries]) };
};
