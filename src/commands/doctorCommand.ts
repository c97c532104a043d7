import type { HostFacts } from "../host/facts.ts";
import { loadHostCatalog } from "../host/hostCatalog.ts";
import { exitOfFindings, findings } from "../host/findings.ts";
import type { Finding, Wanted, WantedImage } from "../host/finding.ts";
import { gatherHost } from "../host/gatherHost.ts";
import { doctorText } from "../report/doctorText.ts";
import { LABEL_PREFIX } from "../image/labels.ts";
import { readImage } from "../publish/publishedImage.ts";
import { openSession, type SessionOptions } from "../session.ts";
import type { System } from "../system/ports.ts";

export interface DoctorOptions extends Partial<Wanted> {
  /** A cell or tag of dl-env.yml's destination that is to run here: disk and driver are judged for it. */
  readonly cell?: string;
  readonly file?: string;
}

export interface DoctorResult {
  /** For people, on standard output. */
  readonly text: string;
  /** `findings`, and the `facts` they were made from. */
  readonly json: {
    readonly exit: 0 | 1;
    readonly findings: readonly Finding[];
    readonly facts: HostFacts;
  };
  readonly exit: 0 | 1;
}

/** What an image asks of a host, by its own manifest and labels; rejects with `image-missing`. */
const readWanted = async (
  sys: System,
  cell: string,
  options: SessionOptions,
): Promise<WantedImage> => {
  const { to } = await openSession(sys, options);
  const { labels, size } = await readImage(to, cell);
  const driver = labels[`${LABEL_PREFIX}driver.minor-version`];
  return {
    name: cell,
    download: size,
    cuda: labels[`${LABEL_PREFIX}cuda`] ?? "",
    ...(driver === undefined ? {} : { driver }),
  };
};

/** `dl-env doctor`: looks at this host without root and says what keeps GPU containers from running, and how to mend it here. */
export const doctor = async (sys: System, options: DoctorOptions = {}): Promise<DoctorResult> => {
  const { cell, file, ...wanted } = options;
  const image =
    cell === undefined
      ? undefined
      : await readWanted(sys, cell, file === undefined ? {} : { file });
  const [facts, catalog] = [await gatherHost(sys), await loadHostCatalog(sys)];
  const list = findings({
    facts,
    catalog,
    wanted: { ...wanted, for: wanted.for ?? "run", ...(image === undefined ? {} : { image }) },
  });
  const exit = exitOfFindings(list);
  return { text: doctorText(list), json: { exit, findings: list, facts }, exit };
};
