import type { Cell } from "../matrix/cell.ts";

export interface Reason {
  /** Stable, kebab-case. */
  readonly code: string;
  /** One or two plain sentences of at most 25 words each. */
  readonly message: string;
  /** Where the fact comes from: a catalog entry's source, or `resolver`. */
  readonly source: string;
  /** Id of the nearest accepted cell: of the same matrix, else of the whole catalog, found by asking; undefined when none was found. */
  readonly nearest?: string;
  /** Lines to put into dl-env.yml, or a command to type. */
  readonly hint?: string;
  /** The resolver's own text, for `plan --why`. */
  readonly detail?: string;
}

/** The base image of a cell. */
export interface Base {
  /** Full reference without digest, e.g. `docker.io/nvidia/cuda:12.8.1-base-ubuntu24.04`. */
  readonly tag: string;
  /** Digest of the index that the tag names; absent when only the catalog's copy of the tag list was asked. */
  readonly digest?: string;
  /** Digest of this platform's manifest; what keys use. */
  readonly platformDigest?: string;
  /** ISO date of the list that names the tag: today for the registry's own list, older for the catalog's copy. */
  readonly asOf: string;
}

export type Verdict =
  | { readonly kind: "accepted"; readonly base: Base; readonly lock: string }
  | {
      readonly kind: "rejected";
      readonly reasons: readonly [Reason, ...Reason[]];
      readonly base?: Base;
    }
  /** Something could not be asked; the reasons name what. Never built, never promoted. */
  | {
      readonly kind: "unknown";
      readonly reasons: readonly [Reason, ...Reason[]];
      readonly base?: Base;
    };

export interface JudgedCell {
  readonly cell: Cell;
  readonly verdict: Verdict;
}
