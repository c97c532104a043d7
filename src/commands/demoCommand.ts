import { buildImages, planCells, promoteImages, smokeTestImages } from "../pipeline.ts";
import { failedError, type FailedCell } from "../plan/failedCells.ts";
import type { Plan } from "../plan/plan.ts";
import type { Built } from "../publish/builtImages.ts";
import { writeBuildState } from "../publish/buildState.ts";
import type { Promoted } from "../publish/promoteTags.ts";
import { readImage } from "../publish/publishedImage.ts";
import type { Session } from "../session.ts";
import type { SmokeTestResult } from "../smoke/lookedAt.ts";
import type { System } from "../system/ports.ts";
import { loadFirstImage, type LoadedImage } from "./demo/loadedImage.ts";
import { setUpRuntime } from "./demo/demoRuntime.ts";
import { openDemo } from "./demo/openDemo.ts";
import { stopwatch, type TimedStage } from "./demo/stopwatch.ts";
import type { OutcomeOf } from "./outcomeOf.ts";

/** What the demo did so far, one step after the other. */
export type DemoProgress =
  | { readonly kind: "podman installed" }
  | { readonly kind: "stand-in used" }
  | { readonly kind: "planned"; readonly plan: Plan }
  | { readonly kind: "built"; readonly built: Built }
  | { readonly kind: "tested"; readonly proven: readonly SmokeTestResult[] };

export interface DemoRequest {
  /** Gets each step as it is done: a demo takes minutes. */
  readonly onProgress: (progress: DemoProgress) => void;
}

export interface DemoOutcome extends OutcomeOf<
  "demo",
  {
    readonly plan: Plan;
    readonly built: Built;
    readonly proven: readonly SmokeTestResult[];
    readonly promoted: Promoted;
    readonly stages: readonly TimedStage[];
  }
> {
  /** Bytes of each image, compressed. */
  readonly sizes: readonly { readonly cell: string; readonly size: number }[];
  readonly loaded?: LoadedImage;
}

const throwFailed = (failed: readonly FailedCell[]): void => {
  const error = failedError(failed);
  if (error !== undefined) throw error;
};

const sizesOf = (to: Session["to"], { images }: Built): Promise<DemoOutcome["sizes"]> =>
  Promise.all(
    images.map(async ({ cell, digest }) => ({ cell, size: (await readImage(to, digest)).size })),
  );

/**
 * Plans, builds, tests and tags a small matrix into ./images, and loads an image. Exit 1 when an
 * image did not pass its tests.
 */
export const demo = async (sys: System, { onProgress }: DemoRequest): Promise<DemoOutcome> => {
  const { stages, run } = stopwatch(sys);
  const { runtime, installed } = await run("Setting up", () => setUpRuntime(sys));
  if (installed) onProgress({ kind: "podman installed" });
  const { session, standIn } = await run("Looking for docker.io", () => openDemo(sys));
  if (standIn) onProgress({ kind: "stand-in used" });
  const planned = await run("Planning", () => planCells(session));
  const { plan } = planned;
  onProgress({ kind: "planned", plan });
  const built = await run("Building", () => buildImages(session, planned));
  throwFailed(built.failed);
  await writeBuildState(session, planned, built);
  onProgress({ kind: "built", built });
  const { results: proven, failed } = await run("Testing", () =>
    smokeTestImages(session, planned, {
      images: built.images,
      gpus: { kind: "none" },
      keep: true,
      runtime,
    }),
  );
  throwFailed(failed);
  onProgress({ kind: "tested", proven });
  const promoted = await run("Moving tags", () =>
    promoteImages(session, planned, { images: built.images, dryRun: false }),
  );
  const loaded = await loadFirstImage(session, planned, runtime);
  return {
    kind: "demo",
    result: { plan, built, proven, promoted, stages },
    sizes: await sizesOf(session.to, built),
    ...(loaded === undefined ? {} : { loaded }),
    problems: [],
    exit: proven.length > 0 && proven.every(({ ok }) => ok) ? 0 : 1,
  };
};
