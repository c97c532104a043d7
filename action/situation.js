import { d as number, f as object, h as string, r as array } from "./schemas.js";
// src/action/situation.ts
const repository = object({ full_name: string() });
/**
* The few fields of a webhook payload that decide who may do what; everything else is thrown away.
*/
const payload = object({
	repository: repository.extend({ default_branch: string().optional() }).optional(),
	sender: object({ type: string() }).optional(),
	pull_request: object({
		number: number().int().positive(),
		author_association: string(),
		user: object({
			login: string(),
			type: string()
		}).nullish(),
		labels: array(object({ name: string() })).default([]),
		head: object({
			sha: string(),
			repo: repository.nullish()
		}),
		base: object({
			sha: string(),
			ref: string(),
			repo: repository
		})
	}).optional(),
	merge_group: object({ base_sha: string() }).optional()
});
/** The payload, or undefined when there is none or it is not what GitHub documents. */
const decodePayload = (text) => {
	if (text === void 0) return void 0;
	try {
		const decoded = payload.safeParse(JSON.parse(text));
		return decoded.success ? decoded.data : void 0;
	} catch {
		return;
	}
};
const INSIDERS = /* @__PURE__ */ new Set([
	"OWNER",
	"MEMBER",
	"COLLABORATOR"
]);
const isBot = (name) => name.endsWith("[bot]");
const actorOf = (facts, event) => {
	const pull = event?.pull_request;
	if (isBot(facts.actor) || event?.sender?.type === "Bot" || pull?.user?.type === "Bot" || isBot(pull?.user?.login ?? "")) return "bot";
	if (pull !== void 0) return INSIDERS.has(pull.author_association) ? "insider" : "outsider";
	return "insider";
};
/** True unless both ends of a pull request are known to be this repository. */
const isFork = (facts, event) => {
	const pull = event?.pull_request;
	if (pull !== void 0) return pull.head.repo?.full_name !== pull.base.repo.full_name || pull.base.repo.full_name !== facts.repository;
	return facts.event.startsWith("pull_request");
};
const refOf = (facts, event) => {
	if (facts.ref.startsWith("refs/tags/")) return "tag";
	if (facts.event === "schedule") return "default";
	const branch = event?.repository?.default_branch;
	return branch !== void 0 && facts.ref === `refs/heads/${branch}` ? "default" : "other";
};
/** Reads the situation of a run. What is not known counts as the less trusted. */
const situationOf = (facts, event = decodePayload(facts.payload)) => ({
	event: facts.event,
	actor: actorOf(facts, event),
	fork: isFork(facts, event),
	label: event?.pull_request?.labels.some(({ name }) => name === "gpu") ?? false,
	ref: refOf(facts, event)
});
export { situationOf as n, decodePayload as t };
