// src/engine/engineNames.ts
/**
* Names of the engines, in the order in which `auto` tries them. They stand apart from the engines
* themselves, so that options can be read before anything that builds is loaded.
*/
const ENGINE_NAMES = ["buildx", "podman"];
/** What the key and option `engine` may be: `auto`, or the name of an engine. */
const engineChoices = (names = ENGINE_NAMES) => ["auto", ...names];
export { engineChoices as t };
