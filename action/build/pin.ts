/**
 * What a reusable workflow names of this repository by commit, with the version as a comment: the
 * action, or another workflow.
 */
const PINNED = {
  action: /(uses: dl-env\/dl-env-action@)[0-9a-f]{40} # \S+/g,
  workflow: /(uses: dl-env\/dl-env-action\/\.github\/workflows\/[a-z]+\.yml@)[0-9a-f]{40} # \S+/g,
} as const;

const NAMED = {
  action: /uses: dl-env\/dl-env-action@.*/g,
  workflow: /uses: dl-env\/dl-env-action\/.*/g,
} as const;

/**
 * The reusable workflows: they run in other repositories, so their steps name this one by owner,
 * name and commit.
 */
export const PINNED_WORKFLOWS = ["check.yml", "images.yml", "nightly.yml"] as const;

/** The one that calls another of them. */
export const CALLING_WORKFLOW = "nightly.yml";

/**
 * The text of a workflow with all that it names of this kind pinned to `commit`. Throws when it
 * names none, or one by something else than a commit.
 */
export const pinnedTo = (
  text: string,
  kind: keyof typeof PINNED,
  commit: string,
  version: string,
): string => {
  if (!/^[0-9a-f]{40}$/.test(commit)) throw new Error(`${commit} is no full commit`);
  const pinned = text.replace(PINNED[kind], `$1${commit} # v${version}`);
  const steps = pinned.match(NAMED[kind]) ?? [];
  const loose = steps.filter((step) => !step.endsWith(`@${commit} # v${version}`));
  if (steps.length === 0 || loose.length > 0)
    throw new Error(`not pinned: ${loose.join(", ") || `no ${kind} at all`}`);
  return pinned;
};

/** The number of a release, x.y.z, or an error. */
export const releaseNumber = (written: string | undefined): string => {
  if (written !== undefined && /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.test(written))
    return written;
  throw new Error(`${JSON.stringify(written)} is no version: write it as --version 1.2.3`);
};

/** What follows `--version`. */
export const versionOf = (argv: readonly string[]): string =>
  releaseNumber(argv[argv.indexOf("--version") + 1]);
