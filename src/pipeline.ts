import { buildCells, type Built } from "./build.ts";
import { expandCells } from "./matrix/expand.ts";
import type { TagList } from "./matrix/base.ts";
import { judge, openQuestions } from "./matrix/judge.ts";
import type { JudgedCell } from "./matrix/verdict.ts";
import { aptLocks } from "./plan/aptLocks.ts";
import { readDigests, readLists, readTags, withDigests, type Asking } from "./plan/gather.ts";
import { makePlan } from "./plan/make.ts";
import type { Plan } from "./plan/plan.ts";
import { candidateTags, recipesOf, type Ingredients } from "./plan/recipes.ts";
import { locksOf } from "./resolve/answer.ts";
import { resolveAll } from "./resolve/resolve.ts";
import { lockFolder, type Session } from "./session.ts";
import { prepareStandIns } from "./plan/standIns.ts";

/** A plan with the values it was made from, so that the next stage need not find them again. */
export interface Planned extends Ingredients {
  readonly plan: Plan;
  /** Tags of the bases' repositories, as their registries listed them. */
  readonly lists: ReadonlyMap<string, TagList>;
  /** Tags of the destination; undefined when it could not be asked. */
  readonly imageTags: ReadonlySet<string> | undefined;
}

const asking = ({ sys, open, options }: Session): Asking => ({ sys, open, offline: options.offline === true });

const chosen = (judged: readonly JudgedCell[], ids: readonly string[] | undefined): readonly JudgedCell[] =>
  ids === undefined ? judged : judged.filter(({ cell }) => ids.includes(cell.id));

/** dl-env.yml and the catalog -> cells -> verdicts -> locks -> recipes -> plan. Makes nothing. */
export const planCells = async (session: Session): Promise<Planned> => {
  const { sys, request, catalog, options } = session;
  const ask = asking(session);
  const today = new Date(sys.clock.now()).toISOString().slice(0, 10);

  const all = expandCells(request, catalog);
  // What others were handed would be asked again here, for nothing.
  const cells = options.handed === undefined ? all : all.filter(({ id }) => options.handed?.cells.includes(id));
  const lists = await readLists(ask, cells, catalog);
  const inputs = { request, catalog, today, lists };
  const questions = openQuestions(cells, inputs);
  const answers = await resolveAll(sys, [...questions.values()], {
    tool: catalog.uv,
    indexes: catalog.indexes,
    mirrors: request.mirrors,
    locks: lockFolder(session),
    update: options.update === true,
    offline: options.offline === true,
  });
  const verdicts = judge(cells, { ...inputs, answers });
  await prepareStandIns(session, verdicts);
  const digests = await readDigests(ask, verdicts, lists);
  const judged = chosen(withDigests(verdicts, digests), options.cells);

  const locks = locksOf(answers);
  const apt = await aptLocks(session, judged);
  const { recipes, drafts } = await recipesOf(session, judged, locks, apt);
  const [storeTags, imageTags] = await Promise.all([readTags(ask, session.store), readTags(ask, session.to)]);
  const rolling = candidateTags(session, { judged, locks, recipes });
  const plan = makePlan({ to: request.to, store: request.store, judged, locks, recipes, drafts, rolling, storeTags, imageTags });
  return { plan, judged, locks, apt, recipes, lists, imageTags };
};

/** The layers that are missing are made and stored, and the cells' images linked by digest, without a tag. */
export const buildImages = (session: Session, planned: Planned): Promise<Built> => buildCells(session, planned, planned.plan);

/** The probes run in every image that lacks a proof, and what they saw is kept beside it. */
export { proveImages, promoteImages, type Proven } from "./prove.ts";
