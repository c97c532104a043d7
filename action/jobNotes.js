import { n as bytes } from "./units.js";
// src/report/jobNotes.ts
const NOT_MADE = {
	"too-large": "no runner has enough disk; use a larger runner and set the input disk to its size",
	"no-job-left": "all jobs are full; raise the input max-jobs"
};
/** What no job of this run makes, one note for each cause. */
const notMadeNotes = (left, what) => ["too-large", "no-job-left"].flatMap((why) => {
	const these = left.filter((one) => one.why === why);
	const [first] = these;
	return first === void 0 ? [] : [`${these.length} ${what} are not made in this run (${first.what.slice(0, 60)} needs ${bytes(first.disk)}): ${NOT_MADE[why]}.`];
});
const NOT_TESTED = {
	"not-changed": "did not change in this run",
	"not-a-corner": "are not at a corner of the matrix",
	"over-budget": "would exceed the budget of GPU minutes"
};
/** What no job of this run tests, one note for each cause. */
const notTestedNotes = ({ untested }) => [
	"not-changed",
	"not-a-corner",
	"over-budget"
].flatMap((why) => {
	const these = untested.filter((one) => one.why === why);
	const [first] = these;
	return first === void 0 ? [] : [`${these.length} images ${NOT_TESTED[why]} and are not tested (${first.cell}${these.length > 1 ? ", …" : ""}). They stay in the registry by digest, and their tags stay as they are.`];
});
/** What a run says that may not publish, and how one comes about that may. */
const unpublishedNote = (to, row, why) => `This run publishes nothing to ${to} (${row}): ${why} Images are made by a run on the default branch, on a tag or on a schedule: gh workflow run --ref BRANCH`;
/** What a night says that may only look. */
const onlyLooksNote = (row, why) => `This run only looks, and opens no pull request or issue (${row}): ${why} A night is a run on the default branch or on a schedule: gh workflow run --ref BRANCH`;
/** What the first run with `gpu` may wait for. */
const GPU_WAIT = "The probes need a GPU. Their job waits for a runner with the labels of the input gpu-runner, and GitHub ends it after 24 hours without one. docs/gpu-runner.md says how to set one up; without a GPU write: smoke: { require: cpu }";
export { unpublishedNote as a, onlyLooksNote as i, notMadeNotes as n, notTestedNotes as r, GPU_WAIT as t };
