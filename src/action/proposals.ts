import { createHash } from "node:crypto";
import { compareVersions } from "../catalog/versions.ts";
import type { WatchedRelease } from "../commands/watch/watchReport.ts";
import { inRepository, proposalOf } from "../commands/watch/proposal.ts";
import type { WatchOutcome } from "../commands/watchCommand.ts";
import { DlEnvError } from "../errors/error.ts";
import { ALLOWED, notAllowedText, OVERTAKEN, pullText } from "../report/watchText.ts";
import type { GitHub } from "../system/github/openGitHub.ts";
import type { System } from "../system/ports.ts";

/** What is about one dl-env.yml: two in a repository have branches and issues of their own. */
export interface Subject {
  /** Follows names of branches and markers; empty for dl-env.yml at the top. */
  readonly suffix: string;
}

/** The subject of a request's file, as a path from the top of the repository. */
export const subjectOf = (path: string): Subject => {
  if (path === "dl-env.yml") return { suffix: "" };
  const name = path.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "");
  // Two paths may have one name.
  const digits = createHash("sha256").update(path).digest("hex").slice(0, 6);
  return { suffix: `-${name.slice(0, 60)}-${digits}` };
};

const PREFIX = "dl-env/new-cuda-";

/** The branch that proposes a CUDA minor. */
const branchOf = (minor: string, { suffix }: Subject): string => `${PREFIX}${minor}${suffix}`;

/** The minor that a branch of this subject proposes; undefined for any other branch. */
const minorOf = (branch: string, { suffix }: Subject): string | undefined => {
  const minor = branch.slice(PREFIX.length, branch.length - suffix.length);
  return branch === `${PREFIX}${minor}${suffix}` && /^\d+\.\d+$/.test(minor) ? minor : undefined;
};

const NOT_ALLOWED = "dl-env:no-pull-requests";

/** How the repository is written to, and where proposals go. */
export interface ProposalTarget {
  readonly sys: System;
  /** Opens pull requests. */
  readonly proposals: GitHub;
  /** Opens issues. */
  readonly issues: GitHub;
  /** The default branch. */
  readonly base: string;
}

/**
 * Opens or renews the pull request of one release, unless a person has decided about it. Returns
 * the branch that waits because Actions may not open pull requests here.
 */
const proposeOne = async (
  { sys, proposals, base }: ProposalTarget,
  { source }: Pick<WatchOutcome, "source">,
  { release, branch }: { readonly release: WatchedRelease; readonly branch: string },
): Promise<string | undefined> => {
  if ((await proposals.proposalState(branch)) === "decided") return undefined;
  const { files, editsCatalog } = await proposalOf(sys, source, [release]);
  const { title, body } = pullText([release], { catalog: editsCatalog });
  const written = await proposals.proposeFiles({ branch, base, message: title, files });
  if (written === "edited") return undefined;
  try {
    await proposals.upsertPull({ branch, base, title, body });
    return undefined;
  } catch (error) {
    if (error instanceof DlEnvError && error.code === "pulls-not-allowed") return branch;
    throw error;
  }
};

/** Whether the matrix has this minor or a newer one, however it is written. */
const isPassed = (minor: string, asked: readonly string[]): boolean =>
  asked.some((written) => written.startsWith(`${minor}.`) || compareVersions(written, minor) >= 0);

/** Closes what is proposed and no news any more: it was taken by hand, or its images are gone. */
const closeOvertaken = async (
  proposals: GitHub,
  subject: Subject,
  { result: { releases }, source }: Pick<WatchOutcome, "result" | "source">,
): Promise<void> => {
  const isGone = (minor: string): boolean =>
    source.complete && !releases.some((release) => release.minor === minor);
  for (const proposed of await proposals.openProposals(PREFIX)) {
    const minor = minorOf(proposed.branch, subject);
    if (minor !== undefined && (isPassed(minor, source.asked) || isGone(minor)))
      await proposals.closeProposal(proposed, OVERTAKEN);
  }
};

/**
 * Brings the pull requests about new CUDA releases up to date, one for each. What a person closed
 * stays closed; where Actions may not open any, one issue says so, once.
 */
export const propose = async (
  target: ProposalTarget,
  outcome: Pick<WatchOutcome, "result" | "source">,
): Promise<void> => {
  const { sys, proposals, issues, base } = target;
  const { result, source } = outcome;
  const { releases } = result;
  const subject = subjectOf(inRepository(sys, source.file));
  await closeOvertaken(proposals, subject, outcome);
  const waiting: string[] = [];
  for (const release of releases) {
    const branch = branchOf(release.minor, subject);
    const waits = await proposeOne(target, { source }, { release, branch });
    if (waits !== undefined) waiting.push(waits);
  }
  const marker = `${NOT_ALLOWED}${subject.suffix}`;
  if (waiting.length > 0)
    await issues.upsertIssue({ marker, ...notAllowedText(waiting, { base }) });
  else if (releases.length > 0) await issues.settleIssue(marker, ALLOWED);
};
