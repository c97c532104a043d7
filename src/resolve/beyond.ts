import type { Catalog } from "../catalog/facts.ts";
import { cellsAround } from "../matrix/around.ts";
import type { Cell } from "../matrix/cell.ts";
import { fullCuda } from "../matrix/expand.ts";
import { questioner } from "../matrix/question.ts";
import type { JudgedCell, Reason, Verdict } from "../matrix/verdict.ts";
import type { Answer } from "./answer.ts";
import type { ChangeFacts } from "./changes.ts";
import { checkLock } from "./checks.ts";
import { questionKey } from "./key.ts";
import type { Question } from "./lock.ts";

type Ask = (question: Question) => Promise<Answer>;
type Rejected = Extract<Verdict, { kind: "rejected" }>;

/** Questions that are asked to find the nearest cell of one, and for all cells of a plan together. */
const FOR_ONE = 6;
const FOR_ALL = 30;

interface Search {
  readonly ask: Ask;
  readonly facts: ChangeFacts;
  readonly questionOf: (cell: Cell) => Question;
  /** Keys of the questions that were asked. */
  readonly asked: Set<string>;
}

const isAccepted = async ({ ask, facts, asked, questionOf }: Search, cell: Cell): Promise<boolean> => {
  const question = questionOf(cell);
  asked.add(questionKey(question));
  const answer = await ask(question);
  return answer.kind === "locked" && checkLock(answer.lock, { ...cell, wheelCuda: facts.request.wheelCuda }, facts.catalog).length === 0;
};

const firstAccepted = async (search: Search, candidates: readonly Cell[]): Promise<Cell | undefined> => {
  const tried = new Set<string>();
  for (const candidate of candidates) {
    const key = questionKey(search.questionOf(candidate));
    if (tried.has(key)) continue;
    if (tried.size >= FOR_ONE || (search.asked.size >= FOR_ALL && !search.asked.has(key))) return undefined;
    tried.add(key);
    if (await isAccepted(search, candidate)) return candidate;
  }
  return undefined;
};

/** The nearest accepted cell of the catalog with the same libraries. */
const nearestAlike = (search: Search, cell: Cell): Promise<Cell | undefined> => firstAccepted(search, cellsAround(cell, search.facts.catalog).filter(search.facts.possible));

/** Where no cell has these libraries, one with the catalog's smallest set. */
const nearestBeyond = async (search: Search, cell: Cell): Promise<Cell | undefined> => {
  const { catalog, possible } = search.facts;
  const same = await nearestAlike(search, cell);
  if (same !== undefined) return same;
  const [smallest] = [...catalog.sets].sort(([, a], [, b]) => a.length - b.length);
  if (smallest === undefined || smallest[0] === cell.set) return undefined;
  const [set, libraries] = smallest;
  const other: Cell = { ...cell, id: `${set}${cell.id.slice(cell.set.length)}`, set, libraries: [...new Set([...libraries, ...catalog.every])] };
  return firstAccepted(search, [other, ...cellsAround(other, catalog)].filter(possible));
};

const AXES = ["cuda", "ubuntu", "python", "flavor"] as const;

const line = (from: Cell, to: Cell): string => {
  const differing = AXES.filter((axis) => from[axis] !== to[axis]);
  return `matrix: { ${differing.map((axis) => `${axis}: ["${to[axis]}"]`).join(", ")} }`;
};

const ONE_AXIS = /^matrix: \{ (cuda|ubuntu|python|flavor): \[["']([^"']+)["']\] \}/;

/** The cell with one axis changed as a line of a hint says; undefined for hints of another kind. */
const advised = (cell: Cell, hint: string, catalog: Catalog): Cell | undefined => {
  const [, axis, value] = ONE_AXIS.exec(hint) ?? [];
  if (axis === undefined || value === undefined) return undefined;
  const changed = { ...cell, [axis]: value };
  const own = catalog.ubuntu.find(({ name }) => name === changed.ubuntu)?.python;
  return { ...changed, cuda: fullCuda(catalog, changed.cuda, changed.ubuntu, changed.flavor), pythonFrom: changed.python === own ? "ubuntu" : "standalone" };
};

const misleads = (cell: Cell, { hint = "" }: Reason, { catalog, possible }: ChangeFacts): boolean => {
  const to = advised(cell, hint, catalog);
  return to !== undefined && !possible(to);
};

const named = ({ reasons: [first, ...more], ...verdict }: Rejected, id: string): Rejected => ({
  ...verdict,
  reasons: [{ ...first, nearest: id }, ...more.map((reason) => ({ ...reason, nearest: id }))],
});

/** What is told of one rejected cell; `listed` is the nearest accepted cell of its own matrix. */
const mended = async (search: Search, cell: Cell, verdict: Rejected, listed: Cell | undefined): Promise<Rejected> => {
  const nearest = listed ?? (await nearestBeyond(search, cell));
  const told = nearest === undefined ? verdict : named(verdict, nearest.id);
  const [first, ...more] = told.reasons;
  if (more.length > 0 || !misleads(cell, first, search.facts)) return told;
  const target = nearest?.set === cell.set ? nearest : await nearestAlike(search, cell);
  return target === undefined ? told : { ...told, reasons: [{ ...first, hint: line(cell, target) }] };
};

/**
 * The same cells. Where a matrix has no accepted cell, its rejected ones name the nearest of the whole catalog, found by asking; and a
 * hint that leads from one rejected cell to another gives way to lines that were found to work. `ask` should remember what it was asked,
 * as a `Resolver` does.
 */
export const withNearestBeyond = async (ask: Ask, judged: readonly JudgedCell[], facts: ChangeFacts): Promise<JudgedCell[]> => {
  const search: Search = { ask, facts, questionOf: questioner(facts.request, facts.catalog), asked: new Set() };
  const byId = new Map(judged.map(({ cell }) => [cell.id, cell]));
  const found: JudgedCell[] = [];
  for (const { cell, verdict } of judged) {
    if (verdict.kind === "rejected") found.push({ cell, verdict: await mended(search, cell, verdict, byId.get(verdict.reasons[0].nearest ?? "")) });
    else found.push({ cell, verdict });
  }
  return found;
};
