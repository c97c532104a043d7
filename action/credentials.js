import { i as wrongRequest, r as unreachable } from "./error.js";
import { t as absolutePath } from "./absolutePath.js";
import { f as object, h as string, p as record } from "./schemas.js";
import { isAbsolute, join } from "node:path";
// src/registry/credentials.ts
const Entry = object({
	auth: string().optional(),
	username: string().optional(),
	password: string().optional(),
	identitytoken: string().optional(),
	registrytoken: string().optional()
});
const AuthFile = object({
	auths: record(string(), Entry).optional(),
	credHelpers: record(string(), string()).optional(),
	credsStore: string().optional()
});
const HelperAnswer = object({
	Username: string(),
	Secret: string()
});
/** Docker's key for Docker Hub, in config.json and towards helpers. */
const HUB_KEY = "https://index.docker.io/v1/";
/**
* Files that may hold credentials, the first that knows the registry counts: REGISTRY_AUTH_FILE
* alone when it is set (as podman does), else docker's config.json, then podman's auth.json of this
* login session, then the one that stays.
*/
const authFiles = (env) => {
	const only = env.get("REGISTRY_AUTH_FILE");
	if (only !== void 0 && only !== "") return [isAbsolute(only) ? only : join(env.cwd, only)];
	const docker = absolutePath(env, "DOCKER_CONFIG") ?? join(env.home, ".docker");
	const runtime = env.get("XDG_RUNTIME_DIR") ?? `/run/containers/${env.uid}`;
	const settings = env.get("XDG_CONFIG_HOME") ?? join(env.home, ".config");
	return [
		join(docker, "config.json"),
		join(runtime, "containers", "auth.json"),
		`/run/containers/${env.uid}/auth.json`,
		join(settings, "containers", "auth.json")
	];
};
const readAuthFile = async (sources, file) => {
	const text = await sources.files.readText(file);
	if (text === void 0 || text.trim() === "") return void 0;
	const broken = () => wrongRequest({
		code: "wrong-auth-file",
		message: `The credentials in ${file} cannot be read: it is not the JSON that docker and podman write.`,
		place: { file },
		hint: `Move it away and log in again: mv ${file} ${file}.old`
	});
	let value;
	try {
		value = JSON.parse(text);
	} catch {
		throw broken();
	}
	const decoded = AuthFile.safeParse(value);
	if (!decoded.success) throw broken();
	return decoded.data;
};
/**
* Keys under which a registry's credentials may stand, the most telling first: podman's
* host/path/path, then the host, then docker's forms.
*/
const keysFor = (host, repository) => {
	const parts = repository.split("/");
	const paths = parts.map((_, index) => [host, ...parts.slice(0, parts.length - index)].join("/"));
	const forms = [
		host,
		`https://${host}`,
		`https://${host}/v1/`,
		`https://${host}/v2/`,
		`http://${host}`
	];
	return host === "docker.io" ? [
		...paths,
		host,
		HUB_KEY,
		"index.docker.io",
		"registry-1.docker.io",
		...forms
	] : [...paths, ...forms];
};
const fromEntry = (entry) => {
	if (entry.registrytoken) return {
		kind: "token",
		token: entry.registrytoken
	};
	if (entry.identitytoken) return {
		kind: "identity",
		token: entry.identitytoken
	};
	if (entry.username && entry.password) return {
		kind: "password",
		username: entry.username,
		password: entry.password
	};
	if (!entry.auth) return void 0;
	const plain = Buffer.from(entry.auth, "base64").toString("utf8").replace(/\0+$/, "");
	const colon = plain.indexOf(":");
	return colon < 1 ? void 0 : {
		kind: "password",
		username: plain.slice(0, colon),
		password: plain.slice(colon + 1)
	};
};
const helperFailed = (program, why) => unreachable({
	code: "credential-helper-failed",
	message: `The credential helper ${program} failed: ${why}.`,
	hint: `Run it yourself: echo ${HUB_KEY} | ${program} get`
});
const decodeHelperAnswer = (program, text) => {
	let answer;
	try {
		answer = JSON.parse(text);
	} catch {
		throw helperFailed(program, "it did not answer with JSON");
	}
	const decoded = HelperAnswer.safeParse(answer);
	if (!decoded.success) throw helperFailed(program, "its answer has no Username and Secret");
	const { Username, Secret } = decoded.data;
	return Username === "<token>" ? {
		kind: "identity",
		token: Secret
	} : {
		kind: "password",
		username: Username,
		password: Secret
	};
};
/**
* Asks docker-credential-NAME; the registry goes in on standard input, the secret comes out on
* standard output, nothing is in argv.
*/
const askHelper = async (sources, name, server) => {
	const program = `docker-credential-${name}`;
	if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) throw wrongRequest({
		code: "wrong-auth-file",
		message: "The name of a credential helper in the credentials file is not a program's name.",
		hint: "Look at credsStore and credHelpers in: ~/.docker/config.json"
	});
	const result = await sources.processes.run([program, "get"], {
		cwd: "/",
		input: server,
		timeout: 3e4
	});
	if (result.timedOut) throw helperFailed(program, "it did not answer in 30 seconds");
	if (result.code !== 0) {
		if (/credentials not found|no credentials server URL|not found in native keychain/i.test(`${result.stdout}${result.stderr}`)) return void 0;
		throw helperFailed(program, `exit code ${result.code}`);
	}
	return decodeHelperAnswer(program, result.stdout);
};
const fromFile = async (sources, file, { host, repository }) => {
	const keys = keysFor(host, repository);
	const server = host === "docker.io" ? HUB_KEY : host;
	const helper = keys.map((key) => file.credHelpers?.[key]).find((name) => name !== void 0);
	if (helper !== void 0) return askHelper(sources, helper, server);
	const entries = keys.flatMap((key) => {
		const entry = file.auths?.[key];
		return entry === void 0 ? [] : [entry];
	});
	for (const entry of entries) {
		const found = fromEntry(entry);
		if (found !== void 0) return found;
	}
	return file.credsStore ? askHelper(sources, file.credsStore, server) : void 0;
};
/**
* Credentials for a repository, or undefined to ask as anyone. Rejects with `wrong-auth-file` or
* `credential-helper-failed`.
*/
const findCredentials = async (sources, host, repository) => {
	for (const path of new Set(authFiles(sources.env))) {
		const file = await readAuthFile(sources, path);
		const found = file === void 0 ? void 0 : await fromFile(sources, file, {
			host,
			repository
		});
		if (found !== void 0) return found;
	}
};
export { findCredentials as n, authFiles as t };
