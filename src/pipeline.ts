// A stage is loaded when it is run: most commands run few of them, and loading is what takes a
// short one its time.
import type { Built } from "./publish/builtImages.ts";
import type * as Promotion from "./publish/promoteImages.ts";
import type * as SmokeTest from "./smoke/smokeTest.ts";
import type { Catalog } from "./catalog/facts.ts";
import { saysVersions, withTagLists, type TagList } from "./catalog/tagLists.ts";
import { wrongRequest, type ErrorProblem, type Problem } from "./errors/error.ts";
import { problemText } from "./errors/problemText.ts";
import { baseRepositories } from "./matrix/baseRepositories.ts";
import type { Cell } from "./matrix/cell.ts";
import { isLocal } from "./matrix/base.ts";
import { expandCells } from "./matrix/expand.ts";
import { openQuestions, openScreen, type ScreenInputs } from "./matrix/screen.ts";
import type { AptNotice } from "./plan/aptLockComparison.ts";
import { askUnlisted } from "./plan/mirroredTags.ts";
import { chooseAptLocks } from "./plan/chooseAptLocks.ts";
import { assignedCells } from "./plan/jobAssignment.ts";
import { withBases, type KnownBases } from "./plan/knownBases.ts";
import { makePlan } from "./plan/makePlan.ts";
import type { Plan } from "./plan/plan.ts";
import { recipesAndTags, type TagOptions } from "./plan/recipesAndTags.ts";
import type { PlanInputs } from "./plan/planInputs.ts";
import { readLists, type Asking } from "./plan/registryState.ts";
import { plannedTags } from "./plan/rollingTags.ts";
import { locksOf } from "./resolve/answer.ts";
import { recordedOrigins } from "./resolve/recordedOrigins.ts";
import { openResolver, type ResolveOptions } from "./resolve/resolve.ts";
import { lockFolder, type Session } from "./session.ts";
import type { System } from "./system/ports.ts";
import { closestOrLonger } from "./text/closest.ts";
import { judge } from "./verdict/judge.ts";
import type { JudgedCell } from "./verdict/verdict.ts";
import { pinWarnings } from "./verdict/pinWarnings.ts";
import { requestWarnings, requireCells } from "./matrix/requestWarnings.ts";

type Locks = PlanInputs["locks"];

/** A plan with the values it was made from, so that the next stage need not find them again. */
export interface Planned extends PlanInputs {
  readonly plan: Plan;
  /** Recipes without the system layer, of accepted cells whose base's digest is not known. */
  readonly drafts: PlanInputs["recipes"];
  /** Tags of the bases' repositories, as their registries listed them now. */
  readonly lists: ReadonlyMap<string, TagList>;
  /** Tags of the store; undefined when it could not be queried. */
  readonly storeTags: ReadonlySet<string> | undefined;
  /** Tags of the destination; undefined when it could not be queried. */
  readonly imageTags: ReadonlySet<string> | undefined;
  /**
   * What is to be said of committed apt locks: made for other packages, or older than apt.maxAge.
   */
  readonly aptNotices: readonly AptNotice[];
  /** Why it is not known what is in the store or the destination; empty when it is known. */
  readonly refused: readonly ErrorProblem[];
  /** Whether the destination was not asked, since what was seen of it last is enough. */
  readonly isBelieved: boolean;
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

/** The cells that `--cells` names, or all. */
const chosenCells = (
  judged: readonly JudgedCell[],
  ids: readonly string[] | undefined,
): readonly JudgedCell[] => {
  if (ids === undefined) return judged;
  const unknown = ids.find((id) => !judged.some(({ cell }) => cell.id === id));
  if (unknown === undefined) return judged.filter(({ cell }) => ids.includes(cell.id));
  const near = closestOrLonger(
    unknown,
    judged.map(({ cell }) => cell.id),
  );
  throw wrongRequest({
    code: "unknown-cell",
    message: `The plan has no cell ${unknown}.`,
    hint: `${near === undefined ? "" : `Did you mean ${near}? `}All of them: dl-env plan`,
  });
};

const warn = (sys: System, warnings: readonly Problem[]): void => {
  for (const warning of warnings) sys.log.warn(problemText(warning));
};

/** The matrix's cells, or those of them that were assigned to this job. */
const cellsOf = ({ sys, request, assignment }: Session, catalog: Catalog): readonly Cell[] => {
  const all = expandCells(request, catalog);
  requireCells(request, all);
  // The job that handed a part over warned already, and what others work on would be asked again
  // here for nothing.
  const part = assignedCells(assignment);
  if (part !== undefined) return all.filter(({ id }) => part.has(id));
  warn(sys, requestWarnings(request, catalog, all));
  return all;
};

/** The cells of a whole matrix, and whether a registry's own list said what short versions mean. */
export interface MatrixCells {
  readonly cells: readonly Cell[];
  /** Bases whose registry did not say, so that the catalog's dated copy was used. */
  readonly unlisted: readonly string[];
}

/** The cells of the matrix without any verdict: asks for lists of bases, and no resolver. */
export const matrixCells = async (session: Session): Promise<MatrixCells> => {
  const { request, catalog } = session;
  const repositories = baseRepositories(request, catalog);
  const lists = await readLists(asking(session), repositories, catalog);
  return {
    cells: expandCells(request, withTagLists(catalog, lists)),
    unlisted: repositories.filter((name) => !isLocal(name) && !saysVersions(lists.get(name))),
  };
};

/** Rules and bases, then the resolver, then verdicts, then suggestions. */
const judgeCells = async (
  session: Session,
  cells: readonly Cell[],
  facts: Pick<ScreenInputs, "catalog" | "lists">,
): Promise<{ readonly judged: readonly JudgedCell[]; readonly locks: Locks }> => {
  const { sys, request, assignment, options } = session;
  const today = new Date(sys.clock.now()).toISOString().slice(0, 10);
  const screen = openScreen({ request, today, ...facts });
  const screened = cells.map(screen);
  const resolver = openResolver(sys, resolving(session));
  try {
    const questions = openQuestions(screened);
    const answers = await resolver.comparedWithNewest(questions, await resolver.askAll(questions));
    const recorded = await recordedOrigins(sys.files, lockFolder(session), answers);
    const verdicts = judge(screened, { request, catalog: facts.catalog, answers, recorded });
    const locks = locksOf(answers);
    if (verdicts.every(({ verdict }) => verdict.kind !== "rejected"))
      return { judged: verdicts, locks };
    const { withSuggestions } = await import("./suggest/withSuggestions.ts");
    const judged = await withSuggestions(resolver.ask, verdicts, {
      request,
      catalog: facts.catalog,
      possible: (cell) => screen(cell).question !== undefined,
      ...(options.cells === undefined ? {} : { first: options.cells }),
      // A part of a matrix has neighbours in the rest of it, which is not looked at here.
      isPart: assignedCells(assignment) !== undefined,
    });
    return { judged, locks };
  } finally {
    await resolver.close();
  }
};

interface PlanOptions extends TagOptions {
  /** What is known of the bases already, as where images are worked on that were made before. */
  readonly bases?: KnownBases | undefined;
}

/** The cells of this run, by lists of the bases that were read or are known already. */
const listedCells = async (
  session: Session,
  known: KnownBases | undefined,
): Promise<{ cells: readonly Cell[] } & Pick<ScreenInputs, "catalog"> & Pick<Planned, "lists">> => {
  const { request, catalog } = session;
  const ask = asking(session);
  const read = known?.lists ?? (await readLists(ask, baseRepositories(request, catalog), catalog));
  // A registry's own list decides which release a short version means.
  const listed = withTagLists(catalog, read);
  const cells = cellsOf(session, listed);
  const lists =
    known === undefined ? await askUnlisted(ask, read, { cells, catalog: listed }) : read;
  return { cells, catalog: listed, lists };
};

/** dl-env.yml and the catalog -> cells -> verdicts -> locks -> recipes -> plan. Makes nothing. */
export const planCells = async (
  session: Session,
  planOptions: PlanOptions = {},
): Promise<Planned> => {
  const { sys, request, catalog, options } = session;
  const { bases: known } = planOptions;
  const { cells, lists, ...listed } = await listedCells(session, known);
  const { judged: verdicts, locks } = await judgeCells(session, cells, { ...listed, lists });
  if (options.standIn === true) {
    const { prepareStandIns } = await import("./engine/prepareStandIns.ts");
    await prepareStandIns(session, verdicts);
  }
  const based = await withBases(asking(session), verdicts, { lists, known });
  const judged = chosenCells(based, options.cells);
  warn(sys, pinWarnings(request, verdicts, { locks, ...listed }));
  const folder = lockFolder(session);
  const update = options.update === true;
  const aptFound = await chooseAptLocks({ sys, catalog, request, folder, update }, judged);
  const { locks: apt, notices: aptNotices } = aptFound;
  warn(sys, aptNotices);
  const made = await recipesAndTags(
    { ...session, offline: options.offline === true },
    { judged, locks, apt },
    planOptions,
  );
  const { recipes, drafts, storeTags, imageTags, refused, isBelieved } = made;
  warn(sys, refused);
  const rolling = plannedTags({ request, catalog }, { judged, locks, recipes });
  const { to, store } = request;
  const plan = makePlan({ to, store, judged, locks, rolling, ...made });
  const inputs = { judged, locks, apt, recipes, drafts };
  // A list of an earlier run does not say which cells are not in the matrix any more.
  const listedNow =
    known === undefined || known.isCurrent === true ? lists : new Map<string, TagList>();
  const tags = { storeTags, imageTags, refused, isBelieved };
  return { plan, ...inputs, lists: listedNow, aptNotices, ...tags };
};

/**
 * The layers that are missing are made and stored, and the cells' images linked by digest, without
 * a tag.
 */
export const buildImages = async (session: Session, planned: Planned): Promise<Built> => {
  const { buildCells } = await import("./publish/buildCells.ts");
  return buildCells(session, planned);
};

/** The probes run in every image that lacks a proof, and what they saw is kept beside it. */
export const smokeTestImages = async (
  ...asked: Parameters<typeof SmokeTest.smokeTestImages>
): ReturnType<typeof SmokeTest.smokeTestImages> => {
  const smokeTest = await import("./smoke/smokeTest.ts");
  return smokeTest.smokeTestImages(...asked);
};

/** Tags move to the images that have the proof they need. */
export const promoteImages = async (
  ...asked: Parameters<typeof Promotion.promoteImages>
): ReturnType<typeof Promotion.promoteImages> => {
  const promotion = await import("./publish/promoteImages.ts");
  return promotion.promoteImages(...asked);
};
