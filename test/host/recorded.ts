import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { HostFacts } from "../../src/host/hostFacts.ts";
import type { HostCatalog } from "../../src/host/hostCatalog.ts";
import { loadHostCatalog } from "../../src/host/hostCatalog.ts";
import type { Finding, Wanted } from "../../src/host/finding.ts";
import { findings } from "../../src/host/hostFindings.ts";
import { realSystem } from "../../src/system/realSystem.ts";

/** One file of test/host/hosts/: a snapshot, what it models, and what doctor is asked. */
export interface RecordedHost {
  readonly note: string;
  readonly wanted?: Wanted;
  readonly facts: HostFacts;
}

const FOLDER = join(import.meta.dirname, "hosts");

export const hostNames = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".json"))
  .map((name) => name.slice(0, -".json".length));

export const recorded = (name: string): RecordedHost =>
  JSON.parse(readFileSync(join(FOLDER, `${name}.json`), "utf8")) as RecordedHost;

export const hostCatalog: HostCatalog = await loadHostCatalog(realSystem());

export const findingsOf = (
  host: RecordedHost,
  wanted: Wanted = host.wanted ?? { for: "run" },
): readonly Finding[] => findings({ facts: host.facts, catalog: hostCatalog, wanted });
