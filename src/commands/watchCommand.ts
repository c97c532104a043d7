import { isAbsolute, relative } from "node:path";
import { DlEnvError } from "../errors/error.ts";
import { newReleases, quietWarning } from "./watch/newReleases.ts";
import { catalogFile, proposedFiles } from "./watch/proposal.ts";
import {
  goneText,
  GONE_MARKER,
  PULL_BRANCH,
  pullText,
  SETTLED,
  watchedCells,
  watchedText,
  type Watched,
} from "./watch/watched.ts";
import { planCells, type Planned } from "../pipeline.ts";
import { openSession, type Session, type SessionOptions } from "../session.ts";
import type { GitHub } from "../system/github/openGitHub.ts";
import type { System } from "../system/ports.ts";
import type { CommandResult } from "./outcome.ts";

export interface WatchOptions extends SessionOptions {
  /** Writes no pull request and no issue. */
  readonly dryRun?: boolean;
}

export interface WatchResult extends CommandResult {
  readonly json: Watched;
  /** What GitHub refused to have written; what was found stands all the same. */
  readonly refused?: DlEnvError;
}

const NVIDIA = /(^|\/)nvidia\/cuda$/;

/** The bases' repository in which new releases appear, with its tags. */
const newsFrom = ({
  lists,
}: Planned): { readonly repository: string; readonly tags: ReadonlySet<string> } => {
  const [repository = "", list] = [...lists].find(([name]) => NVIDIA.test(name)) ?? [];
  return { repository, tags: list?.tags ?? new Set() };
};

const OLD_APT = "apt-lock-old";

/** What a night sees, before anything is written. */
const look = (session: Session, planned: Planned, quiet: string | undefined): Watched => {
  const known = session.catalog.cuda.map(({ version }) => version);
  const releases = newReleases(newsFrom(planned).tags, session.catalog, session.request);
  return {
    ...watchedCells(planned.plan, planned.imageTags),
    releases: releases.map((release) => ({
      ...release,
      known: known.some((version) => version.startsWith(`${release.minor}.`)),
    })),
    apt: planned.aptNotices.filter(({ code }) => code === OLD_APT),
    ...(quiet === undefined ? {} : { quiet }),
  };
};

/** The path of dl-env.yml as the repository names it. */
const inRepository = (sys: System, file: string): string =>
  relative(
    sys.env.get("GITHUB_WORKSPACE") ?? sys.env.cwd,
    isAbsolute(file) ? file : `${sys.env.cwd}/${file}`,
  );

/** The folder of the request's own catalog, or undefined. */
const catalogFolder = ({ request, folder }: Session): string | undefined => {
  const { catalog } = request;
  return catalog === undefined || catalog.startsWith("/")
    ? catalog
    : `${folder}/${catalog.replace(/^\.\//, "")}`;
};

const propose = async (
  session: Session,
  planned: Planned,
  { releases }: Watched,
  github: GitHub,
  base: string,
): Promise<void> => {
  const { sys, request } = session;
  if (releases.length === 0) return;
  const catalog = await catalogFile(sys, catalogFolder(session));
  const texts = await proposedFiles(sys, {
    file: request.file,
    catalog,
    releases,
    ...newsFrom(planned),
  });
  const files = new Map([...texts].map(([path, text]) => [inRepository(sys, path), text]));
  const { title, body } = pullText(releases, { catalog: catalog !== undefined });
  await github.proposeFiles({ branch: PULL_BRANCH, base, message: title, files });
  await github.upsertPull({ branch: PULL_BRANCH, base, title, body });
};

/** An issue is closed only by a night that could ask about every cell. */
const tellGone = async ({ gone, unknown }: Watched, github: GitHub): Promise<void> => {
  if (gone.length > 0) await github.upsertIssue({ marker: GONE_MARKER, ...goneText(gone) });
  else if (unknown.length === 0) await github.settleIssue(GONE_MARKER, SETTLED);
};

/** What kept `work` from being done, or undefined. */
const tried = async (work: () => Promise<void>): Promise<DlEnvError | undefined> => {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof DlEnvError) return error;
    throw error;
  }
};

/**
 * What moved outside since the last night: cells to make, new CUDA releases (a pull request), bases that are gone (an issue). Exit 3
 * when something could not be asked, else 0. Without `github` nothing is written.
 */
export const watch = async (
  sys: System,
  options: WatchOptions,
  github?: GitHub,
): Promise<WatchResult> => {
  const session = await openSession(sys, options);
  const planned = await sys.log.group("Looking what moved", () => planCells(session));
  const branch = github === undefined ? undefined : await github.branch();
  const quiet = branch === undefined ? undefined : quietWarning(branch.lastPush, sys.clock.now());
  const watched = look(session, planned, quiet);
  const isToWrite = github !== undefined && branch !== undefined && options.dryRun !== true;
  const refused = isToWrite
    ? ((await tried(() => propose(session, planned, watched, github, branch.name))) ??
      (await tried(() => tellGone(watched, github))))
    : undefined;
  return {
    text: watchedText(watched),
    json: watched,
    exit: watched.unknown.length > 0 || refused !== undefined ? 3 : 0,
    ...(refused === undefined ? {} : { refused }),
  };
};
