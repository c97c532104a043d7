import { oldCatalog, type OldCatalog } from "../catalog/catalogAge.ts";
import { wrongRequest } from "../errors/error.ts";
import { planCells, type Planned } from "../pipeline.ts";
import { exitOfPlan } from "../plan/incomplete.ts";
import type { Plan } from "../plan/plan.ts";
import { shardCells, shardLayers, type ShardLimits, type Shards } from "../plan/layerShards.ts";
import { openSession, type Session, type SessionOptions } from "../session.ts";
import type { System } from "../system/ports.ts";
import { hardwareOf } from "../verdict/hardware.ts";
import type { Note } from "../verdict/note.ts";
import { notesOn, requirementNotes } from "../verdict/notes.ts";
import type { JudgedCell } from "../verdict/verdict.ts";
import type { OutsideCell } from "../store/outsideTags.ts";
import { cellsBehind } from "../publish/cellsBehind.ts";
import { builtNotTagged } from "../publish/buildState.ts";
import { unfinishedMoves } from "../publish/unfinishedMoves.ts";
import { watchedCells } from "./watch/watchReport.ts";
import type { Retention } from "../store/retention.ts";
import { openLook } from "./lastLook.ts";
import { outsideCells } from "./outsideCells.ts";
import type { OutcomeOf } from "./outcomeOf.ts";
import { unknownProblems } from "./unfinishedProblems.ts";

export interface PlanRequest extends SessionOptions {
  /** Id of the cell to explain. */
  readonly why?: string;
  /** How what is missing is to be dealt out to jobs; absent: it is not. */
  readonly deal?: ShardLimits;
  /**
   * Whether jobs after this one make what is missing: a list of tags that is denied is then tried
   * out by a small write, since it may be that of a repository that is not there yet.
   */
  readonly writes?: boolean;
  /** Whether each base is asked for, whatever was seen of it last; default false. */
  readonly full?: boolean;
}

/** A cell, its verdict, and what is worth knowing of it although it is accepted. */
export interface ExplainedCell extends JudgedCell {
  readonly notes: readonly Note[];
}

export interface PlanOutcome extends OutcomeOf<"plan", Plan> {
  readonly planned: Planned;
  readonly request: Session["request"];
  /** Cells whose image was built here, and has no tag yet. */
  readonly built: ReadonlySet<string>;
  /** Cells that are not in the matrix and have tags all the same. */
  readonly outside: readonly OutsideCell[];
  /** When their tags go, where dl-env.yml has a rule. */
  readonly retention?: Retention;
  /** Set when the catalog is over 30 days old. */
  readonly oldCatalog?: OldCatalog;
  /** The cell that was asked about. */
  readonly explained?: ExplainedCell;
  /** The jobs: layers, or with `build: engine` whole images. */
  readonly shards?: Shards;
  /** With jobs: accepted cells for which something is to be made, or whose tags are behind. */
  readonly changed?: readonly string[];
}

/** The cells that the jobs after a plan have something to do for. */
const changedOf = async (
  session: Session,
  { plan: { cells }, imageTags }: Planned,
): Promise<readonly string[]> => {
  if (imageTags === undefined) return [];
  const unfinished = await unfinishedMoves(session, imageTags);
  const places = { to: session.to, sys: session.sys, listed: imageTags };
  const behind = new Set([
    ...unfinished.map(({ cell }) => cell),
    ...(await cellsBehind(places, cells)),
  ]);
  return watchedCells({ cells }, imageTags, behind).changed;
};

const notesOf = (
  { cell, verdict }: JudgedCell,
  locks: Planned["locks"],
  { catalog, request }: Pick<Session, "catalog" | "request">,
): Note[] => {
  const lock = verdict.kind === "accepted" ? locks.get(verdict.lock) : undefined;
  if (lock === undefined) return [];
  const ofVerdict = verdict.kind === "accepted" ? (verdict.notes ?? []) : [];
  return [
    ...ofVerdict,
    ...notesOn({ cell, lock }, hardwareOf({ cell, lock }, catalog), catalog),
    ...requirementNotes(cell, request.smoke.require, catalog),
  ];
};

/** The plan, which also says where the proof that is asked for has nothing to prove. */
const withRequirement = (
  { plan: whole, judged }: Planned,
  { catalog, request }: Pick<Session, "catalog" | "request">,
): Plan => {
  const cells = new Map(judged.map(({ cell }) => [cell.id, cell]));
  const noted = whole.cells.map((planned) => {
    const cell = planned.verdict === "accepted" ? cells.get(planned.cell) : undefined;
    const more = cell === undefined ? [] : requirementNotes(cell, request.smoke.require, catalog);
    return more.length === 0 ? planned : { ...planned, notes: [...(planned.notes ?? []), ...more] };
  });
  return { ...whole, cells: noted };
};

const explained = (
  { judged, locks }: Planned,
  id: string,
  session: Pick<Session, "catalog" | "request">,
): ExplainedCell => {
  const found = judged.find(({ cell }) => cell.id === id);
  if (found !== undefined) return { ...found, notes: notesOf(found, locks, session) };
  throw wrongRequest({
    code: "unknown-cell",
    message: `The plan has no cell ${id}.`,
    hint: `Its cells: ${judged.map(({ cell }) => cell.id).join(", ")}\nAll of them: dl-env plan`,
  });
};

/**
 * Expands the matrix, judges every cell, and finds what is missing. Exit 3 when cells are unknown
 * or what is missing is, 1 when none is accepted, else 0.
 */
export const plan = async (sys: System, options: PlanRequest): Promise<PlanOutcome> => {
  const { why, deal, writes = false, full = false } = options;
  const session = await openSession(sys, options);
  const { kept } = await openLook(session, { full, keeps: false });
  const planned = await sys.log.group("Planning", () =>
    planCells(session, { takesStricter: true, writes, sparesStore: true, bases: kept?.bases }),
  );
  const today = new Date(sys.clock.now()).toISOString().slice(0, 10);
  const old = oldCatalog(session.catalog, today);
  const shard = session.request.build === "engine" ? shardCells : shardLayers;
  return {
    kind: "plan",
    result: withRequirement(planned, session),
    built: options.offline === true ? new Set() : await builtNotTagged(session, planned.plan),
    planned,
    request: session.request,
    ...(await outsideCells(session, planned)),
    problems: [...planned.refused, ...unknownProblems(planned.plan)],
    exit: exitOfPlan(planned.plan, options.offline === true),
    ...(old === undefined ? {} : { oldCatalog: old }),
    ...(why === undefined ? {} : { explained: explained(planned, why, session) }),
    ...(deal === undefined
      ? {}
      : { shards: shard(planned.plan, deal), changed: await changedOf(session, planned) }),
  };
};
