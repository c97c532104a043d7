/**
 * Names of the engines, in the order in which `auto` tries them. They stand apart from the engines
 * themselves, so that options can be read before anything that builds is loaded.
 */
const ENGINE_NAMES = ["buildx", "podman"] as const;

export type EngineName = (typeof ENGINE_NAMES)[number];

/** What the key and option `engine` may be: `auto`, or the name of an engine. */
export const engineChoices = (
  names: readonly string[] = ENGINE_NAMES,
): readonly ["auto", ...string[]] => ["auto", ...names];
