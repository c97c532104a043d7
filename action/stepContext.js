import { i as wrongRequest } from "./error.js";
import { n as rowFor, t as allowsNothing } from "./runRights.js";
import { n as situationOf } from "./situation.js";
// src/action/stepContext.ts
/**
* Reads what the runner says about this run, and decides once what it may do. Throws
* `not-from-here` for a fork's code on a self-hosted runner, and for a run that may do nothing:
* before any file of the repository is read.
*/
const contextOf = async (sys, inputs) => {
	const get = (name) => sys.env.get(name) ?? "";
	const path = get("GITHUB_EVENT_PATH");
	const situation = situationOf({
		event: get("GITHUB_EVENT_NAME"),
		actor: get("GITHUB_ACTOR"),
		ref: get("GITHUB_REF"),
		repository: get("GITHUB_REPOSITORY"),
		payload: path === "" ? void 0 : await sys.files.readText(path)
	});
	const row = rowFor(situation);
	if (situation.fork && sys.env.get("RUNNER_ENVIRONMENT") === "self-hosted") throw wrongRequest({
		code: "not-from-here",
		message: `Code from a fork never runs on a self-hosted runner (${row.name}).`,
		hint: "Use a GitHub-hosted runner for such runs: runs-on: ubuntu-24.04"
	});
	if (allowsNothing(row.may)) throw wrongRequest({
		code: "not-from-here",
		message: `This run is not allowed to do anything (${row.name}), so no file of the repository is read.`,
		hint: "Give this workflow another event: pull_request for what strangers write, push for what was merged; see docs/threat-model.md"
	});
	const folder = inputs.out ?? `${sys.env.get("RUNNER_TEMP") ?? sys.env.cwd}/dl-env-${inputs.command}-${inputs.stage}`;
	if (inputs.out === void 0) await sys.files.remove(folder);
	return {
		sys,
		inputs,
		rights: row.may,
		row: row.name,
		folder
	};
};
export { contextOf };
