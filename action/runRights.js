// src/action/runRights.ts
const NOTHING = {
	secrets: false,
	push: false,
	caches: "none",
	gpu: false
};
const READ_ONLY = {
	secrets: false,
	push: false,
	caches: "read",
	gpu: false
};
const EVERYTHING = {
	secrets: true,
	push: true,
	caches: "write",
	gpu: true
};
/**
* The first row that matches counts; what matches none gets nothing. A row's key that is absent
* matches everything. The same table stands in docs/threat-model.md, and a test keeps the two
* equal.
*/
const RIGHTS_TABLE = [
	{
		name: "code from a fork",
		fork: [true],
		event: ["pull_request"],
		may: READ_ONLY,
		why: "Anyone can write it. A label changes nothing: the code may change after it was set."
	},
	{
		name: "anything else from a fork",
		fork: [true],
		may: NOTHING,
		why: "pull_request_target, workflow_run and the like run with the secrets of the base."
	},
	{
		name: "events that outsiders start with the base's secrets",
		event: [
			"pull_request_target",
			"workflow_run",
			"issue_comment",
			"issues",
			"discussion",
			"discussion_comment",
			"fork",
			"watch"
		],
		may: NOTHING,
		why: "Strangers write the payload, but the run has secrets."
	},
	{
		name: "pull request of a bot",
		event: ["pull_request"],
		actor: ["bot"],
		may: READ_ONLY,
		why: "The change was written by a bot; a person reviews it first."
	},
	{
		name: "labelled pull request",
		event: ["pull_request"],
		actor: ["insider"],
		label: [true],
		may: {
			secrets: false,
			push: false,
			caches: "read",
			gpu: true
		},
		why: "Someone with write access wrote it and asks for a GPU. It still publishes nothing."
	},
	{
		name: "pull request",
		event: ["pull_request"],
		may: READ_ONLY,
		why: "Not reviewed yet."
	},
	{
		name: "merge queue",
		event: ["merge_group"],
		may: READ_ONLY,
		why: "Reviewed, but not merged: nothing is published from it."
	},
	{
		name: "push to the default branch",
		event: ["push"],
		ref: ["default"],
		may: EVERYTHING,
		why: "Reviewed and merged."
	},
	{
		name: "tag",
		event: ["push", "release"],
		ref: ["tag"],
		may: EVERYTHING,
		why: "Only those with write access can push one."
	},
	{
		name: "push to another branch",
		event: ["push"],
		ref: ["other"],
		may: {
			secrets: false,
			push: false,
			caches: "write",
			gpu: false
		},
		why: "Not reviewed. GitHub keeps its caches apart from those of the default branch."
	},
	{
		name: "schedule",
		event: ["schedule"],
		may: EVERYTHING,
		why: "GitHub runs it on the default branch only."
	},
	{
		name: "started by hand on the default branch or a tag",
		event: ["workflow_dispatch", "repository_dispatch"],
		ref: ["default", "tag"],
		may: EVERYTHING,
		why: "Needs write access, and the code is reviewed."
	},
	{
		name: "started by hand on another branch",
		event: ["workflow_dispatch"],
		actor: ["insider"],
		ref: ["other"],
		may: {
			secrets: false,
			push: false,
			caches: "write",
			gpu: true
		},
		why: "A person with write access tries a branch; it publishes nothing."
	}
];
/** The row for what no other row names. */
const NO_ROW = {
	name: "anything else",
	may: NOTHING,
	why: "Events that are not in this table are refused."
};
const holds = (row, situation) => (row.event?.includes(situation.event) ?? true) && (row.actor?.includes(situation.actor) ?? true) && (row.fork?.includes(situation.fork) ?? true) && (row.label?.includes(situation.label) ?? true) && (row.ref?.includes(situation.ref) ?? true);
/**
* Whether a run has no use for the action: what it would read is written by strangers, and what it
* was given is the base's.
*/
const allowsNothing = ({ secrets, push, caches, gpu }) => !secrets && !push && caches === "none" && !gpu;
/** The row that decides for this situation. */
const rowFor = (situation) => RIGHTS_TABLE.find((row) => holds(row, situation)) ?? NO_ROW;
/** Why a row of the table gives what it gives. */
const whyOfRow = (name) => [...RIGHTS_TABLE, NO_ROW].find((row) => row.name === name)?.why ?? "";
export { rowFor as n, whyOfRow as r, allowsNothing as t };
