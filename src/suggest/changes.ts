import type { ReasonCode } from "../errors/codes.ts";
import { cudaChanges, pythonChanges } from "./axisChanges.ts";
import type { Change, ConflictedCell, SuggestFacts } from "./change.ts";
import { dropChanges } from "./dropChanges.ts";
import { ownChanges } from "./ownChanges.ts";
import { pinChanges } from "./pinChanges.ts";

/** Code of the reason -> kinds of changes, the likeliest first. */
const ORDER: Readonly<Partial<Record<ReasonCode, readonly (Change["kind"] | "own")[]>>> = {
  "no-build-for-python": ["pin", "python", "cuda", "drop"],
  "no-build-for-cuda": ["pin", "cuda", "drop", "python"],
  "packages-disagree": ["pin", "drop", "cuda", "python"],
  "no-wheels": ["pin", "python", "drop", "cuda"],
  // A rule's own hint is better than another cell.
  "pin-out-of-range": ["own"],
  "library-not-available": ["python", "cuda", "drop"],
};

/** Changes worth asking about, the likeliest first. */
export const changesFor = (conflicted: ConflictedCell, facts: SuggestFacts): readonly Change[] => {
  const own = ownChanges(conflicted, facts);
  const all = {
    pin: [...pinChanges(conflicted, facts), ...own],
    own,
    python: pythonChanges(conflicted.cell, facts),
    cuda: cudaChanges(conflicted.cell, facts),
    drop: dropChanges(conflicted, facts),
  };
  const kinds = ORDER[conflicted.code] ?? ["pin", "drop", "python", "cuda"];
  return kinds.flatMap((kind) => all[kind]);
};
