/** What a command gives back to the shell that ran it; nothing below the shells prints a result. */
export interface CommandResult {
  /** For people, on standard output unless JSON was asked for. */
  readonly text: string;
  /** The same as data. */
  readonly json: unknown;
  /** 0 done, 1 found problems, 2 wrong request, 3 could not reach something. */
  readonly exit: 0 | 1 | 2 | 3;
}
