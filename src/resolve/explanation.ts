import type { ReasonCode } from "../errors/codes.ts";
import { rangeWords } from "../catalog/ranges.ts";
import type { Conflict } from "./conflict.ts";
import type { Fact, Term } from "./derivation.ts";

/** One way to explain a conflict. */
export interface Explanation {
  readonly code: ReasonCode;
  readonly sentences: readonly string[];
  /** Packages that the conflict is about, the one to give way first. */
  readonly packages: readonly string[];
}

/** Explains a conflict of its kind; undefined for any other. */
export type Explainer = (conflict: Conflict) => Explanation | undefined;

type FactOf<K extends Fact["kind"]> = Extract<Fact, { kind: K }>;

/** The facts of one kind, in uv's order. */
export const factsOf = <K extends Fact["kind"]>(
  conflict: Conflict,
  kind: K,
): readonly FactOf<K>[] =>
  conflict.derivation.facts.filter((fact): fact is FactOf<K> => fact.kind === kind);

/** `cuml-cu12 26.4.0 or newer` */
export const termText = ({ name, range }: Term): string =>
  range === "" ? name : `${name} ${rangeWords(range)}`;

/** A package as the request names it; without a range where it does not. */
export const requestedTerm = (conflict: Conflict, name: string): Term =>
  conflict.wanted.find((term) => term.name === name) ?? { name, range: "" };
