import { t as exitOf } from "./exitOf.js";
import { i as wrongRequest } from "./error.js";
import { n as annotateVerdicts, r as fitAnnotations, t as annotateProblems } from "./annotations.js";
import { t as errorText } from "./errorText.js";
import { t as problemsOf } from "./errorProblems.js";
import { n as renderSummary } from "./runSummary2.js";
// src/action/fitOutputs.ts
/**
* GitHub allows 1 MB of outputs a job and counts UTF-16, two bytes a unit; the margin is for names
* and for what else the job says.
*/
const OUTPUT_LIMIT = 9e5;
const weight = (text) => text.length * 2;
/**
* Fits all outputs of a step under the limit together: the largest go to files until the rest fits.
* An output that went to a file is `{"file": "<path>", "bytes": <n>}`; whoever reads it looks for
* that key.
*/
const fitOutputs = (outputs, folder, limit = OUTPUT_LIMIT) => {
	const values = new Map(outputs);
	const files = /* @__PURE__ */ new Map();
	const total = () => [...values].reduce((sum, [name, value]) => sum + weight(name) + weight(value), 0);
	const largestFirst = [...outputs].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
	for (const [name, value] of largestFirst) {
		if (total() <= limit) break;
		files.set(`${name}.json`, value);
		values.set(name, JSON.stringify({
			file: `${folder}/${name}.json`,
			bytes: Buffer.byteLength(value)
		}));
	}
	return {
		values,
		files
	};
};
// src/action/runStep.ts
/** Throws `not-from-here` unless this run may do it. */
const assertMay = (context, right, what) => {
	if (context.rights[right]) return;
	throw wrongRequest({
		code: "not-from-here",
		message: `This run may not ${what} (${context.row}).`,
		hint: "Run it from the default branch, for example: gh workflow run"
	});
};
/**
* Annotations name files as the repository does: not as the runner's disk does, and without `./`,
* which GitHub finds no file for.
*/
const fromWorkspace = (annotation, workspace) => {
	const { place } = annotation;
	if (place === void 0) return annotation;
	const inside = workspace !== void 0 && place.file.startsWith(`${workspace}/`) ? place.file.slice(workspace.length + 1) : place.file;
	return {
		...annotation,
		place: {
			...place,
			file: inside.replace(/^(?:\.\/)+/, "")
		}
	};
};
const annotateAll = (annotations, { host, print, help }, sys) => {
	for (const annotation of fitAnnotations(annotations)) {
		const { title, message } = annotation;
		host.annotate({
			...fromWorkspace(annotation, sys.env.get("GITHUB_WORKSPACE")),
			title: print(title),
			message: print(help(message))
		});
	}
};
const writeOutputs = async (context, result, { host, print }) => {
	const { values, files } = fitOutputs(new Map(Object.entries(result.outputs).map(([name, value]) => [name, print(value)])), context.folder);
	const all = new Map([...result.files ?? [], ...files]);
	for (const [name, content] of all) await context.sys.files.write(`${context.folder}/${name}`, print(content));
	for (const [name, value] of values) host.output(name, value);
	host.output("folder", context.folder);
	return [...all.keys()];
};
const titleOf = (inputs, failed) => `dl-env ${inputs.command}${failed ? " failed" : ""}`;
/** Problems with what is to be typed in a workflow. */
const helpedProblems = (problems, help) => problems.map((problem) => problem.hint === void 0 ? problem : {
	...problem,
	hint: help(problem.hint)
});
const summaryOf = ({ inputs }, { result, error }, rest) => renderSummary({
	title: titleOf(inputs, error !== void 0 || result.exit !== 0),
	...rest,
	...result.plan === void 0 ? {} : { plan: result.plan },
	...result.reports === void 0 ? {} : { reports: result.reports },
	...result.checks === void 0 ? {} : { checks: result.checks },
	...result.moves === void 0 ? {} : { moves: result.moves },
	...result.notes === void 0 ? {} : { notes: result.notes },
	...result.markdown === void 0 ? {} : { markdown: result.markdown }
});
/** An error may carry what was done before it: a failed `build` still knows its plan. */
var StepFailed = class extends Error {
	done;
	constructor(cause, done) {
		super("the step failed", { cause });
		this.done = done;
	}
};
const NOTHING_DONE = {
	exit: 0,
	outputs: {}
};
const attempt = async (command, context) => {
	try {
		return { result: await command(context) };
	} catch (error) {
		const failed = error instanceof StepFailed ? error : new StepFailed(error, NOTHING_DONE);
		return {
			result: failed.done,
			error: failed.cause ?? new Error(String(failed.cause))
		};
	}
};
/**
* Runs one command, and says in every way that GitHub has what came of it. Returns the exit code.
*/
const runStep = async (command, context, world) => {
	const { result, error } = await attempt(command, context);
	const verdicts = result.plan === void 0 ? [] : annotateVerdicts(result.plan.cells, result.request);
	const problems = helpedProblems([...error === void 0 ? [] : problemsOf(error), ...result.problems ?? []], world.help);
	annotateAll([
		...annotateProblems(problems),
		...result.annotations ?? [],
		...verdicts
	], world, context.sys);
	if (error !== void 0) context.sys.log.info(errorText(error, world.host.debugging));
	const files = await writeOutputs(context, result, world);
	await world.host.summary(world.print(summaryOf(context, {
		result,
		error
	}, {
		problems,
		stages: world.times,
		files
	})));
	return error === void 0 ? result.exit : exitOf(error);
};
export { runStep as i, assertMay as n, helpedProblems as r, StepFailed as t };
