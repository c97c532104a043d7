import type { HostFacts } from "../host/facts.ts";
import { loadHostCatalog } from "../host/catalog.ts";
import { exitOf, findings } from "../host/checks.ts";
import type { Finding, Wanted } from "../host/finding.ts";
import { gatherHost } from "../host/gather.ts";
import { doctorText } from "../host/text.ts";
import type { System } from "../system/ports.ts";

export type DoctorOptions = Partial<Wanted>;

export interface DoctorResult {
  /** For people, on standard output. */
  readonly text: string;
  /** `findings`, and the `facts` they were made from. */
  readonly json: { readonly exit: 0 | 1; readonly findings: readonly Finding[]; readonly facts: HostFacts };
  readonly exit: 0 | 1;
}

/** `dl-env doctor`: looks at this host without root and says what keeps GPU containers from running, and how to mend it here. */
export const doctor = async (sys: System, options: DoctorOptions = {}): Promise<DoctorResult> => {
  const [facts, catalog] = [await gatherHost(sys), await loadHostCatalog(sys)];
  const list = findings({ facts, catalog, wanted: { ...options, for: options.for ?? "run" } });
  const exit = exitOf(list);
  return { text: doctorText(list), json: { exit, findings: list, facts }, exit };
};
