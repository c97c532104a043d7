import type { Catalog } from "../catalog/facts.ts";
import type { InRange } from "../catalog/inRange.ts";
import type { Library, WheelCuda } from "../catalog/libraryFacts.ts";
import type { Reason } from "../matrix/reason.ts";
import type { Lock } from "../resolve/lock.ts";

/** The cell that a lock is for. */
export interface LockedCell {
  /** x.y.z */
  readonly cuda: string;
  /** x.y */
  readonly python: string;
  readonly libraries: readonly string[];
  readonly wheelCuda: WheelCuda;
}

export type LockFacts = Pick<Catalog, "wheels" | "traps" | "libraries">;

/** A wheel, and where it is to be installed. */
export interface WheelFile {
  readonly file: string;
  readonly python: string;
  readonly platform: string;
}

/** What each rule looks at. */
export interface LockContext {
  readonly lock: Lock;
  readonly cell: LockedCell;
  readonly facts: LockFacts;
  readonly inRange: InRange;
  readonly fits: (wheel: WheelFile) => boolean;
}

/** What a rule has against a lock. */
export type LockRule = (context: LockContext) => readonly Reason[];

/**
 * The libraries whose traps count: the cell's, and all of them where it asks for packages that
 * nobody knows, which may bring any.
 */
export const trappedLibraries = ({
  cell,
  facts: { libraries },
}: LockContext): readonly Library[] => {
  const own = cell.libraries.flatMap((name) => libraries.get(name) ?? []);
  return own.some((library) => library.own !== undefined) ? [...libraries.values()] : own;
};
