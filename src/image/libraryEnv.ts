import type { Catalog } from "../catalog/facts.ts";
import { wrongRequest } from "../errors/error.ts";
import { variableProblem } from "../matrix/customizedNames.ts";
import { sortedByName, type KeyedConfig } from "./customizedConfig.ts";

type Variables = Readonly<Record<string, string>>;

/**
 * Variables that libraries ask for, the last of two that name one counting. Throws DlEnvError(2)
 * for one that no image may have, with the library.yml that names it.
 */
export const libraryEnv = (
  names: readonly string[],
  { libraries }: Pick<Catalog, "libraries">,
): Variables => {
  const all: Record<string, string> = {};
  for (const name of names) {
    const { env = {}, folder = "" } = libraries.get(name) ?? {};
    for (const [variable, value] of Object.entries(env)) {
      const problem = variableProblem(variable, value);
      if (problem !== undefined)
        throw wrongRequest({ ...problem, place: { file: `${folder}/library.yml` } });
      all[variable] = value;
    }
  }
  return all;
};

/** A config with further variables below those that it has; the same one where there are none. */
export const withLibraryEnv = (keyed: KeyedConfig, env: Variables): KeyedConfig => {
  if (Object.keys(env).length === 0) return keyed;
  const config = { ...keyed.config, env: sortedByName({ ...env, ...keyed.config.env }) };
  return { config, text: JSON.stringify(config) };
};
