/** What the command line's shell may do to its own process. */
export const shell = {
  argv: process.argv.slice(2),
  environment: process.env,
  out: (text: string): void => {
    process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
  },
  err: (text: string): void => {
    process.stderr.write(`${text}\n`);
  },
  /** Sets the exit code; the process ends when its work does, so that nothing printed is lost in a pipe. */
  exit: (code: number): void => {
    process.exitCode = code;
  },
} as const;
