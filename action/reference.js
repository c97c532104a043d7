import { i as wrongRequest } from "./error.js";
// src/registry/reference.ts
/**
* Limits of the distribution specification; 255 bytes is what registries enforce for host and path
* together.
*/
const LONGEST_NAME = 255;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:]+\])(?::[0-9]{1,5})?$/i;
const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const CONTROL = /[\u0000-\u001f\u007f]/;
const isDigest = (text) => DIGEST.test(text);
const isTag = (text) => TAG.test(text);
/** What can be shown of hostile text: printable, short. */
const shown = (text) => {
	return JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text).slice(1, -1);
};
const wrong = (text, why, place) => wrongRequest({
	code: "wrong-reference",
	message: `"${shown(text)}" is not a valid image reference: ${why}.`,
	...place === void 0 ? {} : { place },
	hint: "Write a registry and a repository, or a folder: to: registry.example/team/dl-env, or to: oci:./images"
});
const parseLayout = (text, place) => {
	const dir = text.slice(4);
	if (dir === "") throw wrong(text, "the folder after oci: is missing", place);
	if (CONTROL.test(dir)) throw wrong(text, "the folder's name has control characters in it", place);
	return {
		kind: "layout",
		dir
	};
};
/**
* Whether the first part of a name is a host: docker's rule, without its case for capital letters,
* which are only ever a mistake here.
*/
const isHost = (part) => part.includes(".") || part.includes(":") || part.toLowerCase() === "localhost";
const splitHost = (name) => {
	const slash = name.indexOf("/");
	const first = slash === -1 ? name : name.slice(0, slash);
	if (slash === -1) return {
		host: "docker.io",
		repository: `library/${name}`
	};
	if (!isHost(first)) return {
		host: "docker.io",
		repository: name
	};
	const rest = name.slice(slash + 1);
	if (first !== "docker.io" && first !== "index.docker.io" && first !== "registry-1.docker.io") return {
		host: first.toLowerCase(),
		repository: rest
	};
	return {
		host: "docker.io",
		repository: rest.includes("/") ? rest : `library/${rest}`
	};
};
const cutAt = (text, at) => at === -1 ? [text, void 0] : [text.slice(0, at), text.slice(at + 1)];
const splitTag = (name) => {
	const colon = name.lastIndexOf(":");
	return colon > name.lastIndexOf("/") ? cutAt(name, colon) : [name, void 0];
};
const checkPort = (host) => {
	const port = /:([0-9]+)$/.exec(host)?.[1];
	return port === void 0 || Number(port) > 0 && Number(port) < 65536;
};
/**
* Reads `registry/repository[:tag][@sha256:…]` or `oci:DIR`. Rejects with `wrong-reference` (exit
* 2).
*/
const parseReference = (text, place) => {
	if (text.startsWith("oci:")) return parseLayout(text, place);
	if (text.includes("://")) throw wrong(text, "leave out the scheme (https://)", place);
	const [withTag, digest] = cutAt(text, text.indexOf("@"));
	const [name, tag] = splitTag(withTag);
	const { host, repository } = splitHost(name);
	if (!DOMAIN.test(host) || !checkPort(host)) throw wrong(text, "the registry's host is not a host name", place);
	if (repository.length + host.length > LONGEST_NAME) throw wrong(text, `it is longer than ${LONGEST_NAME} characters`, place);
	if (!repository.split("/").every((part) => COMPONENT.test(part))) throw wrong(text, "a repository is lower-case letters, digits and . _ - between slashes", place);
	if (tag !== void 0 && !isTag(tag)) throw wrong(text, "a tag is at most 128 letters, digits and . _ -", place);
	if (digest !== void 0 && !isDigest(digest)) throw wrong(text, "a digest is sha256: and 64 hex digits", place);
	return {
		kind: "registry",
		host,
		repository,
		...tag === void 0 ? {} : { tag },
		...digest === void 0 ? {} : { digest }
	};
};
/** Name of the repository alone, without tag and digest. */
const repositoryName = (reference) => `${reference.host}/${reference.repository}`;
export { repositoryName as i, isTag as n, parseReference as r, isDigest as t };
