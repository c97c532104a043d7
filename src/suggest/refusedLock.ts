import type { ReasonCode } from "../errors/codes.ts";
import type { Cell } from "../matrix/cell.ts";
import { fewNames } from "../text/fewNames.ts";
import { cudaChanges } from "./axisChanges.ts";
import { bringersOf, olderRelease, ownEntries } from "./broughtWheels.ts";
import type { LimitedAsk, SuggestFacts } from "./change.ts";
import { dropped } from "./dropChanges.ts";
import { findFix, type Search } from "./findFix.ts";
import { ownChanges } from "./ownChanges.ts";

/** A lock with packages of one's own that a rule refuses. */
export interface RuledOut {
  readonly cell: Cell;
  readonly code: ReasonCode;
  /** What the rule says. */
  readonly message: string;
}

/**
 * Which package of the set brings what a rule has against the lock, as a sentence beside the
 * rule's, and what helps: another version of it, the set without it, another CUDA. Where nothing
 * was found, why others may help still.
 */
export const refusedLock = async (
  ask: LimitedAsk,
  { cell, code, message }: RuledOut,
  facts: SuggestFacts,
): Promise<Search & { readonly message?: string }> => {
  const entries = await bringersOf(ask, { cell, code }, facts);
  const names = entries.map((entry) => facts.catalog.libraries.get(entry)?.own?.name ?? entry);
  const said =
    names.length === 0
      ? {}
      : {
          message: `${message} ${fewNames(names)} ${names.length === 1 ? "asks" : "ask"} for that.`,
        };
  const [only, ...others] = entries;
  const older =
    only === undefined || others.length > 0
      ? undefined
      : await olderRelease(ask, { cell, entry: only }, facts);
  if (older !== undefined) return { ...said, fix: older };
  // Where none does by itself, two of them do together.
  const groups = entries.length > 0 ? [entries] : ownEntries(cell, facts).map((one) => [one]);
  const search = await findFix(
    ask,
    [
      ...ownChanges({ cell, code, packages: names }, facts),
      ...groups.flatMap((group) => dropped(cell, group, facts) ?? []),
      ...cudaChanges(cell, facts),
    ],
    facts,
  );
  return { ...said, ...search };
};
