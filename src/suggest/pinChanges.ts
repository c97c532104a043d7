import type { Cell } from "../matrix/cell.ts";
import { requirementName } from "../matrix/libraryRelease.ts";
import type { Lock } from "../resolve/lock.ts";
import {
  NEAREST,
  questionFor,
  type Change,
  type ConflictedCell,
  type SuggestFacts,
} from "./change.ts";

/** Pins whose package is in the question, those of the conflict first, in the packages' order. */
const pinsOfQuestion = (
  { cell, packages }: ConflictedCell,
  facts: SuggestFacts,
): readonly string[] => {
  const { requirements, constraints } = questionFor(facts, cell);
  const present = new Set([...requirements, ...constraints].map(requirementName));
  const pinned = Object.keys(facts.request.pins).filter((name) => present.has(name));
  return [
    ...packages.filter((name) => pinned.includes(name)),
    ...pinned.filter((name) => !packages.includes(name)),
  ];
};

/**
 * Some pins removed; the releases that come instead are what to write, beside the pins that stay.
 */
const withoutPins = (names: readonly string[], cell: Cell, facts: SuggestFacts): Change => {
  const others = Object.entries(facts.request.pins).filter(([pinned]) => !names.includes(pinned));
  const found = (lock: Lock): Lock["wheels"] =>
    names.flatMap((name) => lock.wheels.find((wheel) => wheel.name === name) ?? []);
  const lines = (lock: Lock): readonly string[] => {
    const pins = [
      ...others,
      ...found(lock).map(({ name, version }) => [name, `==${version}`] as const),
    ].map(([name, pin]) => `${name}: "${pin}"`);
    return [pins.length === 0 ? "pins: {}" : `pins: { ${pins.join(", ")} }`];
  };
  const summary = (lock: Lock): string => {
    const releases = found(lock).map(({ name, version }) => `${name} ${version}`);
    return releases.length === 0
      ? `Without the pin of ${names.join(", ")} it works`
      : `With ${releases.join(", ")} it works`;
  };
  const question = questionFor(facts, cell, Object.fromEntries(others));
  return { kind: "pin", cell, question, summary, lines };
};

/**
 * Each pin removed alone, those of the conflict first; then all that are built for one CUDA major,
 * since an older RAPIDS is several packages at once; then all.
 */
export const pinChanges = (conflicted: ConflictedCell, facts: SuggestFacts): readonly Change[] => {
  const pins = pinsOfQuestion(conflicted, facts);
  const marks = Object.values(facts.catalog.wheels).flatMap((wheels) => wheels.marks);
  const groups = [
    ...pins.slice(0, NEAREST).map((name) => [name]),
    pins.filter((name) => marks.some((mark) => name.endsWith(mark))),
    pins,
  ];
  const distinct = new Map(
    groups.filter((names) => names.length > 0).map((names) => [[...names].sort().join(" "), names]),
  );
  return [...distinct.values()].map((names) => withoutPins(names, conflicted.cell, facts));
};
