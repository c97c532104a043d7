import pLimit from "p-limit";
import { chooseRuntime } from "../container/chooseRuntime.ts";
import type { Gpus } from "../container/gpuOption.ts";
import type { Runtime } from "../container/runtime.ts";
import { inspector } from "../inspect/inspector.ts";
import type { CellImage } from "../plan/cellImage.ts";
import { failedCells, type FailedCell } from "../plan/failedCells.ts";
import type { PlanInputs } from "../plan/planInputs.ts";
import { ensureKeepsArtifacts } from "../registry/ensureKeepsArtifacts.ts";
import { ownTagsOf } from "../registry/ownTags.ts";
import { openWork } from "../system/workFolder.ts";
import { count } from "../text/units.ts";
import { keepReport } from "./describedImage.ts";
import { bringImage } from "./imageInEngine.ts";
import { byChain, inSequence } from "./imageSequence.ts";
import { lookAt, resultOf, type SmokeTestFacts, type SmokeTestResult } from "./lookedAt.ts";
import { probesInImage, type ToRun } from "./probesInImage.ts";
import { readStoredImage } from "./storedImage.ts";

/** A view of a large image is some hundred thousand entries. */
const INSPECTED_AT_ONCE = 4;

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

/** Where what comes of each image goes. */
interface Ends {
  readonly results: SmokeTestResult[];
  readonly fail: (image: CellImage, error: unknown) => void;
}

interface Testing {
  readonly inputs: PlanInputs;
  readonly options: SmokeTestOptions;
  /** Private folder of the run. */
  readonly work: string;
}

/** Runs the probes of images one after another, those that share the most layers side by side. */
const runAll = async (
  facts: SmokeTestFacts,
  { inputs, options, work }: Testing,
  { toRun, results, fail }: Ends & { readonly toRun: readonly ToRun[] },
): Promise<void> => {
  const { sys, to, request } = facts;
  if (toRun.length === 0) return;
  await ensureKeepsArtifacts(to);
  const runtime = options.runtime ?? (await chooseRuntime(sys, work));
  await inSequence(
    byChain(toRun, ({ stored }) => stored.diffIds),
    {
      bring: ({ looked, stored }) =>
        bringImage({ sys, runtime, to }, { cell: looked.image.cell, stored }),
      work: async ({ looked, stored }, image) => {
        const running = { inputs, runtime, gpus: options.gpus };
        const report = await probesInImage(facts, running, { looked, stored, id: image.id });
        if (options.keep === true) await image.keep();
        if (options.handsOver !== true) await keepReport(facts, inputs, report);
        results.push(resultOf(looked, report, request.smoke.require));
      },
      onFailed: ({ looked }, error) => fail(looked.image, error),
    },
  );
};

const testAll = async (
  facts: SmokeTestFacts,
  testing: Testing,
  { results, fail }: Ends,
): Promise<void> => {
  const { inputs, options } = testing;
  const looking = { own: ownTagsOf(facts.to), inputs, inspect: inspector(facts, inputs) };
  const limit = pLimit(INSPECTED_AT_ONCE);
  const toRun: ToRun[] = [];
  const lookAtOne = async (image: CellImage): Promise<void> => {
    try {
      const looked = await lookAt(facts, looking, image);
      if (looked.earlier === undefined)
        toRun.push({ looked, stored: await readStoredImage(facts.to, image.digest) });
      else results.push(resultOf(looked, looked.earlier, facts.request.smoke.require));
    } catch (error) {
      fail(image, error);
    }
  };
  await Promise.all(options.images.map((image) => limit(() => lookAtOne(image))));
  await runAll(facts, testing, { toRun, results, fail });
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
  const results: SmokeTestResult[] = [];
  const failed: FailedCell[] = [];
  const fail = (image: CellImage, error: unknown): void => {
    failed.push(...failedCells([image.cell], error));
  };
  try {
    const testing = testAll(facts, { inputs, options, work: work.dir }, { results, fail });
    const done = (): number => results.length + failed.length;
    sys.log.progress(() => `${done()} of ${count(images.length, "image")} tested`, testing);
    await testing;
    const places = new Map(images.map(({ cell }, at) => [cell, at]));
    const placeOf = ({ image }: SmokeTestResult): number => places.get(image.cell) ?? 0;
    return { results: results.sort((a, b) => placeOf(a) - placeOf(b)), failed };
  } finally {
    await work.close();
  }
};
