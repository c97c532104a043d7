/**
 * Exit codes of both shells: 1 = problems were found, 2 = the request is wrong, 3 = something could
 * not be reached.
 */
export type ExitCode = 1 | 2 | 3;

/** One code: texts are Markdown for docs/errors.md. */
export interface CodeEntry {
  /**
   * How a command ends that stops at this code; absent where the code only stands within a result.
   */
  readonly exit?: ExitCode;
  /** What it means, in one plain sentence. */
  readonly title: string;
  /** What to do about it. */
  readonly fix: string;
}

/** Codes of one subject: a section of docs/errors.md. */
export interface CodeSection {
  readonly title: string;
  /** Stands above the table; may be empty. */
  readonly intro: string;
  readonly codes: Readonly<Record<string, CodeEntry>>;
}
