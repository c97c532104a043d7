import { majorOf, minorOf } from "../catalog/versions.ts";
import type { Cell } from "../matrix/cell.ts";
import { withNeeds } from "../matrix/cellLibraries.ts";
import { versionIn, type Lock } from "../resolve/lock.ts";
import { checkLock } from "../verdict/lockRules.ts";
import { questionFor, type Change, type LimitedAsk, type SuggestFacts } from "./change.ts";

/** Older releases that are tried of one package. */
const STEPS = 4;

/** A cell whose lock a rule refuses. */
export interface RefusedLock {
  readonly cell: Cell;
  readonly code: string;
}

/** Entries of the cell's set that ask for a package of its own. */
export const ownEntries = ({ libraries }: Cell, { catalog }: SuggestFacts): readonly string[] =>
  libraries.filter((name) =>
    catalog.libraries
      .get(name)
      ?.releases.some(
        ({ requirements }) => catalog.libraries.get(name)?.own && requirements.length > 0,
      ),
  );

const withOnly = (cell: Cell, entries: readonly string[], { catalog }: SuggestFacts): Cell => ({
  ...cell,
  libraries: withNeeds(entries, catalog),
});

/** The lock of a cell, and what the rules have against it; undefined where there is none. */
const lockOf = async (
  ask: LimitedAsk,
  { cell, below = [] }: { readonly cell: Cell; readonly below?: readonly string[] },
  facts: SuggestFacts,
): Promise<{ readonly lock: Lock; readonly codes: readonly string[] } | undefined> => {
  const question = questionFor(facts, cell);
  const constraints = [...question.constraints, ...below].sort();
  const answer = await ask(below.length === 0 ? question : { ...question, constraints });
  if (answer.kind !== "locked") return undefined;
  const judged = { ...cell, wheelCuda: facts.request.wheelCuda };
  const codes = checkLock(answer.lock, judged, facts.catalog).map(({ code }) => code);
  return { lock: answer.lock, codes };
};

const halves = <T>(values: readonly T[]): readonly (readonly T[])[] => {
  const middle = Math.ceil(values.length / 2);
  return [values.slice(0, middle), values.slice(middle)].filter(({ length }) => length > 0);
};

/**
 * Which of the set's own packages bring, asked for alone, what a rule has against the lock of all;
 * empty where none does by itself. Those that bring nothing are asked for together.
 */
export const bringersOf = async (
  ask: LimitedAsk,
  { cell, code }: RefusedLock,
  facts: SuggestFacts,
): Promise<readonly string[]> => {
  const entries = ownEntries(cell, facts);
  const found = new Set<string>();
  let groups = halves(entries);
  while (groups.length > 0) {
    const locks = await Promise.all(
      groups.map((group) => lockOf(ask, { cell: withOnly(cell, group, facts) }, facts)),
    );
    const codes = new Map(groups.map((group, at) => [group, locks[at]?.codes]));
    for (const [group, [only = ""]] of groups.map((one) => [one, one] as const))
      if (group.length === 1 && codes.get(group)?.includes(code) === true) found.add(only);
    // Of packages that can't be had together nothing is known of each.
    groups = groups
      .filter((group) => group.length > 1 && codes.get(group)?.includes(code) !== false)
      .flatMap(halves);
  }
  return entries.filter((entry) => found.has(entry));
};

/** Whether a lock holds the runtime of the cell's CUDA: its wheels are then known to be for it. */
const isForCuda = ({ wheels }: Lock, { cuda }: Cell, { catalog }: SuggestFacts): boolean =>
  wheels.some(({ name }) => name === catalog.wheels[majorOf(cuda)]?.runtime);

/**
 * An older release of a package with which the rules are content, where its wheels are known to be
 * for the cell's CUDA; undefined where a few steps back find none.
 */
export const olderRelease = async (
  ask: LimitedAsk,
  { cell, entry }: { readonly cell: Cell; readonly entry: string },
  facts: SuggestFacts,
): Promise<{ readonly change: Change; readonly lock: Lock } | undefined> => {
  const library = facts.catalog.libraries.get(entry);
  const name = library?.own?.name ?? "";
  let newer = await lockOf(ask, { cell }, facts);
  for (let step = 0; step < STEPS; step += 1) {
    const version = newer === undefined ? undefined : versionIn(newer.lock, name);
    if (version === undefined) return undefined;
    const below = [`${name}<${minorOf(version)}`];
    newer = await lockOf(ask, { cell, below }, facts);
    const found = newer === undefined ? undefined : versionIn(newer.lock, name);
    if (newer === undefined || found === undefined || newer.codes.length > 0) continue;
    const single = await lockOf(
      ask,
      { cell: withOnly(cell, [entry], facts), below: [`${name}==${found}`] },
      facts,
    );
    if (single === undefined || !isForCuda(single.lock, cell, facts)) return undefined;
    const change: Change = {
      kind: "pin",
      cell,
      question: newer.lock.question,
      summary: () => `With ${name} ${found} it works`,
      where: "write",
      lines: () => [`${name}==${found} (${library?.releases[0]?.source ?? ""})`],
    };
    return { change, lock: newer.lock };
  }
  return undefined;
};
