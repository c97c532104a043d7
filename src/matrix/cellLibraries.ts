import type { Catalog } from "../catalog/facts.ts";
import type { Request } from "./request.ts";

type SetFacts = Pick<Catalog, "libraries" | "every" | "everyComfort" | "gpuComfort">;

/** Libraries with those that they need, each once; what nobody knows stands for itself. */
export const withNeeds = (
  names: readonly string[],
  catalog: Pick<Catalog, "libraries">,
): string[] => {
  const all = new Set<string>(names);
  for (const name of all)
    for (const needed of catalog.libraries.get(name)?.needs ?? []) all.add(needed);
  return [...all];
};

/**
 * The libraries of a cell whose set lists these: with what they need, what is in every set, and
 * unless images are slim what is there for comfort.
 */
export const cellLibraries = (
  listed: readonly string[],
  catalog: SetFacts,
  { slim }: Pick<Request, "slim">,
): string[] => {
  const own = withNeeds(listed, catalog);
  const needsGpu = own.some((name) => catalog.libraries.get(name)?.gpu ?? false);
  const comfort = slim ? [] : [...catalog.everyComfort, ...(needsGpu ? catalog.gpuComfort : [])];
  return withNeeds([...listed, ...catalog.every, ...comfort], catalog);
};

/** Whether a library is in sets that do not list it. */
export const isAdded = (
  name: string,
  { every, everyComfort, gpuComfort }: Omit<SetFacts, "libraries">,
): boolean => [...every, ...everyComfort, ...gpuComfort].includes(name);
