/** This action in `uses:` of the reusable workflows, pinned by commit, with the version as a comment. */
const PINNED = /(uses: dl-env\/dl-env-action@)[0-9a-f]{40} # \S+/g;

/** The reusable workflows: they run in other repositories, so their steps name this one by owner, name and commit. */
export const PINNED_WORKFLOWS = ["check.yml", "images.yml", "nightly.yml"] as const;

/** The text of a reusable workflow with every step pinned to `commit`. Throws when there is no step to pin, or a step that is not pinned. */
export const pinnedTo = (text: string, commit: string, version: string): string => {
  if (!/^[0-9a-f]{40}$/.test(commit)) throw new Error(`${commit} is no full commit`);
  const pinned = text.replace(PINNED, `$1${commit} # v${version}`);
  const steps = pinned.match(/uses: dl-env\/dl-env-action@.*/g) ?? [];
  const loose = steps.filter((step) => !step.endsWith(`@${commit} # v${version}`));
  if (steps.length === 0 || loose.length > 0) throw new Error(`not pinned: ${loose.join(", ") || "no step at all"}`);
  return pinned;
};

/** The number of a release, x.y.z, or an error. */
export const releaseNumber = (written: string | undefined): string => {
  if (written !== undefined && /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.test(written)) return written;
  throw new Error(`${JSON.stringify(written)} is no version: write it as --version 1.2.3`);
};

/** What follows `--version`. */
export const versionOf = (argv: readonly string[]): string => releaseNumber(argv[argv.indexOf("--version") + 1]);
