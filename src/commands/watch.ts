import { isAbsolute, relative } from "node:path";
import { newReleases, quietWarning, withCuda } from "../github/news.ts";
import { goneText, GONE_MARKER, PULL_BRANCH, pullText, SETTLED, watchedCells, watchedText, type Watched } from "../github/watched.ts";
import { planCells, type Planned } from "../pipeline.ts";
import { openSession, type Session, type SessionOptions } from "../session.ts";
import type { GitHub } from "../system/github.ts";
import type { System } from "../system/ports.ts";
import type { CommandResult } from "./result.ts";

export interface WatchOptions extends SessionOptions {
  /** Writes no pull request and no issue. */
  readonly dryRun?: boolean;
}

export interface WatchResult extends CommandResult {
  readonly json: Watched;
}

const NVIDIA = /(^|\/)nvidia\/cuda$/;

const releasesOf = ({ catalog, request }: Session, { lists }: Planned): Watched["releases"] =>
  newReleases([...lists].flatMap(([repository, { tags }]) => (NVIDIA.test(repository) ? [...tags] : [])), catalog, request);

/** The path of dl-env.yml as the repository names it. */
const inRepository = (sys: System, file: string): string => relative(sys.env.get("GITHUB_WORKSPACE") ?? sys.env.cwd, isAbsolute(file) ? file : `${sys.env.cwd}/${file}`);

const propose = async ({ sys, request }: Session, { releases }: Watched, github: GitHub, base: string): Promise<void> => {
  if (releases.length === 0) return;
  const text = (await sys.files.readText(request.file)) ?? "";
  const edited = withCuda(text, request.file, releases.map(({ minor }) => minor));
  const { title, body } = pullText(releases);
  await github.proposeFiles({ branch: PULL_BRANCH, base, message: title, files: new Map([[inRepository(sys, request.file), edited]]) });
  await github.upsertPull({ branch: PULL_BRANCH, base, title, body });
};

/** An issue is closed only by a night that could ask about every cell. */
const tellGone = async ({ gone, unknown }: Watched, github: GitHub): Promise<void> => {
  if (gone.length > 0) await github.upsertIssue({ marker: GONE_MARKER, ...goneText(gone) });
  else if (unknown.length === 0) await github.settleIssue(GONE_MARKER, SETTLED);
};

/**
 * What moved outside since the last night: cells to make, new CUDA releases (a pull request), bases that are gone (an issue). Exit 3
 * when something could not be asked, else 0. Without `github` nothing is written.
 */
export const watch = async (sys: System, options: WatchOptions, github?: GitHub): Promise<WatchResult> => {
  const session = await openSession(sys, options);
  const planned = await sys.log.group("Looking what moved", () => planCells(session));
  const branch = github === undefined ? undefined : await github.branch();
  const quiet = branch === undefined ? undefined : quietWarning(branch.lastPush, sys.clock.now());
  const watched: Watched = { ...watchedCells(planned.plan, planned.imageTags), releases: releasesOf(session, planned), ...(quiet === undefined ? {} : { quiet }) };
  if (github !== undefined && branch !== undefined && options.dryRun !== true) {
    await propose(session, watched, github, branch.name);
    await tellGone(watched, github);
  }
  return { text: watchedText(watched), json: watched, exit: watched.unknown.length > 0 ? 3 : 0 };
};
