import { buildx } from "./buildxEngine.ts";
import type { EngineKind } from "./engineKind.ts";
import type { EngineName } from "./engineNames.ts";
import { podman } from "./podmanEngine.ts";

/** Engines by name, in the order in which `auto` tries them. */
export type EngineTable = Readonly<Record<string, EngineKind>>;

/** The engines of dl-env. Another one is a file of its own, its name, and a line here. */
export const ENGINES: EngineTable = {
  buildx,
  podman,
} satisfies Record<EngineName, EngineKind>;
