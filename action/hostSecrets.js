import { t as authFiles } from "./credentials.js";
import { f as object, h as string, p as record } from "./schemas.js";
import { t as secretsInEnvironment } from "./environmentSecrets.js";
// src/secrets/authFile.ts
const AuthFile = object({ auths: record(string(), object({
	auth: string(),
	password: string(),
	identitytoken: string(),
	registrytoken: string()
}).partial()) });
const passwordOf = (auth) => {
	const plain = Buffer.from(auth, "base64").toString("utf8").replace(/\0+$/, "");
	return plain.slice(plain.indexOf(":") + 1);
};
/**
* What in a file of docker's or podman's credentials must not be printed; empty when it is no such
* file.
*/
const secretsInAuthFile = (text) => {
	let value;
	try {
		value = JSON.parse(text);
	} catch {
		return [];
	}
	return Object.values(AuthFile.safeParse(value).data?.auths ?? {}).flatMap(({ auth, password, identitytoken, registrytoken }) => [
		auth,
		auth === void 0 ? void 0 : passwordOf(auth),
		password,
		identitytoken,
		registrytoken
	]).filter((secret) => secret !== void 0 && secret !== "");
};
// src/registry/hostSecrets.ts
/**
* Every secret that this host's settings hold: variables, addresses in them, and the registries'
* credentials. A file that cannot be read has none.
*/
const secretsOfHost = async (sys, environment) => {
	const texts = await Promise.all([...new Set(authFiles(sys.env))].map((file) => sys.files.readText(file).catch(() => void 0)));
	return [...secretsInEnvironment(environment), ...texts.flatMap((text) => secretsInAuthFile(text ?? ""))];
};
export { secretsOfHost };
