import type { Catalog } from "./facts.ts";
import type { CatalogFolder } from "./folder.ts";

type SetsFile = NonNullable<CatalogFolder["sets"]>["value"]["sets"];

/**
 * Libraries of a set, those of the set it extends first; a loop of extensions ends where it meets
 * itself.
 */
const flat = (name: string, sets: SetsFile, seen: readonly string[] = []): string[] => {
  const set = sets[name];
  if (set === undefined || seen.includes(name)) return [];
  const below = set.extends === undefined ? [] : flat(set.extends, sets, [...seen, name]);
  return [...new Set([...below, ...set.libraries])];
};

/** The sets of all folders; a folder's set may extend one of the built-in catalog. */
export const setsOf = (
  folders: readonly CatalogFolder[],
): Pick<Catalog, "sets" | "every" | "everyComfort" | "gpuComfort"> => {
  const listed = (key: "every" | "comfort" | "gpu-comfort"): string[] => [
    ...new Set(folders.flatMap((folder) => folder.sets?.value[key] ?? [])),
  ];
  const sets: SetsFile = Object.assign(
    {},
    ...folders.map((folder) => folder.sets?.value.sets ?? {}),
  );
  return {
    sets: new Map(Object.keys(sets).map((name) => [name, flat(name, sets)])),
    every: listed("every"),
    everyComfort: listed("comfort"),
    gpuComfort: listed("gpu-comfort"),
  };
};
