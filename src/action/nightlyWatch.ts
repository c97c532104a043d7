import { inRepository } from "../commands/watch/proposal.ts";
import { watch, type WatchOutcome, type WatchRequest } from "../commands/watchCommand.ts";
import { DlEnvError } from "../errors/error.ts";
import { goneText, SETTLED } from "../report/watchText.ts";
import type { GitHub } from "../system/github/openGitHub.ts";
import type { System } from "../system/ports.ts";
import { propose, subjectOf } from "./proposals.ts";

const GONE_MARKER = "dl-env:gone-bases";

export interface NightlyWatch {
  readonly outcome: WatchOutcome;
  /** What GitHub refused; what was found stands all the same, and is built. */
  readonly refused: readonly DlEnvError[];
}

export interface NightlyRequest extends WatchRequest {
  /** Writes no pull request and no issue, and nothing into the destination. */
  readonly dryRun?: boolean;
}

/** GitHub's API, with the run's own token and with that which opens pull requests. */
export interface NightlyGitHub {
  readonly own: GitHub;
  readonly proposals: GitHub;
}

/**
 * The issue about bases that are gone is closed only by a night that could ask about every cell.
 */
const reportGone = async (
  sys: System,
  { result, source }: WatchOutcome,
  { own }: NightlyGitHub,
): Promise<void> => {
  const { gone, unknown } = result;
  const marker = `${GONE_MARKER}${subjectOf(inRepository(sys, source.file)).suffix}`;
  if (gone.length > 0) await own.upsertIssue({ marker, ...goneText(gone) });
  else if (unknown.length === 0) await own.settleIssue(marker, SETTLED);
};

/** What came of `work`, or what GitHub, or the file to edit, had against it. */
const attempted = async <T>(work: () => Promise<T>): Promise<T | DlEnvError> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DlEnvError) return error;
    throw error;
  }
};

const refusals = (results: readonly unknown[]): DlEnvError[] =>
  results.filter((result) => result instanceof DlEnvError);

/**
 * What a night does: looks what moved, writes each new CUDA release into a pull request and bases
 * that are gone into an issue. What GitHub refuses keeps none of the rest from being done. Without
 * `github` nothing is written.
 */
export const nightlyWatch = async (
  sys: System,
  request: NightlyRequest,
  github?: NightlyGitHub,
): Promise<NightlyWatch> => {
  if (github === undefined) return { outcome: await watch(sys, request), refused: [] };
  const branch = await attempted(() => github.own.branch());
  if (branch instanceof DlEnvError)
    return { outcome: await watch(sys, request), refused: [branch] };
  const { name: base, lastPush } = branch;
  const outcome = await watch(sys, { ...request, lastPush });
  if (request.dryRun === true) return { outcome, refused: [] };
  const target = { sys, proposals: github.proposals, issues: github.own, base };
  const refused = refusals([
    await attempted(() => propose(target, outcome)),
    await attempted(() => reportGone(sys, outcome, github)),
  ]);
  return { outcome, refused };
};
