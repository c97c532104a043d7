import type { Gpus } from "../container/gpuOption.ts";
import type { Runtime } from "../container/runtime.ts";
import type { PlanInputs } from "../plan/planInputs.ts";
import type { System } from "../system/ports.ts";
import { duration } from "../text/units.ts";
import type { LookedAt, SmokeTestFacts } from "./lookedAt.ts";
import { probeVersion } from "./probeSet.ts";
import { runProbes } from "./runProbes.ts";
import type { Report } from "./smokeReport.ts";
import type { StoredImage } from "./storedImage.ts";

const probesText = (
  { clock }: Pick<System, "clock">,
  cell: string,
  libraries: readonly string[],
) => {
  const began = clock.now();
  return (): string =>
    `${cell}: the probes of ${libraries.join(", ")} run, ${duration(clock.now() - began)}`;
};

/** An image whose probes are to be run, as the destination has it. */
export interface ToRun {
  readonly looked: LookedAt;
  readonly stored: StoredImage;
}

/** Runs the probes of one image that is in an engine. */
export const probesInImage = async (
  { sys, request }: SmokeTestFacts,
  {
    inputs,
    runtime,
    gpus,
  }: { readonly inputs: PlanInputs; readonly runtime: Runtime; readonly gpus: Gpus },
  { looked, stored, id }: ToRun & { readonly id: string },
): Promise<Report> => {
  const { image, context } = looked;
  const { cell, digest } = image;
  const { libraries } = context;
  const running = runProbes(sys, runtime, { image: id, digest, cell, libraries, gpus });
  sys.log.progress(probesText(sys, cell, libraries), running);
  const report = await running;
  const { platform, diffIds } = stored;
  const probes = { libraries, version: probeVersion(inputs, cell) };
  return { ...report, probes, requirement: request.smoke.require, platform, diffIds };
};
