import { t as problemsOf } from "./errorProblems.js";
import { i as onlyLooksNote } from "./jobNotes.js";
import { t as openGitHub } from "./openGitHub.js";
import { _ as decodeYaml, d as readYaml, f as cudaFile } from "./openRepository.js";
import { r as withImages } from "./updatedTexts.js";
import { n as require_dist } from "./nesting.js";
import { i as wrongRequest, t as DlEnvError } from "./error.js";
import { t as watch } from "./watchCommand.js";
import { a as goneText, i as SETTLED, n as ALLOWED, o as notAllowedText, r as OVERTAKEN, s as pullText } from "./outcomeText.js";
import { t as compareVersions } from "./versions.js";
import { r as whyOfRow } from "./runRights.js";
import { t as sessionOptions } from "./stepOptions.js";
import { t as stepOutcome } from "./stepOutcome.js";
import { isAbsolute, relative } from "node:path";
import { createHash } from "node:crypto";
// src/commands/watch/editMatrix.ts
var import_dist = require_dist();
const cannotEdit = (file) => wrongRequest({
	code: "cannot-edit-request",
	message: `The list matrix.cuda of ${file} cannot be edited.`,
	place: { file },
	hint: "Write it as: matrix: { cuda: [\"12.8\"] }"
});
/** Quoted, because 13.10 without quotes is the number 13.1. */
const quoted = (minors) => minors.map((minor) => JSON.stringify(minor)).join(", ");
const insert = (text, at, what) => text.slice(0, at) + what + text.slice(at);
const intoFlow = ({ text, file }, list, minors) => {
	const end = list.range?.[1];
	if (end === void 0 || text[end - 1] !== "]") throw cannotEdit(file);
	const inside = text.slice(0, end - 1).trimEnd();
	return insert(text, inside.length, `${inside.endsWith("[") || inside.endsWith(",") ? "" : ", "}${quoted(minors)}`);
};
const intoBlock = ({ text, file }, list, minors) => {
	const last = list.items.at(-1);
	const end = (0, import_dist.isScalar)(last) ? last.range?.[1] : void 0;
	if (end === void 0) throw cannotEdit(file);
	const lineStart = text.lastIndexOf("\n", end - 1) + 1;
	const lineEnd = text.indexOf("\n", end) === -1 ? text.length : text.indexOf("\n", end);
	const indent = /^\s*- */.exec(text.slice(lineStart, end))?.[0];
	if (indent === void 0) throw cannotEdit(file);
	return insert(text, lineEnd, minors.map((minor) => `\n${indent}${JSON.stringify(minor)}`).join(""));
};
/**
* dl-env.yml with these minors added to `matrix.cuda`: only that place changes, everything else
* stays as it was typed.
*/
const withCuda = (text, file, minors) => {
	const document = (0, import_dist.parseDocument)(text);
	const matrix = document.get("matrix", true);
	const cuda = (0, import_dist.isMap)(matrix) ? matrix.get("cuda", true) : void 0;
	if (document.errors.length > 0) throw cannotEdit(file);
	if ((0, import_dist.isSeq)(cuda)) return cuda.flow === true ? intoFlow({
		text,
		file
	}, cuda, minors) : intoBlock({
		text,
		file
	}, cuda, minors);
	if (!(0, import_dist.isScalar)(cuda) || cuda.range === null || cuda.range === void 0) throw cannotEdit(file);
	const [start, end] = cuda.range;
	return `${text.slice(0, start)}[${text.slice(start, end)}, ${quoted(minors)}]${text.slice(end)}`;
};
// src/commands/watch/proposal.ts
const PROJECT = /"name":\s*"dl-env-action"/;
const workspaceOf = ({ env }) => env.get("GITHUB_WORKSPACE") ?? env.cwd;
/** A path of this machine, as one from the top of the repository. */
const inRepository = (sys, path) => relative(workspaceOf(sys), isAbsolute(path) ? path : `${sys.env.cwd}/${path}`);
/**
* The file with CUDA images that belongs to this repository, or undefined: the built-in catalog is
* changed by a new version of dl-env only.
*/
const catalogFile = async (sys, folder) => {
	const workspace = workspaceOf(sys);
	const isProject = PROJECT.test(await sys.files.readText(`${workspace}/package.json`) ?? "");
	const path = folder !== void 0 ? `${folder}/cuda.yml` : isProject ? `${workspace}/matrix/cuda.yml` : void 0;
	return path !== void 0 && await sys.files.stat(path) !== void 0 ? path : void 0;
};
/** The list of images with every image of the releases, whatever the matrix uses. */
const catalogWith = (before, path, { repository, tags, releases, asOf }) => {
	const added = [...tags].filter((tag) => releases.some(({ version }) => tag.startsWith(`${version}-`))).sort();
	const after = withImages(before, added, {
		asOf,
		where: `tags of ${repository}, read ${asOf}`
	});
	decodeYaml(cudaFile, readYaml(after, path));
	return after;
};
/**
* The files to change so that these releases are in the matrix and in the repository's own catalog.
*/
const proposalOf = async (sys, source, releases) => {
	const { file } = source;
	const asOf = new Date(sys.clock.now()).toISOString().slice(0, 10);
	const minors = releases.map(({ minor }) => minor);
	const files = /* @__PURE__ */ new Map([[inRepository(sys, file), withCuda(await sys.files.readText(file) ?? "", file, minors)]]);
	const catalog = await catalogFile(sys, source.catalogFolder);
	if (catalog === void 0) return {
		files,
		editsCatalog: false
	};
	const before = await sys.files.readText(catalog) ?? "";
	const after = catalogWith(before, catalog, {
		...source,
		releases,
		asOf
	});
	if (after !== before) files.set(inRepository(sys, catalog), after);
	return {
		files,
		editsCatalog: true
	};
};
// src/action/proposals.ts
/** The subject of a request's file, as a path from the top of the repository. */
const subjectOf = (path) => {
	if (path === "dl-env.yml") return { suffix: "" };
	const name = path.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "");
	const digits = createHash("sha256").update(path).digest("hex").slice(0, 6);
	return { suffix: `-${name.slice(0, 60)}-${digits}` };
};
const PREFIX = "dl-env/new-cuda-";
/** The branch that proposes a CUDA minor. */
const branchOf = (minor, { suffix }) => `${PREFIX}${minor}${suffix}`;
/** The minor that a branch of this subject proposes; undefined for any other branch. */
const minorOf = (branch, { suffix }) => {
	const minor = branch.slice(16, branch.length - suffix.length);
	return branch === `${PREFIX}${minor}${suffix}` && /^\d+\.\d+$/.test(minor) ? minor : void 0;
};
const NOT_ALLOWED = "dl-env:no-pull-requests";
/**
* Opens or renews the pull request of one release, unless a person has decided about it. Returns
* the branch that waits because Actions may not open pull requests here.
*/
const proposeOne = async ({ sys, proposals, base }, { source }, { release, branch }) => {
	if (await proposals.proposalState(branch) === "decided") return void 0;
	const { files, editsCatalog } = await proposalOf(sys, source, [release]);
	const { title, body } = pullText([release], { catalog: editsCatalog });
	if (await proposals.proposeFiles({
		branch,
		base,
		message: title,
		files
	}) === "edited") return void 0;
	try {
		await proposals.upsertPull({
			branch,
			base,
			title,
			body
		});
		return;
	} catch (error) {
		if (error instanceof DlEnvError && error.code === "pulls-not-allowed") return branch;
		throw error;
	}
};
/** Whether the matrix has this minor or a newer one, however it is written. */
const isPassed = (minor, asked) => asked.some((written) => written.startsWith(`${minor}.`) || compareVersions(written, minor) >= 0);
/** Closes what is proposed and no news any more: it was taken by hand, or its images are gone. */
const closeOvertaken = async (proposals, subject, { result: { releases }, source }) => {
	const isGone = (minor) => source.complete && !releases.some((release) => release.minor === minor);
	for (const proposed of await proposals.openProposals(PREFIX)) {
		const minor = minorOf(proposed.branch, subject);
		if (minor !== void 0 && (isPassed(minor, source.asked) || isGone(minor))) await proposals.closeProposal(proposed, OVERTAKEN);
	}
};
/**
* Brings the pull requests about new CUDA releases up to date, one for each. What a person closed
* stays closed; where Actions may not open any, one issue says so, once.
*/
const propose = async (target, outcome) => {
	const { sys, proposals, issues, base } = target;
	const { result, source } = outcome;
	const { releases } = result;
	const subject = subjectOf(inRepository(sys, source.file));
	await closeOvertaken(proposals, subject, outcome);
	const waiting = [];
	for (const release of releases) {
		const branch = branchOf(release.minor, subject);
		const waits = await proposeOne(target, { source }, {
			release,
			branch
		});
		if (waits !== void 0) waiting.push(waits);
	}
	const marker = `${NOT_ALLOWED}${subject.suffix}`;
	if (waiting.length > 0) await issues.upsertIssue({
		marker,
		...notAllowedText(waiting, { base })
	});
	else if (releases.length > 0) await issues.settleIssue(marker, ALLOWED);
};
// src/action/nightlyWatch.ts
const GONE_MARKER = "dl-env:gone-bases";
/**
* The issue about bases that are gone is closed only by a night that could ask about every cell.
*/
const reportGone = async (sys, { result, source }, { own }) => {
	const { gone, unknown } = result;
	const marker = `${GONE_MARKER}${subjectOf(inRepository(sys, source.file)).suffix}`;
	if (gone.length > 0) await own.upsertIssue({
		marker,
		...goneText(gone)
	});
	else if (unknown.length === 0) await own.settleIssue(marker, SETTLED);
};
/** What came of `work`, or what GitHub, or the file to edit, had against it. */
const attempted = async (work) => {
	try {
		return await work();
	} catch (error) {
		if (error instanceof DlEnvError) return error;
		throw error;
	}
};
const refusals = (results) => results.filter((result) => result instanceof DlEnvError);
/**
* What a night does: looks what moved, writes each new CUDA release into a pull request and bases
* that are gone into an issue. What GitHub refuses keeps none of the rest from being done. Without
* `github` nothing is written.
*/
const nightlyWatch = async (sys, request, github) => {
	if (github === void 0) return {
		outcome: await watch(sys, request),
		refused: []
	};
	const branch = await attempted(() => github.own.branch());
	if (branch instanceof DlEnvError) return {
		outcome: await watch(sys, request),
		refused: [branch]
	};
	const { name: base, lastPush } = branch;
	const outcome = await watch(sys, {
		...request,
		lastPush
	});
	if (request.dryRun === true) return {
		outcome,
		refused: []
	};
	const target = {
		sys,
		proposals: github.proposals,
		issues: github.own,
		base
	};
	return {
		outcome,
		refused: refusals([await attempted(() => propose(target, outcome)), await attempted(() => reportGone(sys, outcome, github))])
	};
};
// src/action/steps/watchStep.ts
/**
* GitHub's API, where this run may write: a run that may not push is no nightly run, and only says
* what it sees.
*/
const gitHubOf = async ({ sys, inputs, rights }) => {
	const repository = sys.env.get("GITHUB_REPOSITORY");
	const api = sys.env.get("GITHUB_API_URL");
	const { githubToken, proposalToken = githubToken } = inputs;
	const token = githubToken ?? proposalToken;
	if (token === void 0 || repository === void 0 || !rights.push) return void 0;
	const options = {
		repository,
		...api === void 0 ? {} : { api }
	};
	const own = await openGitHub({
		...options,
		token
	});
	return proposalToken === void 0 || proposalToken === token ? {
		own,
		proposals: own
	} : {
		own,
		proposals: await openGitHub({
			...options,
			token: proposalToken
		})
	};
};
const notesOf = ({ gone, releases }) => [...gone.map(({ cell, message }) => `${cell} no longer has a base image. ${message}`), ...releases.map(({ version }) => `CUDA ${version} has images that fit this matrix.`)];
const warningsOf = ({ quiet, apt }) => [...quiet === void 0 ? [] : [quiet], ...apt.map(({ message, hint }) => `${message} ${hint ?? ""}`.trim())];
/**
* What moved since the last night. What could not be queried makes the step red, after it said what
* is to be built.
*/
const watchStep = async (context) => {
	const { sys, inputs, rights, row } = context;
	const { outcome, refused } = await nightlyWatch(sys, {
		...sessionOptions(inputs),
		full: inputs.full,
		dryRun: inputs.dryRun,
		writes: rights.push
	}, await gitHubOf(context));
	const { result } = outcome;
	const told = rights.push ? [] : [onlyLooksNote(row, whyOfRow(row)), ...outcome.refused.map(({ message }) => message)];
	const step = stepOutcome(context, outcome, {
		notes: [...told, ...notesOf(result)],
		annotations: [...told.map((message) => ({
			level: "notice",
			title: "watch",
			message
		})), ...warningsOf(result).map((message) => ({
			level: "warning",
			title: "watch",
			message
		}))],
		outputs: {
			changed: String(result.changed.length > 0 || result.retention?.isToDo === true),
			cells: JSON.stringify(result.changed),
			report: JSON.stringify(result),
			may: JSON.stringify(rights)
		}
	});
	if (refused.length === 0) return step;
	return {
		...step,
		exit: 3,
		problems: [...refused.flatMap(problemsOf), ...step.problems ?? []]
	};
};
export { watchStep };
