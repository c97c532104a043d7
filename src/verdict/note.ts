import type { NoteCode } from "../errors/codes.ts";

/** What a person should know of an accepted cell although nothing is against it. */
export interface Note {
  readonly code: NoteCode;
  /** One plain sentence. */
  readonly message: string;
  readonly source: string;
}
