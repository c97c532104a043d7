import { DlEnvError } from "../errors/error.ts";
import type { Cell } from "../matrix/cell.ts";
import type { CellImage } from "../plan/cellImage.ts";
import type { PlanInputs } from "../plan/planInputs.ts";
import type { Repository } from "../registry/repository.ts";
import type { Lock } from "../resolve/lock.ts";
import { cacheFolder } from "../system/cacheFolder.ts";
import type { System } from "../system/ports.ts";
import { CHECKS_VERSION, type CheckReport } from "./checkReport.ts";
import { packageCode } from "./checks/cudaChecks.ts";
import { expectedOf, type ExpectedFrom } from "./expectedImage.ts";
import { findingsOf } from "./reportedFindings.ts";
import { readChecks, writeChecks } from "./storedCheckReports.ts";
import { openInventories, type Inventories } from "./storedInventories.ts";
import { readView } from "./storedView.ts";

const lockOf = ({ judged, locks }: PlanInputs, id: string): { cell: Cell; lock: Lock } => {
  const found = judged.find(({ cell }) => cell.id === id);
  const lock = found?.verdict.kind === "accepted" ? locks.get(found.verdict.lock) : undefined;
  if (found === undefined || lock === undefined) throw new TypeError(`no accepted cell ${id}`);
  return { cell: found.cell, lock };
};

/** What inspecting needs beside the plan: where images and what is known of their layers lie. */
export interface InspectorFacts extends ExpectedFrom {
  readonly sys: System;
  readonly to: Repository;
  readonly store: Repository;
}

/** Who may only read, as for a dry run, learns what was found all the same. */
const storeReport = async (
  { sys, to }: Pick<InspectorFacts, "sys" | "to">,
  report: CheckReport,
): Promise<void> => {
  try {
    await writeChecks(to, report);
  } catch (error) {
    if (!(error instanceof DlEnvError)) throw error;
    sys.log.warn(
      `${to.name} does not store what the checks of ${report.cell} found, so they ` +
        `run again next time. (${error.message})`,
    );
  }
};

const inspectImage = async (
  facts: InspectorFacts,
  { inputs, inventories }: { readonly inputs: PlanInputs; readonly inventories: Inventories },
  { cell: id, digest }: CellImage,
): Promise<CheckReport> => {
  const { sys, to } = facts;
  const { cell, lock } = lockOf(inputs, id);
  const expected = expectedOf(facts, cell, lock);
  const image = await readView(to, digest, inventories);
  const findings = await findingsOf(image, expected);
  const code = await packageCode(image, expected.gpuPackages);
  const at = new Date(sys.clock.now()).toISOString();
  const report: CheckReport = {
    format: 1,
    version: CHECKS_VERSION,
    digest,
    cell: id,
    at,
    code,
    findings,
  };
  await storeReport(facts, report);
  return report;
};

/**
 * The inventories of layers in a store. Folders for layers that are read through are made in the
 * user's cache, and removed at once.
 */
export const inventoriesOf = ({ sys, store }: Pick<InspectorFacts, "sys" | "store">): Inventories =>
  openInventories(sys, store, `${cacheFolder(sys.env)}/tmp`);

/**
 * Inspects images: the report that is stored beside an image, else a new one, made from the
 * inventories of its layers and stored there. Each layer is read once. Needs neither an engine nor
 * a GPU.
 */
export const inspector =
  (
    facts: InspectorFacts,
    inputs: PlanInputs,
    inventories: Inventories = inventoriesOf(facts),
  ): ((image: CellImage) => Promise<CheckReport>) =>
  async (image) => {
    const stored = await readChecks(facts.to, image.digest);
    // What another cell's image was expected to be says nothing of this one.
    return stored?.cell === image.cell
      ? stored
      : inspectImage(facts, { inputs, inventories }, image);
  };
