import { NOTHING_ADDED, type Customization } from "../matrix/customization.ts";
import { userOf } from "../matrix/imageUser.ts";
import { memoized } from "../text/memoized.ts";
import { COMMON_CONFIG, configUser } from "./commonConfig.ts";
import type { ImageConfig } from "./recipe.ts";

/** A config without labels, and as the text that goes into keys of images. */
export interface KeyedConfig {
  readonly config: Omit<ImageConfig, "labels">;
  readonly text: string;
}

/** By name, so that the order of lines in dl-env.yml changes nothing. */
export const sortedByName = (
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));

const configOf = (own: Customization): KeyedConfig["config"] => {
  if (own === NOTHING_ADDED) return COMMON_CONFIG;
  return {
    ...COMMON_CONFIG,
    env: sortedByName({
      ...COMMON_CONFIG.env,
      ...own.env,
      ...(own.timezone === undefined ? {} : { TZ: own.timezone }),
      ...(own.locale === undefined ? {} : { LANG: own.locale }),
    }),
    user: configUser(userOf(own)),
    workdir: own.workdir ?? userOf(own).home,
    exposed: own.ports.toSorted(),
  };
};

/** The config of images with what dl-env.yml adds, made once for all that are treated alike. */
export const customizedConfigs = (): ((own: Customization) => KeyedConfig) =>
  memoized((own: Customization) => {
    const config = configOf(own);
    return { config, text: JSON.stringify(config) };
  });
