import type { Catalog, PackageIndex } from "../catalog/facts.ts";
import type { OwnIndex } from "./customization.ts";
import type { Request } from "./request.ts";

const indexesIn = (customization: Request["customization"]): readonly OwnIndex[] =>
  [customization?.all, ...(customization?.cells ?? []).map((one) => one.customization)].flatMap(
    (one) => one?.index ?? [],
  );

/** Names of the package indexes that dl-env.yml names, for all cells or for some. */
export const namesOfIndexes = (customization: Request["customization"]): readonly string[] =>
  indexesIn(customization).map(({ name }) => name);

/** The catalog with the package indexes that dl-env.yml names. */
export const withOwnIndexes = (
  catalog: Catalog,
  { customization, file }: Pick<Request, "customization" | "file">,
): Catalog => {
  const own = indexesIn(customization);
  if (own.length === 0) return catalog;
  const entries = own.map(({ name, url }): [string, PackageIndex] => [
    name,
    { name, url, own: true, about: "", source: file },
  ]);
  return { ...catalog, indexes: new Map([...catalog.indexes, ...entries]) };
};
