import type { Base } from "../matrix/base.ts";
import type { Note } from "../verdict/note.ts";
import type { Reason } from "../matrix/reason.ts";

/**
 * `linked`: the image is in the destination. `layers`: every layer is in the store, link it.
 * `missing`: layers must be made. `none`: not accepted. `unknown`: the store could not be queried.
 */
export type CellState = "linked" | "layers" | "missing" | "none" | "unknown";

/** One cell as `plan --json` prints it. */
export interface PlannedCell {
  readonly cell: string;
  readonly set: string;
  readonly cuda: string;
  readonly ubuntu: string;
  readonly python: string;
  readonly flavor: string;
  readonly platform: string;
  readonly verdict: "accepted" | "rejected" | "unknown";
  readonly reasons: readonly Reason[];
  /** What is to be said of an accepted cell; no part of the plan's id. */
  readonly notes?: readonly Note[];
  readonly base?: Base;
  readonly lock?: {
    readonly key: string;
    readonly packages: Readonly<Record<string, string>>;
    /** bytes */ readonly download: number;
  };
  /** Immutable tag first, then rolling tags in the order they move. */
  readonly tags: readonly string[];
  readonly state: CellState;
}

export interface PlannedLayer {
  /** Tag in the store: `<kind>-<key>`. */
  readonly layer: string;
  readonly kind: string;
  readonly title: string;
  /** bytes to fetch to make it; 0 for layers that need nothing from an index */
  readonly download: number;
  /**
   * `unneeded`: each image is in the destination, so the store was not asked. `unknown`: it could
   * not be.
   */
  readonly state: "stored" | "missing" | "unneeded" | "unknown";
  /** Ids of the cells that use it. */
  readonly cells: readonly string[];
}

export interface Plan {
  readonly format: 1;
  /**
   * First 16 hex of sha256 over the rest: jobs check that they work on the plan they were given.
   */
  readonly id: string;
  readonly to: string;
  readonly store: string;
  readonly cells: readonly PlannedCell[];
  readonly layers: readonly PlannedLayer[];
  readonly totals: {
    readonly cells: number;
    readonly accepted: number;
    readonly rejected: number;
    readonly unknown: number;
    /** bytes of all distinct layers */
    readonly download: number;
    /** bytes of the layers that are missing */
    readonly missing: number;
  };
}
