import type { ReasonCode } from "../errors/codes.ts";

/** Why a cell is rejected or unknown. */
export interface Reason {
  readonly code: ReasonCode;
  /** One or two plain sentences of at most 25 words each. */
  readonly message: string;
  /** Where the fact comes from: a catalog entry's source, or `resolver`. */
  readonly source: string;
  /**
   * Id of the nearest accepted cell: of the same matrix, else of the whole catalog, found by
   * asking; undefined when none was found.
   */
  readonly nearest?: string;
  /** Lines to put into dl-env.yml, or a command to type. */
  readonly hint?: string;
  /** The resolver's own text, for `plan --why`. */
  readonly detail?: string;
}
