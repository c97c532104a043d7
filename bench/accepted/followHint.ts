import type { Catalog } from "../../src/catalog/facts.ts";
import type { Resolver } from "../../src/resolve/resolve.ts";
import type { JudgedCell } from "../../src/verdict/verdict.ts";
import { judgeText, textFor, type Judged } from "./judge.ts";
import { adviceIn } from "./reasons.ts";

export interface Judging {
  readonly catalog: Catalog;
  readonly resolver: Resolver;
}

/** What became of a cell: a verdict, or no request at all. */
export interface Outcome {
  readonly kind: JudgedCell["verdict"]["kind"] | "refused" | "no cell";
  /** Why, unless it is accepted. */
  readonly told: string;
}

/** The verdict on the first cell of a dl-env.yml. */
export const outcomeOf = async (text: string, { catalog, resolver }: Judging): Promise<Outcome> => {
  try {
    const [found] = (await judgeText(text, catalog, resolver)).cells;
    if (found === undefined) return { kind: "no cell", told: "" };
    const { verdict } = found;
    return verdict.kind === "accepted"
      ? { kind: "accepted", told: "" }
      : { kind: verdict.kind, told: verdict.reasons.map(({ message }) => message).join(" ") };
  } catch (error) {
    return { kind: "refused", told: error instanceof Error ? error.message : String(error) };
  }
};

/**
 * Types the hint of a cell that is rejected for one reason into its dl-env.yml; undefined where the
 * hint has no lines for it, or leaves nothing of the set.
 */
export const followHint = async (
  judged: Pick<Judged, "text">,
  { cell, verdict }: JudgedCell,
  judging: Judging,
): Promise<Outcome | undefined> => {
  if (verdict.kind !== "rejected" || verdict.reasons.length > 1) return undefined;
  const advice = adviceIn(verdict.reasons[0].hint ?? "");
  const text = advice === undefined ? undefined : textFor(judged.text, cell, advice);
  return text === undefined ? undefined : outcomeOf(text, judging);
};
