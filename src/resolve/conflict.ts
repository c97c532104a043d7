import { compareVersions } from "../catalog/versions.ts";
import type { Derivation, Fact, Term } from "./derivation.ts";
import type { Question } from "../matrix/question.ts";
import { disjoint, isOpen } from "../catalog/ranges.ts";

/** A conflict, taken apart: what uv said, beside what was asked. */
export interface Conflict {
  readonly derivation: Derivation;
  readonly question: Question;
  /** Requirements of the question, taken apart. */
  readonly wanted: readonly Term[];
  /** Constraints that tie it to the cell's CUDA, and a pin of the same packages. */
  readonly cell: readonly Term[];
  /** Constraints on other packages: pins of those that nobody asked for by name. */
  readonly pins: readonly Term[];
  /** Names that were asked for and cannot be had together, by uv's last steps. */
  readonly conflicting: readonly string[];
}

export type Needs = Extract<Fact, { kind: "needs" }>;

/** Two packages that want different releases of a third. */
export interface Disagreement {
  readonly one: Needs;
  readonly other: Needs;
}

const termOfRequirement = (text: string): Term => {
  const [, name = "", , range = ""] = /^([A-Za-z0-9._-]+)\s*(\[[^\]]*\])?\s*(.*)$/.exec(text) ?? [];
  return { name: name.toLowerCase(), range: range.replace(/\s/g, "") };
};

const TIES_CUDA = /^(?:cuda-toolkit|nvidia-cuda-runtime(?:-cu\d+)?)$/;

/** What uv derived, beside the question it was asked. */
export const conflictFrom = (derivation: Derivation, question: Question): Conflict => {
  const wanted = question.requirements.map(termOfRequirement);
  const names = new Set(wanted.map(({ name }) => name));
  const [cell = [], pins = []] = [true, false].map((ties) =>
    question.constraints.map(termOfRequirement).filter(({ name }) => TIES_CUDA.test(name) === ties),
  );
  return {
    derivation,
    question,
    wanted,
    cell,
    pins,
    conflicting: derivation.asked.filter((name) => names.has(name)),
  };
};

/** uv writes a constraint as if each package needed it. */
const isConstraint = (conflict: Conflict, { what }: Needs): boolean =>
  [...conflict.cell, ...conflict.pins].some(
    ({ name, range }) => name === what.name && range === what.range,
  );

/**
 * A conclusion about more releases than the fact it rests on: true in this cell, and odd to read.
 */
const isWidened = (fact: Needs, all: readonly Needs[]): boolean =>
  fact.derived === true &&
  all.some(
    (other) =>
      other.derived !== true &&
      other.who.name === fact.who.name &&
      other.what.name === fact.what.name &&
      other.what.range === fact.what.range,
  );

/** What packages themselves need, in uv's order. */
export const ownNeeds = (conflict: Conflict): readonly Needs[] => {
  const all = conflict.derivation.facts
    .filter((fact): fact is Needs => fact.kind === "needs")
    .filter((fact) => !isConstraint(conflict, fact));
  return all.filter((fact) => !isWidened(fact, all));
};

/** What packages need that the cell's CUDA does not allow. */
export const againstCell = (conflict: Conflict): readonly Needs[] =>
  ownNeeds(conflict).filter(({ what }) =>
    conflict.cell.some(({ name, range }) => name === what.name && disjoint(range, what.range)),
  );

/** Releases that the cell's CUDA rules out have no part in a disagreement between packages. */
const stillPossible = (conflict: Conflict): readonly Needs[] => {
  const ruledOut = againstCell(conflict);
  return ownNeeds(conflict).filter(
    (fact) =>
      !ruledOut.some(
        ({ who }) =>
          who.name === fact.who.name &&
          (who.range === fact.who.range || !disjoint(who.range || ">=0", fact.who.range || ">=0")),
      ),
  );
};

/** The package that was asked for and brings `term` along, if it was not asked for itself. */
export const broughtBy = (conflict: Conflict, term: Term): string | undefined => {
  if (conflict.wanted.some(({ name }) => name === term.name)) return undefined;
  const bring = stillPossible(conflict).filter(
    ({ what }) => what.name === term.name && !disjoint(what.range, term.range),
  );
  return (
    bring.find(({ who }) => conflict.conflicting.includes(who.name)) ??
    bring.find(({ who }) => conflict.wanted.some(({ name }) => name === who.name))
  )?.who.name;
};

/** `==12.8.93`, but not `==26.2.*`: such a need leaves no room for anything else. */
export const isExact = (range: string): boolean => /^==[^*|,]+$/.test(range);

const CUDA_PARTS = /^(?:cuda-|nvidia-)/;

const score = (conflict: Conflict, { one, other }: Disagreement): number => {
  const sideText = ({ who, what }: Needs): number => {
    const weight = conflict.conflicting.includes(who.name)
      ? 4
      : broughtBy(conflict, who) === undefined
        ? 0
        : 2;
    return weight + (isOpen(who.range) ? 2 : 0) + (isExact(what.range) ? 3 : 0);
  };
  return sideText(one) + sideText(other) + (CUDA_PARTS.test(one.what.name) ? 1 : 0);
};

const versionsIn = ({ one, other }: Disagreement, open: boolean): readonly string[] =>
  [one, other]
    .filter(({ who }) => isOpen(who.range) === open)
    .map(({ who }) => /([0-9][0-9.]*)[^0-9]*$/.exec(who.range)?.[1] ?? "0")
    .sort((a, b) => compareVersions(b, a));

const firstDifference = (a: readonly string[], b: readonly string[]): number =>
  compareVersions(a[0] ?? "0", b[0] ?? "0") || compareVersions(a[1] ?? "0", b[1] ?? "0");

/** `26.4 or newer` says more than `26.10 or newer`; of single releases the newest says most. */
const widerFirst = (a: Disagreement, b: Disagreement): number =>
  firstDifference(versionsIn(a, true), versionsIn(b, true)) ||
  firstDifference(versionsIn(b, false), versionsIn(a, false));

/** Disagreements between two packages over a third, the most telling first. */
export const disagreements = (conflict: Conflict): readonly Disagreement[] => {
  const needs = stillPossible(conflict);
  const found = needs.flatMap((one, at) =>
    needs
      .slice(at + 1)
      .filter(
        (other) =>
          other.what.name === one.what.name &&
          other.who.name !== one.who.name &&
          disjoint(one.what.range, other.what.range),
      )
      .map((other): Disagreement => ({ one, other })),
  );
  return found
    .map((pair) => ({ pair, points: score(conflict, pair) }))
    .sort((a, b) => b.points - a.points || widerFirst(a.pair, b.pair))
    .map(({ pair }) => pair);
};

/**
 * A need that a pin stands against, of packages that the cell's CUDA allows first, then of those
 * that were asked for, then of open ranges.
 */
export const againstPins = (
  conflict: Conflict,
): readonly { readonly need: Needs; readonly wanted: Term }[] => {
  const possible = new Set(stillPossible(conflict));
  const points = (need: Needs): number =>
    (possible.has(need) ? 4 : 0) +
    (conflict.wanted.some(({ name }) => name === need.who.name) ? 2 : 0) +
    Number(isOpen(need.who.range));
  return ownNeeds(conflict)
    .flatMap((need) =>
      conflict.pins
        .filter(({ name, range }) => name === need.what.name && disjoint(range, need.what.range))
        .map((wanted) => ({ need, wanted })),
    )
    .sort((a, b) => points(b.need) - points(a.need));
};

/**
 * A need that the request itself stands against: `torchvision` needs torch 2.6.0, and another torch
 * is requested.
 */
export const againstRequest = (
  conflict: Conflict,
): readonly { readonly need: Needs; readonly wanted: Term }[] =>
  ownNeeds(conflict)
    .flatMap((need) =>
      conflict.wanted
        .filter(({ name, range }) => name === need.what.name && disjoint(range, need.what.range))
        .map((wanted) => ({ need, wanted })),
    )
    .sort((a, b) => Number(isOpen(b.need.who.range)) - Number(isOpen(a.need.who.range)));
