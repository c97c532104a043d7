import type { Problem } from "../errors/error.ts";
import type { HostFacts } from "../host/hostFacts.ts";
import { loadHostCatalog } from "../host/hostCatalog.ts";
import { exitOfFindings, findings } from "../host/hostFindings.ts";
import type { Finding, Wanted, WantedImage } from "../host/finding.ts";
import { gatherHost } from "../host/gatherHost.ts";
import { LABEL_PREFIX } from "../image/labels.ts";
import { readImage } from "../publish/publishedImage.ts";
import { openSession, type SessionOptions } from "../session.ts";
import type { System } from "../system/ports.ts";
import { requireImageThere } from "./imageSource.ts";
import type { OutcomeOf } from "./outcomeOf.ts";

export interface DoctorOptions extends Partial<Wanted> {
  /**
   * A cell or tag of dl-env.yml's destination that is to run here: disk and driver are judged for
   * it.
   */
  readonly cell?: string;
  readonly file?: string;
}

export type DoctorOutcome = OutcomeOf<
  "doctor",
  {
    readonly exit: 0 | 1;
    readonly findings: readonly Finding[];
    /** What the findings were made from. */
    readonly facts: HostFacts;
  }
>;

/** What an image asks of a host, by its own manifest and labels; rejects with `unknown-tag`. */
const readWanted = async (
  sys: System,
  cell: string,
  options: SessionOptions,
): Promise<WantedImage> => {
  const { to } = await openSession(sys, options);
  await requireImageThere({ repository: to, reference: cell });
  const { labels, size } = await readImage(to, cell);
  const driver = labels[`${LABEL_PREFIX}driver.minor-version`];
  return {
    name: cell,
    download: size,
    cuda: labels[`${LABEL_PREFIX}cuda`] ?? "",
    ...(driver === undefined ? {} : { driver }),
  };
};

const unfitProblems = (list: readonly Finding[]): Problem[] =>
  list
    .filter(({ level }) => level === "fail")
    .map(({ title, found, why, fix }) => ({
      code: "runner-unfit",
      message: `${title}: ${found}. ${why}`.trim(),
      ...(fix.length === 0 ? {} : { hint: fix.join("\n") }),
    }));

/**
 * `dl-env doctor`: looks at this host without root and says what keeps GPU containers from running,
 * and how to mend it here.
 */
export const doctor = async (sys: System, options: DoctorOptions = {}): Promise<DoctorOutcome> => {
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
  const problems = exit === 0 ? [] : unfitProblems(list);
  return { kind: "doctor", result: { exit, findings: list, facts }, problems, exit };
};
