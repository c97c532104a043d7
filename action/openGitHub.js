import { n as visibleText, t as visibleLine } from "./visible.js";
import { r as unreachable } from "./error.js";
// src/system/github/gitHubRefusal.ts
const statusOf = (error) => error instanceof Error && "status" in error && typeof error.status === "number" ? error.status : void 0;
const messageOf = (error) => error instanceof Error ? error.message : "";
const WHY = {
	401: "the token is not valid",
	403: "the token may not do this, or too many requests were made",
	404: "it does not exist, or the token has no access to it",
	422: "GitHub did not accept the values",
	429: "too many requests were made"
};
const PERMISSIONS = "Grant the job what it does: of a night permissions: { contents: write, issues: write, pull-requests: write }, of a check's comment permissions: { pull-requests: write }";
const NEW_TOKEN = "The token may have expired; make another one: gh secret set DL_ENV_TOKEN";
/**
* Tells what was tried; GitHub's own message is not repeated, because it may quote what was sent.
*/
const gitHubRequest = async (what, work) => {
	try {
		return await work;
	} catch (error) {
		const status = statusOf(error);
		const why = (status === void 0 ? void 0 : WHY[status]) ?? "it did not answer as expected";
		throw unreachable({
			code: "github-refused",
			message: `GitHub refused to ${what}: ${why}${status === void 0 ? "" : ` (status ${status})`}.`,
			hint: status === 401 ? NEW_TOKEN : PERMISSIONS
		}, { cause: error });
	}
};
/** Whether GitHub forbade it with these words. */
const isForbidden = (error, words) => statusOf(error) === 403 && words.test(messageOf(error));
/** Undefined for what GitHub does not have. */
const orMissing = async (work) => {
	try {
		return await work;
	} catch (error) {
		const status = statusOf(error);
		if (status === 404 || status === 422 && /does not exist/i.test(messageOf(error))) return void 0;
		throw error;
	}
};
// src/system/github/marker.ts
/** A body that begins with a marker that readers do not see. */
const marked = (marker, body) => `<!-- ${marker} -->\n${body}`;
/** Whether a body begins with that marker. */
const carries = (marker, body) => body?.startsWith(`<!-- ${marker} -->`) ?? false;
// src/system/github/comments.ts
const findComment = async ({ kit, repo }, pull, marker) => {
	for await (const page of kit.paginate.iterator(kit.rest.issues.listComments, {
		...repo,
		issue_number: pull,
		per_page: 100
	})) {
		const found = page.data.find((comment) => carries(marker, comment.body));
		if (found !== void 0) return {
			id: found.id,
			...found.body === void 0 ? {} : { body: found.body }
		};
	}
};
/** See `GitHub.upsertComment`. */
const upsertComment = (client) => async ({ pull, marker, body }) => {
	const { kit, repo } = client;
	const text = marked(marker, body);
	const there = await gitHubRequest("list comments", findComment(client, pull, marker));
	if (there === void 0) await gitHubRequest("comment", kit.rest.issues.createComment({
		...repo,
		issue_number: pull,
		body: text
	}));
	else if (there.body !== text) await gitHubRequest("update the comment", kit.rest.issues.updateComment({
		...repo,
		comment_id: there.id,
		body: text
	}));
};
// src/system/github/defaultBranch.ts
/** See `GitHub.branch`. */
const defaultBranch = ({ kit, repo }) => async () => {
	const { data } = await gitHubRequest("read the repository", kit.rest.repos.get(repo));
	return {
		name: data.default_branch,
		lastPush: data.pushed_at
	};
};
// src/system/github/issues.ts
/** The issues with that marker, up to the first that is open. */
const findIssues = async ({ kit, repo }, marker, state) => {
	const found = [];
	for await (const page of kit.paginate.iterator(kit.rest.issues.listForRepo, {
		...repo,
		state,
		per_page: 100
	})) for (const issue of page.data) {
		if (issue.pull_request !== void 0 || !carries(marker, issue.body)) continue;
		found.push(issue);
		if (issue.state === "open") return found;
	}
	return found;
};
const isOpen = ({ state }) => state === "open";
const upsertIssue = (client) => async ({ marker, title, body }) => {
	const { kit, repo } = client;
	const text = marked(marker, body);
	const all = await gitHubRequest("list issues", findIssues(client, marker, "all"));
	const there = all.find(isOpen);
	if (there === void 0) {
		if (all.some((issue) => issue.body === text)) return;
		await gitHubRequest("open an issue", kit.rest.issues.create({
			...repo,
			title,
			body: text
		}));
	} else if (there.title !== title || there.body !== text) await gitHubRequest("update the issue", kit.rest.issues.update({
		...repo,
		issue_number: there.number,
		title,
		body: text
	}));
};
const settleIssue = (client) => async (marker, word) => {
	const { kit, repo } = client;
	const there = (await gitHubRequest("list issues", findIssues(client, marker, "open"))).find(isOpen);
	if (there === void 0) return void 0;
	await gitHubRequest("comment on the issue", kit.rest.issues.createComment({
		...repo,
		issue_number: there.number,
		body: word
	}));
	await gitHubRequest("close the issue", kit.rest.issues.update({
		...repo,
		issue_number: there.number,
		state: "closed",
		state_reason: "completed",
		body: marked(`${marker} settled`, there.body ?? "")
	}));
	return there.number;
};
/** See `GitHub.upsertIssue` and `GitHub.settleIssue`. */
const issues = (client) => ({
	upsertIssue: upsertIssue(client),
	settleIssue: settleIssue(client)
});
// src/system/github/proposedFiles.ts
/** A tree with the files of the change on top of a commit's. */
const treeOf = async ({ kit, repo }, files, parent) => {
	const below = await gitHubRequest("read the last commit", kit.rest.git.getCommit({
		...repo,
		commit_sha: parent
	}));
	const entries = [...files].map(([path, content]) => ({
		path,
		mode: "100644",
		type: "blob",
		content
	}));
	return (await gitHubRequest("write files", kit.rest.git.createTree({
		...repo,
		base_tree: below.data.tree.sha,
		tree: entries
	}))).data.sha;
};
/** Ends the message of each commit of ours: a branch with another one on top is somebody's work. */
const OURS = "Proposed-by: dl-env";
/** What a branch names; undefined where there is no such branch. */
const tipOf = async ({ kit, repo }, branch) => {
	const what = `read the branch ${branch}`;
	const there = await gitHubRequest(what, orMissing(kit.rest.git.getRef({
		...repo,
		ref: `heads/${branch}`
	})));
	if (there === void 0) return void 0;
	const tip = await gitHubRequest(what, kit.rest.git.getCommit({
		...repo,
		commit_sha: there.data.object.sha
	}));
	return {
		tree: tip.data.tree.sha,
		ours: tip.data.message.endsWith(OURS)
	};
};
/** See `GitHub.proposeFiles`. */
const proposeFiles = (client) => async ({ branch, base, message, files }) => {
	const { kit, repo } = client;
	const there = await tipOf(client, branch);
	if (there?.ours === false) return "edited";
	const parent = (await gitHubRequest(`read the branch ${base}`, kit.rest.git.getRef({
		...repo,
		ref: `heads/${base}`
	}))).data.object.sha;
	const tree = await treeOf(client, files, parent);
	if (there?.tree === tree) return "same";
	const { data } = await gitHubRequest("write a commit", kit.rest.git.createCommit({
		...repo,
		message: `${message}\n\n${OURS}`,
		tree,
		parents: [parent]
	}));
	if (there === void 0) await gitHubRequest(`make the branch ${branch}`, kit.rest.git.createRef({
		...repo,
		ref: `refs/heads/${branch}`,
		sha: data.sha
	}));
	else await gitHubRequest(`move the branch ${branch}`, kit.rest.git.updateRef({
		...repo,
		ref: `heads/${branch}`,
		sha: data.sha,
		force: true
	}));
	return "written";
};
// src/system/github/pullRequests.ts
/** Begins the body of a pull request that was closed because it was out of date. */
const OVERTAKEN = "dl-env:overtaken";
/** GitHub's words where the settings keep Actions from opening pull requests. */
const NOT_PERMITTED = /not permitted to create/i;
const proposalState = ({ kit, repo }) => async (branch) => {
	const { data } = await gitHubRequest("list pull requests", kit.rest.pulls.list({
		...repo,
		state: "all",
		head: `${repo.owner}:${branch}`,
		per_page: 100
	}));
	if (data.some(({ state }) => state === "open")) return "open";
	return data.some(({ body }) => !carries(OVERTAKEN, body)) ? "decided" : "none";
};
const openProposals = ({ kit, repo }) => async (prefix) => {
	const pulls = kit.paginate(kit.rest.pulls.list, {
		...repo,
		state: "open",
		per_page: 100
	});
	const own = `${repo.owner}:${prefix}`;
	return (await gitHubRequest("list pull requests", pulls)).filter(({ head }) => head.label.startsWith(own)).map(({ number, head }) => ({
		number,
		branch: head.ref
	}));
};
const closeProposal = ({ kit, repo }) => async ({ number, branch }, word) => {
	const { data } = await gitHubRequest("read a pull request", kit.rest.pulls.get({
		...repo,
		pull_number: number
	}));
	await gitHubRequest("comment on the pull request", kit.rest.issues.createComment({
		...repo,
		issue_number: number,
		body: word
	}));
	await gitHubRequest("close the pull request", kit.rest.pulls.update({
		...repo,
		pull_number: number,
		state: "closed",
		body: marked(OVERTAKEN, data.body ?? "")
	}));
	await gitHubRequest(`delete the branch ${branch}`, orMissing(kit.rest.git.deleteRef({
		...repo,
		ref: `heads/${branch}`
	})));
};
const openPull = async ({ kit, repo }, { branch, base, title, body }) => {
	const work = kit.rest.pulls.create({
		...repo,
		head: branch,
		base,
		title,
		body
	});
	try {
		return (await work).data.number;
	} catch (error) {
		if (isForbidden(error, NOT_PERMITTED)) throw unreachable({
			code: "pulls-not-allowed",
			message: "The settings of this repository do not let Actions open pull requests.",
			hint: `Allow it: gh api -X PUT repos/${repo.owner}/${repo.repo}/actions/permissions/workflow -F can_approve_pull_request_reviews=true`
		}, { cause: error });
		return await gitHubRequest("open a pull request", work.then(({ data }) => data.number));
	}
};
const upsertPull = (client) => async (pull) => {
	const { kit, repo } = client;
	const { branch, base, title, body } = pull;
	const [there] = (await gitHubRequest("list pull requests", kit.rest.pulls.list({
		...repo,
		state: "open",
		head: `${repo.owner}:${branch}`,
		base
	}))).data;
	if (there === void 0) return openPull(client, pull);
	if (there.title !== title || there.body !== body) await gitHubRequest("update the pull request", kit.rest.pulls.update({
		...repo,
		pull_number: there.number,
		title,
		body
	}));
	return there.number;
};
/** See `GitHub`, about pull requests. */
const pullRequests = (client) => ({
	proposalState: proposalState(client),
	openProposals: openProposals(client),
	upsertPull: upsertPull(client),
	closeProposal: closeProposal(client)
});
// src/system/github/openGitHub.ts
/** What stands on pages of GitHub holds nothing that a reader would not see. */
const visibly = (github) => ({
	...github,
	upsertPull: (pull) => github.upsertPull({
		...pull,
		title: visibleLine(pull.title),
		body: visibleText(pull.body)
	}),
	closeProposal: (proposed, word) => github.closeProposal(proposed, visibleText(word)),
	upsertIssue: (issue) => github.upsertIssue({
		...issue,
		title: visibleLine(issue.title),
		body: visibleText(issue.body)
	}),
	settleIssue: (marker, word) => github.settleIssue(marker, visibleText(word)),
	upsertComment: (comment) => github.upsertComment({
		...comment,
		body: visibleText(comment.body)
	})
});
/** GitHub over @octokit/rest, which is loaded here and nowhere else. */
const openGitHub = async ({ repository, token, api }) => {
	const { Octokit } = await import("./dist-src.js");
	const kit = new Octokit({
		auth: token,
		userAgent: "dl-env",
		log: {
			debug: () => void 0,
			info: () => void 0,
			warn: () => void 0,
			error: () => void 0
		},
		...api === void 0 ? {} : { baseUrl: api }
	});
	const [owner = "", repo = ""] = repository.split("/");
	const client = {
		kit,
		repo: {
			owner,
			repo
		}
	};
	return visibly({
		branch: defaultBranch(client),
		proposeFiles: proposeFiles(client),
		...pullRequests(client),
		...issues(client),
		upsertComment: upsertComment(client)
	});
};
export { openGitHub as t };
