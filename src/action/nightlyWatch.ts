import { proposalOf } from "../commands/watch/proposal.ts";
import { watch, type WatchOutcome, type WatchRequest } from "../commands/watchCommand.ts";
import { DlEnvError } from "../errors/error.ts";
import { goneText, pullText, SETTLED } from "../report/watchText.ts";
import type { GitHub } from "../system/github/openGitHub.ts";
import type { System } from "../system/ports.ts";

const PULL_BRANCH = "dl-env/new-cuda";
const GONE_MARKER = "dl-env:gone-bases";

export interface NightlyWatch {
  readonly outcome: WatchOutcome;
  /** What GitHub refused to have written; what was found stands all the same. */
  readonly refused?: DlEnvError;
}

export interface NightlyRequest extends WatchRequest {
  /** Writes no pull request and no issue. */
  readonly dryRun?: boolean;
}

/** Opens or renews the pull request about new releases. */
const propose = async (
  sys: System,
  { result: { releases }, source }: WatchOutcome,
  { github, base }: { readonly github: GitHub; readonly base: string },
): Promise<void> => {
  if (releases.length === 0) return;
  const { files, editsCatalog } = await proposalOf(sys, source, releases);
  const { title, body } = pullText(releases, { catalog: editsCatalog });
  await github.proposeFiles({ branch: PULL_BRANCH, base, message: title, files });
  await github.upsertPull({ branch: PULL_BRANCH, base, title, body });
};

/**
 * The issue about bases that are gone is closed only by a night that could ask about every cell.
 */
const reportGone = async ({ result }: WatchOutcome, github: GitHub): Promise<void> => {
  const { gone, unknown } = result;
  if (gone.length > 0) await github.upsertIssue({ marker: GONE_MARKER, ...goneText(gone) });
  else if (unknown.length === 0) await github.settleIssue(GONE_MARKER, SETTLED);
};

/** What kept `work` from being done, or undefined. */
const failureOf = async (work: () => Promise<void>): Promise<DlEnvError | undefined> => {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof DlEnvError) return error;
    throw error;
  }
};

/**
 * What a night does: looks what moved, and writes new CUDA releases into a pull request and bases
 * that are gone into an issue. Without `github` nothing is written.
 */
export const nightlyWatch = async (
  sys: System,
  { dryRun = false, ...request }: NightlyRequest,
  github?: GitHub,
): Promise<NightlyWatch> => {
  if (github === undefined) return { outcome: await watch(sys, request) };
  const { name: base, lastPush } = await github.branch();
  const outcome = await watch(sys, { ...request, lastPush });
  if (dryRun) return { outcome };
  const refused =
    (await failureOf(() => propose(sys, outcome, { github, base }))) ??
    (await failureOf(() => reportGone(outcome, github)));
  return { outcome, ...(refused === undefined ? {} : { refused }) };
};
