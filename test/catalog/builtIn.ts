import { loadCatalog } from "../../src/catalog/load.ts";
import type { Catalog } from "../../src/catalog/facts.ts";
import { realSystem } from "../../src/system/realSystem.ts";

let loaded: Promise<Catalog> | undefined;

/** The catalog of this project, read once for each test file. */
export const builtIn = (): Promise<Catalog> => (loaded ??= loadCatalog(realSystem()));

/** The date on which the facts were read. */
export const TODAY = "2026-11-21";
