/** The number of a release, x.y.z, or an error. */
export const releaseNumber = (written: string | undefined): string => {
  if (written !== undefined && /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.test(written))
    return written;
  throw new Error(`${JSON.stringify(written)} is no version: write it as --version 1.2.3`);
};

/** What follows `--version`. */
export const versionOf = (argv: readonly string[]): string =>
  releaseNumber(argv[argv.indexOf("--version") + 1]);
