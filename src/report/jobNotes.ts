import type { Shards } from "../plan/layerShards.ts";
import type { SmokeChoice } from "../plan/smokePolicy.ts";
import { bytes } from "../text/units.ts";

const NOT_MADE = {
  "too-large": "no runner has enough disk; use a larger runner and set the input disk to its size",
  "no-job-left": "all jobs are full; raise the input max-jobs",
} as const;

/** What no job of this run makes, one note for each cause. */
export const notMadeNotes = (left: Shards["left"], what: "layers" | "images"): string[] =>
  (["too-large", "no-job-left"] as const).flatMap((why) => {
    const these = left.filter((one) => one.why === why);
    const [first] = these;
    return first === undefined
      ? []
      : [
          `${these.length} ${what} are not made in this run (${first.what.slice(0, 60)} ` +
            `needs ${bytes(first.disk)}): ${NOT_MADE[why]}.`,
        ];
  });

const NOT_TESTED = {
  "not-changed": "did not change in this run",
  "not-a-corner": "are not at a corner of the matrix",
  "over-budget": "would exceed the budget of GPU minutes",
} as const;

/** What no job of this run tests, one note for each cause. */
export const notTestedNotes = ({ untested }: SmokeChoice): string[] =>
  (["not-changed", "not-a-corner", "over-budget"] as const).flatMap((why) => {
    const these = untested.filter((one) => one.why === why);
    const [first] = these;
    return first === undefined
      ? []
      : [
          `${these.length} images ${NOT_TESTED[why]} and are not tested ` +
            `(${first.cell}${these.length > 1 ? ", …" : ""}). They stay in the registry by ` +
            "digest, and their tags stay as they are.",
        ];
  });

/** What a run says that may not publish, and how one comes about that may. */
export const unpublishedNote = (to: string, row: string, why: string): string =>
  `This run publishes nothing to ${to} (${row}): ${why} Images are made by a run on the default ` +
  "branch, on a tag or on a schedule: gh workflow run --ref BRANCH";

/** What a night says that may only look. */
export const onlyLooksNote = (row: string, why: string): string =>
  `This run only looks, and opens no pull request or issue (${row}): ${why} ` +
  "A night is a run on the default branch or on a schedule: gh workflow run --ref BRANCH";

/** What the first run with `gpu` may wait for. */
export const GPU_WAIT =
  "The probes need a GPU. Their job waits for a runner with the labels of the input gpu-runner, and " +
  "GitHub ends it after 24 hours without one. docs/gpu-runner.md says how to set one up; without " +
  "a GPU write: smoke: { require: cpu }";
