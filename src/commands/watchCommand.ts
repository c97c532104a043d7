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
import { keepLook, openLook, type KeptLook, type OpenedLook } from "./lastLook.ts";
import { outsideCells, type OutsideCells } from "./outsideCells.ts";
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
  /** Whether everything is asked for, whatever was seen last; default false. */
  readonly full?: boolean;
  /** Leaves nothing in the destination. */
  readonly dryRun?: boolean;
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

/** What is in the destination beside the plan's images. */
interface Beside extends OutsideCells {
  /** Cells that a promotion, or somebody, left behind. */
  readonly behind: ReadonlySet<string>;
}

/** As it was seen last: nothing was behind, and no rule was to take a tag away. */
const besideKept = ({ request }: Session, { outside }: KeptLook): Beside => ({
  behind: new Set(),
  outside,
  ...(request.untagAfterDays === undefined ? {} : { retention: { cells: [], isToDo: false } }),
});

const lookBeside = async (session: Session, planned: Planned): Promise<Beside> => {
  const listed = planned.imageTags ?? new Set<string>();
  const moves = [
    ...(await unfinishedMoves(session, listed)),
    ...(await movedByHand(session, listed)),
  ];
  const behind = new Set(moves.map(({ cell }) => cell));
  return { behind, ...(await outsideCells(session, planned)) };
};

/** What moved, before anything is written. */
const look = async (
  session: Session,
  planned: Planned,
  { kept, quiet }: Pick<OpenedLook, "kept"> & { readonly quiet: string | undefined },
): Promise<WatchReport> => {
  const { plan, imageTags, isBelieved } = planned;
  const believed = isBelieved ? kept : undefined;
  const { behind, outside, retention } = await (believed === undefined
    ? lookBeside(session, planned)
    : besideKept(session, believed));
  const inCatalog = session.catalog.cuda.map(({ version }) => version);
  const releases = newReleases(basesOf(planned).tags, session.catalog, session.request);
  return {
    ...watchedCells(plan, imageTags, behind),
    releases: releases.map((release) => ({
      ...release,
      known: inCatalog.some((version) => version.startsWith(`${release.minor}.`)),
    })),
    apt: planned.aptNotices.filter(({ code }) => code === OLD_APT),
    ...(outside.length === 0 ? {} : { outside }),
    ...(retention === undefined ? {} : { retention }),
    ...(quiet === undefined ? {} : { quiet }),
    ...(believed === undefined ? {} : { lastLook: new Date(believed.at).toISOString() }),
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
 * Exit 3 when something could not be queried, else 0. Where nothing is to be done, what was seen is
 * kept in the destination, if the next night can tell by a page of last pushes that it is still so.
 */
export const watch = async (sys: System, request: WatchRequest): Promise<WatchOutcome> => {
  const { lastPush, writes = true, full = false, dryRun = false } = request;
  const session = await openSession(sys, request);
  const keeps = writes && !dryRun;
  const opened = await openLook(session, { full, keeps });
  const { bases, published } = opened.kept ?? {};
  const planned = await sys.log.group("Looking for changes", () =>
    planCells(session, { takesStricter: true, sparesStore: true, bases, published }),
  );
  const quiet = lastPush === undefined ? undefined : quietWarning(lastPush, sys.clock.now());
  const watched = await look(session, planned, { ...opened, quiet });
  if (keeps) await keepLook(session, planned, { opened, report: watched });
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
