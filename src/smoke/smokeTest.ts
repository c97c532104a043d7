import type { Catalog } from "../catalog/facts.ts";
import { chooseRuntime } from "../container/chooseRuntime.ts";
import type { Gpus } from "../container/gpuOption.ts";
import type { Runtime } from "../container/runtime.ts";
import { checkReasons, type CheckReport } from "../inspect/checkReport.ts";
import { inspector, type InspectorFacts } from "../inspect/inspector.ts";
import type { Request } from "../matrix/request.ts";
import type { CellImage } from "../plan/cellImage.ts";
import { failedCells, type FailedCell } from "../plan/failedCells.ts";
import type { PlanInputs } from "../plan/planInputs.ts";
import { ensureKeepsArtifacts } from "../registry/ensureKeepsArtifacts.ts";
import type { Repository } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";
import { openWork } from "../system/workFolder.ts";
import { count, duration } from "../text/units.ts";
import { decisionContext } from "./decisionContext.ts";
import { withImageInEngine } from "./imageInEngine.ts";
import { probeVersion } from "./probeSet.ts";
import { ownTagsOf, type OwnTags } from "../registry/ownTags.ts";
import { keepReport } from "./describedImage.ts";
import { readCellProofs } from "./proofs.ts";
import { runProbes } from "./runProbes.ts";
import type { Report } from "./smokeReport.ts";
import { judgeProofs, meets } from "./smokeRequirement.ts";
import { readStoredImage } from "./storedImage.ts";

/** What a smoke test reads beside the plan, and where its images are. */
export type SmokeTestFacts = InspectorFacts & {
  readonly request: Pick<Request, "smoke">;
};

/** What came of testing one image. */
export interface SmokeTestResult {
  readonly image: CellImage;
  /** What the static checks found. */
  readonly checks: CheckReport;
  readonly report: Report;
  /** False when a proof was there already and nothing was run. */
  readonly ran: boolean;
  /** Whether tags may move to it, and if not, why. */
  readonly ok: boolean;
  readonly reasons: readonly string[];
}

/** What came of testing images, and those that could not be tested at all. */
export interface SmokeTested {
  readonly results: readonly SmokeTestResult[];
  readonly failed: readonly FailedCell[];
}

export interface SmokeTestOptions {
  readonly images: readonly CellImage[];
  readonly gpus: Gpus;
  /** Whether images stay in the engine that ran them. */
  readonly keep?: boolean;
  /** What runs them, where that is known already; else this host is looked at. */
  readonly runtime?: Runtime;
  /** Whether proofs are handed over to who may write, rather than stored beside the images. */
  readonly handsOver?: boolean;
}

/** Whether a report that meets the requirement is bound to this digest already. */
export const hasProof = async (
  {
    catalog,
    request,
    to,
    own,
  }: {
    readonly catalog: Pick<Catalog, "libraries">;
    readonly request: Pick<Request, "smoke">;
    readonly to: Repository;
    /** Where many images are looked at: see `readProofs`. */
    readonly own?: OwnTags;
  },
  inputs: Pick<PlanInputs, "judged" | "recipes">,
  { cell, digest }: CellImage,
): Promise<boolean> => {
  const context = decisionContext(catalog, inputs, cell);
  return judgeProofs(
    await readCellProofs(to, { cell, digest }, { own }),
    request.smoke.require,
    context,
  ).ok;
};

/** The two things that are done with each image. */
interface Steps {
  readonly inspect: (image: CellImage) => Promise<CheckReport>;
  readonly run: (image: CellImage, libraries: readonly string[]) => Promise<Report>;
  readonly keep: (report: Report) => Promise<unknown>;
  readonly own: OwnTags;
}

const smokeTestImage = async (
  { catalog, request, to }: SmokeTestFacts,
  { inputs, inspect, run, keep, own }: Steps & { readonly inputs: PlanInputs },
  image: CellImage,
): Promise<SmokeTestResult> => {
  const { require } = request.smoke;
  const context = decisionContext(catalog, inputs, image.cell);
  const checks = await inspect(image);
  const reports = await readCellProofs(to, image, {
    own,
    isEnough: (found) => judgeProofs(found, require, context).ok,
  });
  const earlier = judgeProofs(reports, require, context).ok
    ? reports.find((report) => meets(report, require, context).ok)
    : undefined;
  const report = earlier ?? (await run(image, context.libraries));
  if (earlier === undefined) await keep(report);
  const reasons = [...checkReasons(checks), ...meets(report, require, context).reasons];
  return { image, checks, report, ran: earlier === undefined, ok: reasons.length === 0, reasons };
};

const probesText = (
  { clock }: Pick<System, "clock">,
  cell: string,
  libraries: readonly string[],
) => {
  const began = clock.now();
  return (): string =>
    `${cell}: the probes of ${libraries.join(", ")} run, ${duration(clock.now() - began)}`;
};

/** Runs probes in containers of one runtime, which is chosen when the first image needs it. */
const probeRunner = (
  { sys, to, request }: SmokeTestFacts,
  { inputs, work }: { readonly inputs: PlanInputs; readonly work: string },
  { gpus, keep = false, runtime: given }: SmokeTestOptions,
): Steps["run"] => {
  let chosen = given === undefined ? undefined : Promise.resolve(given);
  let ready: Promise<void> | undefined;
  return async (image, libraries) => {
    await (ready ??= ensureKeepsArtifacts(to));
    const runtime = await (chosen ??= chooseRuntime(sys, work));
    const { cell, digest } = image;
    const stored = await readStoredImage(to, digest);
    const report = await withImageInEngine({ sys, runtime, to, keep }, { cell, stored }, (id) => {
      const running = runProbes(sys, runtime, { image: id, digest, cell, libraries, gpus });
      sys.log.progress(probesText(sys, cell, libraries), running);
      return running;
    });
    const { platform, diffIds } = stored;
    const probes = { libraries, version: probeVersion(inputs, cell) };
    return { ...report, probes, requirement: request.smoke.require, platform, diffIds };
  };
};

/**
 * Inspects each image, runs the probes of those that have no proof which meets the requirement, and
 * stores the report beside the image. An image that cannot be run leaves the others going.
 */
export const smokeTestImages = async (
  facts: SmokeTestFacts,
  inputs: PlanInputs,
  options: SmokeTestOptions,
): Promise<SmokeTested> => {
  const { sys } = facts;
  const { images } = options;
  const work = await openWork(sys);
  const steps = {
    own: ownTagsOf(facts.to),
    inputs,
    inspect: inspector(facts, inputs),
    run: probeRunner(facts, { inputs, work: work.dir }, options),
    keep: (report: Report) =>
      options.handsOver === true ? Promise.resolve() : keepReport(facts, inputs, report),
  };
  const results: SmokeTestResult[] = [];
  const failed: FailedCell[] = [];
  try {
    const testAll = async (): Promise<void> => {
      for (const image of images) {
        try {
          results.push(await smokeTestImage(facts, steps, image));
        } catch (error) {
          failed.push(...failedCells([image.cell], error));
        }
      }
    };
    const tested = testAll();
    const done = (): number => results.length + failed.length;
    sys.log.progress(() => `${done()} of ${count(images.length, "image")} tested`, tested);
    await tested;
    return { results, failed };
  } finally {
    await work.close();
  }
};
