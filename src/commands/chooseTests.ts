import { ownTagsOf } from "../registry/ownTags.ts";
import type { Planned } from "../pipeline.ts";
import {
  chooseSmoke,
  type SmokeCandidate,
  type SmokeChoice,
  type SmokePolicy,
} from "../plan/smokePolicy.ts";
import type { BuiltImage } from "../publish/builtImages.ts";
import type { Session } from "../session.ts";
import { hasProof } from "../smoke/lookedAt.ts";

export interface TestLimits {
  readonly policy: SmokePolicy;
  /** GPU minutes for all jobs together; 0 where no GPU may be used. */
  readonly gpuMinutes: number;
  readonly maxJobs: number;
}

/**
 * Which of these images get their probes run, and in how many jobs. A requirement of `cpu` needs no
 * GPU, so it has no budget.
 */
export const chooseTests = async (
  session: Session,
  planned: Planned,
  { images, policy, gpuMinutes, maxJobs }: TestLimits & { readonly images: readonly BuiltImage[] },
): Promise<SmokeChoice> => {
  const cells = new Map(planned.plan.cells.map((cell) => [cell.cell, cell]));
  const facts = { ...session, own: ownTagsOf(session.to) };
  const candidate = async ({ cell: id, digest, made }: BuiltImage): Promise<SmokeCandidate[]> => {
    const cell = cells.get(id);
    if (cell === undefined) return [];
    const proven = await hasProof(facts, planned, { cell: id, digest });
    // An image that was linked by a run which then failed has no proof: to this run it is as good
    // as changed.
    return [{ cell, digest, changed: made || !proven, proven }];
  };
  const candidates = (await Promise.all(images.map(candidate))).flat();
  const onCpu = session.request.smoke.require === "cpu";
  return chooseSmoke(candidates, {
    policy: onCpu ? "all" : policy,
    minutes: onCpu ? Number.MAX_SAFE_INTEGER : gpuMinutes,
    maxJobs,
  });
};
