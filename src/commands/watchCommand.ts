import { newReleases } from "./watch/newReleases.ts";
import type { ProposalSource } from "./watch/proposal.ts";
import { quietWarning } from "./watch/quietSchedule.ts";
import { watchedCells, type WatchReport } from "./watch/watchReport.ts";
import { planCells, type Planned } from "../pipeline.ts";
import { openSession, type Session, type SessionOptions } from "../session.ts";
import type { System } from "../system/ports.ts";
import type { Problem } from "../errors/error.ts";
import { movedByHand } from "../publish/movedByHand.ts";
import { unfinishedMoves } from "../publish/unfinishedMoves.ts";
import { outsideCells } from "./outsideCells.ts";
import type { OutcomeOf } from "./outcomeOf.ts";

export interface WatchRequest extends SessionOptions {
  /**
   * ISO date-time of the last push to the default branch, where it is known: GitHub switches quiet
   * schedules off.
   */
  readonly lastPush?: string;
  /**
   * False for a run that gets no login, since it makes nothing: what a registry refuses it is
   * unknown, and no fault.
   */
  readonly writes?: boolean;
}

export interface WatchOutcome extends OutcomeOf<"watch", WatchReport> {
  /** Where the new releases would be written. */
  readonly source: ProposalSource;
  /** What registries refused to tell. */
  readonly refused: readonly Problem[];
}

const NVIDIA = /(^|\/)nvidia\/cuda$/;

/** The bases' repository in which new releases appear, with its tags. */
const basesOf = ({ lists }: Planned): Pick<ProposalSource, "repository" | "tags" | "complete"> => {
  const [repository = "", list] = [...lists].find(([name]) => NVIDIA.test(name)) ?? [];
  const tags = list?.tags ?? new Set();
  return { repository, tags, complete: tags.size > 0 && list?.mirror === undefined };
};

const OLD_APT = "apt-lock-old";

/** What moved, before anything is written. */
const look = async (
  session: Session,
  planned: Planned,
  quiet: string | undefined,
): Promise<WatchReport> => {
  const { plan, imageTags } = planned;
  const listed = imageTags ?? new Set<string>();
  const behind = [
    ...(await unfinishedMoves(session, listed)),
    ...(await movedByHand(session, listed)),
  ];
  const { outside, retention } = await outsideCells(session, planned);
  const inCatalog = session.catalog.cuda.map(({ version }) => version);
  const releases = newReleases(basesOf(planned).tags, session.catalog, session.request);
  return {
    ...watchedCells(plan, imageTags, new Set(behind.map(({ cell }) => cell))),
    releases: releases.map((release) => ({
      ...release,
      known: inCatalog.some((version) => version.startsWith(`${release.minor}.`)),
    })),
    apt: planned.aptNotices.filter(({ code }) => code === OLD_APT),
    ...(outside.length === 0 ? {} : { outside }),
    ...(retention === undefined ? {} : { retention }),
    ...(quiet === undefined ? {} : { quiet }),
  };
};

/** The folder of the request's own catalog, or undefined. */
const catalogFolder = ({ request, folder }: Session): string | undefined => {
  const { catalog } = request;
  return catalog === undefined || catalog.startsWith("/")
    ? catalog
    : `${folder}/${catalog.replace(/^\.\//, "")}`;
};

/** At most this many cells that could not be judged are problems of their own. */
const MOST_PROBLEMS = 5;

/** The cells whose verdict itself is unknown. */
const unjudged = ({ plan }: Planned, { unknown }: WatchReport): WatchReport["unknown"] => {
  const judged = plan.cells.filter(({ verdict }) => verdict !== "unknown");
  return unknown.filter(({ cell }) => !judged.some((one) => one.cell === cell));
};

/**
 * What moved outside since the last build: cells to build, new CUDA releases, bases that are gone.
 * Exit 3 when something could not be queried, else 0. Writes nothing.
 */
export const watch = async (sys: System, request: WatchRequest): Promise<WatchOutcome> => {
  const { lastPush, writes = true } = request;
  const session = await openSession(sys, request);
  const planned = await sys.log.group("Looking for changes", () =>
    planCells(session, { takesStricter: true }),
  );
  const quiet = lastPush === undefined ? undefined : quietWarning(lastPush, sys.clock.now());
  const watched = await look(session, planned, quiet);
  const catalog = catalogFolder(session);
  const isNoFault = !writes && planned.refused.length > 0;
  const unknown = isNoFault ? unjudged(planned, watched) : watched.unknown;
  return {
    kind: "watch",
    result: watched,
    source: {
      file: session.request.file,
      asked: session.request.matrix.cuda,
      ...basesOf(planned),
      ...(catalog === undefined ? {} : { catalogFolder: catalog }),
    },
    refused: planned.refused,
    problems: [
      ...(isNoFault ? [] : planned.refused),
      ...unknown.slice(0, MOST_PROBLEMS).map(({ cell, message }): Problem => ({
        code: "cells-unknown",
        message: `${cell} could not be judged: ${message}`,
      })),
    ],
    exit: unknown.length > 0 ? 3 : 0,
  };
};
