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
import { readContent, readView, type ImageContent } from "./storedView.ts";

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
  { sys, store }: Pick<InspectorFacts, "sys" | "store">,
  report: CheckReport,
): Promise<void> => {
  try {
    await writeChecks({ store }, report);
  } catch (error) {
    if (!(error instanceof DlEnvError)) throw error;
    sys.log.warn(
      `${store.name} does not store what the checks of ${report.cell} found, so they ` +
        `run again next time. (${error.message})`,
    );
  }
};

/** An image to inspect. */
export interface InspectedImage extends CellImage {
  /** Whether it was put just now, so that nothing is known of it yet. */
  readonly isNew?: boolean;
  /** What it consists of, where that is known already and need not be read. */
  readonly content?: ImageContent;
}

const inspectImage = async (
  facts: InspectorFacts,
  { inputs, inventories }: { readonly inputs: PlanInputs; readonly inventories: Inventories },
  { cell: id, digest, content }: InspectedImage,
): Promise<CheckReport> => {
  const { sys, to } = facts;
  const { cell, lock } = lockOf(inputs, id);
  const expected = expectedOf(facts, cell, lock);
  const image = await readView(to, content ?? (await readContent(to, digest)), inventories);
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
 * The inventories of layers in a store, whose `tags` are given where they were listed. Folders for
 * layers that are read through are made in the user's cache, and removed at once.
 */
export const inventoriesOf = (
  { sys, store }: Pick<InspectorFacts, "sys" | "store">,
  tags?: ReadonlySet<string>,
): Inventories => openInventories(sys, store, { near: `${cacheFolder(sys.env)}/tmp`, tags });

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
  ): ((image: InspectedImage) => Promise<CheckReport>) =>
  async (image) => {
    const stored = image.isNew === true ? undefined : await readChecks(facts, image.digest);
    // What another cell's image was expected to be says nothing of this one.
    return stored?.cell === image.cell
      ? stored
      : inspectImage(facts, { inputs, inventories }, image);
  };
