import type { ImageRecipe } from "../image/recipe.ts";
import type { AptLock, Lock } from "../resolve/lock.ts";
import type { JudgedCell } from "../verdict/verdict.ts";

/** What a plan was made from. */
export interface PlanInputs {
  readonly judged: readonly JudgedCell[];
  /** By key. */
  readonly locks: ReadonlyMap<string, Lock>;
  /** By Ubuntu release. */
  readonly apt: ReadonlyMap<string, AptLock>;
  /** By cell id; only for accepted cells whose base's digest is known. */
  readonly recipes: ReadonlyMap<string, ImageRecipe>;
}

/** The lock of an accepted cell; undefined for any other. */
export const lockOfCell = (
  { verdict }: JudgedCell,
  locks: PlanInputs["locks"],
): Lock | undefined => (verdict.kind === "accepted" ? locks.get(verdict.lock) : undefined);
