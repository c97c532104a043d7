import type { ReasonCode } from "../errors/codes.ts";
import type { Catalog } from "../catalog/facts.ts";
import { minorOf } from "../catalog/versions.ts";
import { cellsAround } from "./cellsAround.ts";
import type { Cell } from "../matrix/cell.ts";
import { cellId, fullCuda } from "../matrix/expand.ts";
import { questioner, type Question } from "../matrix/question.ts";
import type { JudgedCell, Verdict } from "../verdict/verdict.ts";
import type { Answer } from "../resolve/answer.ts";
import type { ChangeFacts } from "./changes.ts";
import { checkLock } from "../verdict/lockRules.ts";
import { rememberKeys } from "../resolve/lockKey.ts";
import type { Reason } from "../matrix/reason.ts";

type Ask = (question: Question) => Promise<Answer>;
type Rejected = Extract<Verdict, { kind: "rejected" }>;

/** Of one CUDA no more are tried: what it lacks for three Pythons it lacks for all, and packages that disagree seldom agree on another Python. */
const FOR_CUDA = 3;
const FOR_CUDA_IN_QUARREL = 1;

/** Questions that are asked to find the nearest cell of one, for all cells of a plan together, and to try their hints. */
const FOR_ONE = 8;
const FOR_ALL = 16;
const FOR_HINTS = 4;
/** Cells whose hint is followed to see where it leads: a matrix of thousands is not read hint by hint, and this is most of its time. */
const FOLLOWED = 500;

interface Search {
  readonly ask: Ask;
  readonly facts: ChangeFacts;
  readonly questionOf: (cell: Cell) => Question;
  readonly keyOf: (question: Question) => string;
  /** Keys of the questions that were asked, and of those that the plan asks itself. */
  readonly asked: Set<string>;
  readonly own: ReadonlySet<string>;
  /** Keys of those that were asked to try a hint. */
  readonly hints: Set<string>;
  /** How many hints were followed. */
  readonly followed: { count: number };
  /** What is known already, by the cell's id. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
}

const isAccepted = async (
  { ask, facts, asked, own, questionOf, keyOf }: Search,
  cell: Cell,
): Promise<boolean> => {
  const question = questionOf(cell);
  const key = keyOf(question);
  if (!own.has(key)) asked.add(key);
  const answer = await ask(question);
  return (
    answer.kind === "locked" &&
    checkLock(answer.lock, { ...cell, wheelCuda: facts.request.wheelCuda }, facts.catalog)
      .length === 0
  );
};

const firstAccepted = async (
  search: Search,
  candidates: readonly Cell[],
  forCuda = FOR_CUDA,
): Promise<Cell | undefined> => {
  const tried = new Set<string>();
  const ofCuda = new Map<string, number>();
  for (const candidate of candidates) {
    const key = search.keyOf(search.questionOf(candidate));
    const minor = minorOf(candidate.cuda);
    const before = ofCuda.get(minor) ?? 0;
    if (tried.has(key) || before >= forCuda) continue;
    ofCuda.set(minor, before + 1);
    if (
      tried.size >= FOR_ONE ||
      (search.asked.size >= FOR_ALL && !search.asked.has(key) && !search.own.has(key))
    )
      return undefined;
    tried.add(key);
    if (await isAccepted(search, candidate)) return candidate;
  }
  return undefined;
};

/** Whether a cell has still what the reason is about: another Python does not help where there is no build for the CUDA. */
const keepsFault = (code: ReasonCode, from: Cell, to: Cell): boolean =>
  (code === "no-build-for-cuda" && minorOf(from.cuda) === minorOf(to.cuda)) ||
  (code === "no-build-for-python" &&
    from.python === to.python &&
    minorOf(from.cuda) === minorOf(to.cuda));

/** The nearest accepted cell of the catalog with the same libraries. */
const nearestAlike = (search: Search, cell: Cell, { code }: Reason): Promise<Cell | undefined> =>
  firstAccepted(
    search,
    cellsAround(cell, search.facts.catalog).filter(
      (other) => !keepsFault(code, cell, other) && search.facts.possible(other),
    ),
    code === "packages-disagree" ? FOR_CUDA_IN_QUARREL : FOR_CUDA,
  );

/** Where no cell has these libraries, one with the catalog's smallest set. */
const nearestBeyond = async (
  search: Search,
  cell: Cell,
  reason: Reason,
): Promise<Cell | undefined> => {
  const { catalog, possible } = search.facts;
  const same = await nearestAlike(search, cell, reason);
  if (same !== undefined) return same;
  const [smallest] = [...catalog.sets].sort(([, a], [, b]) => a.length - b.length);
  if (smallest === undefined || smallest[0] === cell.set) return undefined;
  const [set, libraries] = smallest;
  const other: Cell = {
    ...cell,
    id: `${set}${cell.id.slice(cell.set.length)}`,
    set,
    libraries: [...new Set([...libraries, ...catalog.every])],
  };
  return firstAccepted(search, [other, ...cellsAround(other, catalog)].filter(possible));
};

const AXES = ["cuda", "ubuntu", "python", "flavor"] as const;

const line = (from: Cell, to: Cell): string => {
  const differing = AXES.filter((axis) => from[axis] !== to[axis]);
  return `matrix: { ${differing.map((axis) => `${axis}: ["${to[axis]}"]`).join(", ")} }`;
};

const ONE_AXIS = /^matrix: \{ (cuda|ubuntu|python|flavor): \[["']([^"']+)["']\] \}/;

/** The cells that a line of a hint may mean, since `python: ubuntu` and the same version written out look alike in a cell; none for hints of another kind. */
const advised = (cell: Cell, hint: string, catalog: Catalog): Cell[] => {
  const [, axis, value] = ONE_AXIS.exec(hint) ?? [];
  if (axis === undefined || value === undefined) return [];
  const changed = { ...cell, [axis]: value };
  const ubuntu = catalog.ubuntu.find(({ name }) => name === changed.ubuntu);
  const pythons =
    axis === "ubuntu" && cell.pythonFrom === "ubuntu" && ubuntu !== undefined
      ? [ubuntu.python, changed.python]
      : [changed.python];
  return pythons.map((python) => {
    const cuda = fullCuda(catalog, changed.cuda, changed.ubuntu, changed.flavor);
    return {
      ...changed,
      id: cellId({ ...changed, cuda, python }, ubuntu?.tag ?? changed.ubuntu),
      cuda,
      python,
      pythonFrom: python === ubuntu?.python ? "ubuntu" : "standalone",
    };
  });
};

/** Whether it is known, or found by asking, that the packages of a cell cannot be had. */
const isHopeless = async (search: Search, cell: Cell): Promise<boolean> => {
  const verdict = search.verdicts.get(cell.id);
  if (verdict !== undefined) return verdict.kind === "rejected";
  const key = search.keyOf(search.questionOf(cell));
  const isNew = !search.own.has(key) && !search.asked.has(key) && !search.hints.has(key);
  if (isNew && search.hints.size >= FOR_HINTS) return false;
  if (isNew) search.hints.add(key);
  return (await search.ask(search.questionOf(cell))).kind === "conflict";
};

const misleads = async (search: Search, cell: Cell, { hint = "" }: Reason): Promise<boolean> => {
  const all = advised(cell, hint, search.facts.catalog);
  for (const to of all.filter(search.facts.possible))
    if (!(await isHopeless(search, to))) return false;
  return all.length > 0;
};

const named = ({ reasons: [first, ...more], ...verdict }: Rejected, id: string): Rejected => ({
  ...verdict,
  reasons: [{ ...first, nearest: id }, ...more.map((reason) => ({ ...reason, nearest: id }))],
});

/** What is told of one rejected cell; `listed` is the nearest accepted cell of its own matrix. */
const mended = async (
  search: Search,
  cell: Cell,
  verdict: Rejected,
  listed: Cell | undefined,
): Promise<Rejected> => {
  const nearest = listed ?? (await nearestBeyond(search, cell, verdict.reasons[0]));
  const told = listed !== undefined || nearest === undefined ? verdict : named(verdict, nearest.id);
  const [first, ...more] = told.reasons;
  if (more.length > 0 || search.followed.count >= FOLLOWED) return told;
  search.followed.count += 1;
  if (!(await misleads(search, cell, first))) return told;
  const target = nearest?.set === cell.set ? nearest : await nearestAlike(search, cell, first);
  return target === undefined
    ? told
    : { ...told, reasons: [{ ...first, hint: line(cell, target) }] };
};

/**
 * The same cells. Where a matrix has no accepted cell, its rejected ones name the nearest of the whole catalog, found by asking; and a
 * hint that leads from one rejected cell to another gives way to lines that were found to work. `ask` should remember what it was asked,
 * as a `Resolver` does.
 */
export const withNearestBeyond = async (
  ask: Ask,
  judged: readonly JudgedCell[],
  facts: ChangeFacts,
): Promise<JudgedCell[]> => {
  const verdicts = new Map(judged.map(({ cell, verdict }) => [cell.id, verdict]));
  const questionOf = questioner(facts.request, facts.catalog);
  const keyOf = rememberKeys();
  const own = new Set(
    judged
      .filter(({ cell, verdict }) => verdict.kind === "accepted" || facts.possible(cell))
      .map(({ cell }) => keyOf(questionOf(cell))),
  );
  const search: Search = {
    ask,
    facts,
    questionOf,
    keyOf,
    asked: new Set(),
    own,
    hints: new Set(),
    followed: { count: 0 },
    verdicts,
  };
  const byId = new Map(judged.map(({ cell }) => [cell.id, cell]));
  const found: JudgedCell[] = [];
  for (const { cell, verdict } of judged) {
    if (verdict.kind === "rejected")
      found.push({
        cell,
        verdict: await mended(search, cell, verdict, byId.get(verdict.reasons[0].nearest ?? "")),
      });
    else found.push({ cell, verdict });
  }
  return found;
};
