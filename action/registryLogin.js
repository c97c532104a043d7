import { i as wrongRequest, r as unreachable } from "./error.js";
import { n as require_dist } from "./nesting.js";
import { r as parseReference } from "./reference.js";
import { f as object, h as string } from "./schemas.js";
import { s as readPlan } from "./handover.js";
import { i as pauseBefore, t as statedWait } from "./statedWait.js";
import { a as answerDeadline, i as LIMITS, n as readBounded } from "./boundedBody.js";
import { r as readJson } from "./digest.js";
// src/action/destinationHost.ts
var import_dist = require_dist();
/** `to` of dl-env.yml; undefined where it cannot be read, which the command itself will tell. */
const writtenTo = async ({ sys, inputs }) => {
	try {
		const text = await sys.files.readText(inputs.file);
		return text === void 0 ? void 0 : (0, import_dist.parseDocument)(text).get("to");
	} catch {
		return;
	}
};
/**
* Host of the registry that images go to: as the plan says that this step was given, as its input
* `to`, or as dl-env.yml does. Undefined for a folder, and where none of them can be read.
*/
const destinationHost = async (context) => {
	const { sys, inputs } = context;
	const to = (inputs.planFolder === void 0 || inputs.stage === "comment" ? void 0 : (await readPlan(sys.files, inputs.planFolder, inputs.planId)).to) ?? inputs.to ?? await writtenTo(context);
	if (typeof to !== "string") return void 0;
	try {
		const reference = parseReference(to);
		return reference.kind === "registry" ? reference.host : void 0;
	} catch {
		return;
	}
};
// src/action/dockerHubLogin.ts
const AUDIENCE = "https://identity.docker.com";
const EXCHANGE = `${AUDIENCE}/oauth/token`;
/**
* Seconds that Docker allows: at least 300, at most as long as a job on a hosted runner may last.
*/
const LONGEST_TOKEN = 21600;
const idToken = object({ value: string().min(1) });
const exchanged = object({ access_token: string().min(1) });
const refused = (what, status) => unreachable({
	code: "oidc-refused",
	message: `${what} refused to log this run in to Docker Hub (status ${status}).`,
	hint: "Compare the connection's rulesets with this repository, branch and environment: https://docs.docker.com/enterprise/security/oidc-connections/"
});
/**
* Sends a request, again where the other side asked to wait or did not answer well, and decodes a
* 200.
*/
const ask = async ({ http, clock }, { what, request }, decoder) => {
	for (let attempt = 1;; attempt += 1) {
		const response = await http.request(request);
		if (response.status === 200) {
			const decoded = decoder.safeParse(readJson(await readBounded(response.body, {
				what,
				bytes: LIMITS.tokenBytes
			}, answerDeadline(clock))));
			if (decoded.success) return decoded.data;
			throw refused(what, response.status);
		}
		await response.discard();
		const pause = pauseBefore(attempt + 1, {
			status: response.status,
			wait: statedWait(response, clock.now())
		}, { safe: true });
		if (pause === void 0) throw refused(what, response.status);
		await clock.sleep(pause);
	}
};
const idTokenRequest = ({ env }) => {
	const [url, token] = [env.get("ACTIONS_ID_TOKEN_REQUEST_URL"), env.get("ACTIONS_ID_TOKEN_REQUEST_TOKEN")];
	if (!url || !token) throw wrongRequest({
		code: "no-id-token",
		message: "This job is not allowed to request an id token from GitHub, which the login to Docker Hub by OIDC needs.",
		hint: "Grant it to the job that calls: permissions: { id-token: write }"
	});
	const address = new URL(url);
	address.searchParams.set("audience", AUDIENCE);
	return {
		method: "GET",
		url: address.href,
		headers: {
			authorization: `Bearer ${token}`,
			accept: "application/json"
		}
	};
};
/**
* A short-lived login to Docker Hub for this run. Everything that must not be printed goes to
* `hide` before it is used. Throws `no-id-token` where the job lacks the permission, `oidc-refused`
* where GitHub or Docker says no, `network` without an answer.
*/
const dockerHubLogin = async (world, { username, connection }, { seconds, hide }) => {
	const { value } = await ask(world, {
		what: "GitHub",
		request: idTokenRequest(world)
	}, idToken);
	hide(value);
	const form = new URLSearchParams({
		grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
		subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
		subject_token: value,
		connection_id: connection,
		expires_in: String(seconds)
	});
	const request = {
		method: "POST",
		url: EXCHANGE,
		headers: {
			"content-type": "application/x-www-form-urlencoded",
			accept: "application/json"
		},
		body: form.toString()
	};
	const { access_token: password } = await ask(world, {
		what: "Docker",
		request
	}, exchanged);
	hide(password);
	return {
		host: "docker.io",
		username,
		password
	};
};
// src/action/registryLogin.ts
/**
* Seconds: what makes or pulls images may take as long as its job, everything else is over in
* minutes.
*/
const lifetime = ({ command }) => command === "build" || command === "smoke" ? LONGEST_TOKEN : 3600;
/** GitHub's registry takes the token of the run, under the name of who started it. */
const GITHUB_REGISTRY = "ghcr.io";
/** Whose login it is where the images go to a folder: the bases come from there. */
const DOCKER_HUB = "docker.io";
const MISSING = {
	username: {
		input: "registry-username",
		hint: "Whose login is it? gh secret set REGISTRY_USERNAME"
	},
	password: {
		input: "registry-password",
		hint: "The secret is not set, or not shared with this repository or environment: gh secret set REGISTRY_PASSWORD"
	}
};
/** Name and password; throws `bad-input` where one of both is missing. */
const pairOf = (host, { username, password }) => {
	if (username !== void 0 && password !== void 0) return {
		host,
		username,
		password
	};
	const missing = MISSING[username === void 0 ? "username" : "password"];
	throw wrongRequest({
		code: "bad-input",
		message: `The inputs registry-username and registry-password must be given together, but ${missing.input} is empty.`,
		hint: missing.hint
	});
};
/** What was given, with the run's own token where that is enough; undefined for no login. */
const registryLogin = async (context) => {
	const { sys, inputs } = context;
	const { host: named, ...given } = inputs.registry ?? {};
	const host = named ?? await destinationHost(context) ?? DOCKER_HUB;
	const own = host === GITHUB_REGISTRY && inputs.githubToken !== void 0 ? {
		username: sys.env.get("GITHUB_ACTOR") ?? "github",
		password: inputs.githubToken
	} : {};
	const login = given.password === void 0 ? {
		...own,
		...given
	} : given;
	if (login.username === void 0 && login.password === void 0) return void 0;
	return pairOf(host, login);
};
/**
* The login that this step may use, or undefined: none was given, or the table of
* docs/threat-model.md says no. It is one of the registry that `to` names, unless the input
* `registry` names another. `hide` gets what must not be printed.
*/
const loginFor = async (context, hide) => {
	const { sys, inputs, rights, row } = context;
	const { dockerHub } = inputs;
	if (!rights.secrets) {
		if (inputs.registry?.password !== void 0 || dockerHub !== void 0) sys.log.info(`The registry's credentials are not used in this run (${row}).`);
		return;
	}
	return dockerHub === void 0 ? registryLogin(context) : dockerHubLogin(sys, dockerHub, {
		seconds: lifetime(inputs),
		hide
	});
};
export { loginFor };
