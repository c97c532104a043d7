import { closest } from "fastest-levenshtein";
import type { Built } from "./publish/built.ts";
import { buildCells } from "./publish/buildCells.ts";
import { withTagLists } from "./catalog/live.ts";
import { wrongRequest, type Problem } from "./errors/error.ts";
import { expandCells } from "./matrix/expand.ts";
import type { TagList } from "./matrix/base.ts";
import { judge, openQuestions, possibleCells } from "./verdict/judge.ts";
import { pinWarnings, requestWarnings, requireCells } from "./verdict/warnings.ts";
import type { JudgedCell } from "./verdict/verdict.ts";
import { aptLocks, type AptNotice } from "./plan/aptLocks.ts";
import {
  readDigests,
  readLists,
  readTags,
  withDigests,
  type Asking,
} from "./plan/registryState.ts";
import { assignedCells } from "./plan/jobAssignment.ts";
import { makePlan } from "./plan/makePlan.ts";
import type { Plan } from "./plan/plan.ts";
import { cellRecipes } from "./plan/cellRecipes.ts";
import type { PlanInputs } from "./plan/planInputs.ts";
import { plannedTags } from "./plan/rollingTags.ts";
import { locksOf } from "./resolve/answer.ts";
import { problemText } from "./errors/problemText.ts";
import type { ResolveOptions } from "./resolve/resolve.ts";
import { nearestTold, resolveTold } from "./suggest/withSuggestions.ts";
import { lockFolder, type Session } from "./session.ts";
import { prepareStandIns } from "./engine/prepareStandIns.ts";
import type { System } from "./system/ports.ts";

/** A plan with the values it was made from, so that the next stage need not find them again. */
export interface Planned extends PlanInputs {
  readonly plan: Plan;
  /** Tags of the bases' repositories, as their registries listed them. */
  readonly lists: ReadonlyMap<string, TagList>;
  /** Tags of the destination; undefined when it could not be asked. */
  readonly imageTags: ReadonlySet<string> | undefined;
  /** What is to be said of committed apt locks: made for other packages, or older than apt.maxAge. */
  readonly aptNotices: readonly AptNotice[];
}

const asking = ({ sys, open, options }: Session): Asking => ({
  sys,
  open,
  offline: options.offline === true,
});

const resolving = (session: Session): ResolveOptions => ({
  tool: session.catalog.hostUv,
  indexes: session.catalog.indexes,
  mirrors: session.request.mirrors,
  locks: lockFolder(session),
  update: session.options.update === true,
  ...(session.options.answerMaxAgeMs === undefined
    ? {}
    : { maxAge: session.options.answerMaxAgeMs }),
  offline: session.options.offline === true,
});

const chosen = (
  judged: readonly JudgedCell[],
  ids: readonly string[] | undefined,
): readonly JudgedCell[] => {
  if (ids === undefined) return judged;
  const unknown = ids.find((id) => !judged.some(({ cell }) => cell.id === id));
  if (unknown === undefined) return judged.filter(({ cell }) => ids.includes(cell.id));
  const known = judged.map(({ cell }) => cell.id);
  const meant = known.length === 0 ? undefined : closest(unknown, known);
  throw wrongRequest({
    code: "unknown-cell",
    message: `The plan has no cell ${unknown}.`,
    hint: `${meant === undefined ? "" : `Did you mean ${meant}? `}All of them: dl-env plan`,
  });
};

const warn = (sys: System, warnings: readonly Problem[]): void => {
  for (const warning of warnings) sys.log.warn(problemText(warning));
};

/** dl-env.yml and the catalog -> cells -> verdicts -> locks -> recipes -> plan. Makes nothing. */
export const planCells = async (session: Session): Promise<Planned> => {
  const { sys, request, catalog: known, options } = session;
  const ask = asking(session);
  const today = new Date(sys.clock.now()).toISOString().slice(0, 10);

  const byCatalog = expandCells(request, known);
  const lists = await readLists(ask, byCatalog, known);
  // A registry's own list decides which release a short version means.
  const catalog = lists.size === 0 ? known : withTagLists(known, lists);
  const all = lists.size === 0 ? byCatalog : expandCells(request, catalog);
  requireCells(request, all);
  // The job that handed a part over warned already, and what others work on would be asked again here for nothing.
  const part = assignedCells(session.assignment);
  if (part === undefined) warn(sys, requestWarnings(request, catalog, all));
  const cells = part === undefined ? all : all.filter(({ id }) => part.has(id));
  const inputs = { request, catalog, today, lists };
  const questions = openQuestions(cells, inputs);
  const facts = { catalog, request, possible: possibleCells(inputs) };
  const answers = await resolveTold(sys, [...questions.values()], cells, resolving(session), facts);
  const judgedHere = judge(cells, { ...inputs, answers });
  // A part of a matrix has neighbours in the rest of it, which is not looked at here.
  const verdicts =
    part === undefined ? await nearestTold(sys, judgedHere, resolving(session), facts) : judgedHere;
  if (options.standIn === true) await prepareStandIns(session, verdicts);
  const digests = await readDigests(ask, verdicts, lists);
  const judged = chosen(withDigests(verdicts, digests), options.cells);

  const locks = locksOf(answers);
  warn(sys, pinWarnings(request, verdicts, locks));
  const { locks: apt, notices: aptNotices } = await aptLocks(
    {
      sys,
      catalog: known,
      request,
      folder: lockFolder(session),
      update: options.update === true,
    },
    judged,
  );
  warn(sys, aptNotices);
  const { recipes, drafts } = await cellRecipes(
    { sys, catalog: known, request },
    { judged, locks, apt },
  );
  const [storeTags, imageTags] = await readTags(ask, [session.store, session.to]);
  const rolling = plannedTags({ request, catalog: known }, { judged, locks, recipes });
  const plan = makePlan({
    to: request.to,
    store: request.store,
    judged,
    locks,
    recipes,
    drafts,
    rolling,
    storeTags,
    imageTags,
  });
  return { plan, judged, locks, apt, recipes, lists, imageTags, aptNotices };
};

/** The layers that are missing are made and stored, and the cells' images linked by digest, without a tag. */
export const buildImages = (session: Session, planned: Planned): Promise<Built> =>
  buildCells(session, planned);

/** The probes run in every image that lacks a proof, and what they saw is kept beside it. */
export { smokeTestImages } from "./smoke/smokeTest.ts";

/** Tags move to the images that have the proof they need. */
export { promoteImages } from "./publish/promoteImages.ts";
