import { buildx } from "./buildxEngine.ts";
import type { EngineKind } from "./engineKind.ts";
import { podman } from "./podmanEngine.ts";

/** Engines by name, in the order in which `auto` tries them. */
export type EngineTable = Readonly<Record<string, EngineKind>>;

/** The engines of dl-env. Another one is a file of its own and a line here. */
export const ENGINES: EngineTable = {
  buildx,
  podman,
};

/** What the key and option `engine` may be: `auto`, or the name of an engine. */
export const engineChoices = (engines: EngineTable = ENGINES): readonly ["auto", ...string[]] => [
  "auto",
  ...Object.keys(engines),
];
