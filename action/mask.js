import { n as withoutUserinfo } from "./safeUrl.js";
// src/secrets/encodings.ts
/** Shorter values would hide ordinary words. */
const LEAST_LENGTH = 4;
/** `base64` of coreutils breaks its lines here. */
const BASE64_LINE = 76;
/** Everything that ends a line for somebody who prints line by line. */
const LINE_END = /\r\n|[\r\n\u2028\u2029]/;
/**
* Base64 of a secret as it appears inside a longer text, at each of the three offsets: the
* characters that depend on what stands before or after are left out. A user name before a password
* in an authorisation header is such a text.
*/
const insideBase64 = (secret) => {
	const bytes = Buffer.from(secret, "utf8");
	return [
		0,
		1,
		2
	].map((before) => {
		const text = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64").replace(/=+$/, "");
		const start = before === 0 ? 0 : before + 1;
		const end = (bytes.length + before) % 3 === 0 ? text.length : text.length - 1;
		return text.slice(start, end);
	});
};
const urlSafe = (base64) => base64.replaceAll("+", "-").replaceAll("/", "_");
const base64Forms = (secret) => {
	const alone = Buffer.from(secret, "utf8").toString("base64");
	const all = [
		alone,
		alone.replace(/=+$/, ""),
		...insideBase64(secret)
	];
	const lines = alone.length > BASE64_LINE ? alone.match(new RegExp(`.{1,${BASE64_LINE}}`, "g")) ?? [] : [];
	return [
		...all,
		...all.map(urlSafe),
		...all.map(encodeURIComponent),
		...lines
	];
};
const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
/** JSON as JavaScript writes it, as Go does (docker, podman), and as Python does. */
const jsonForms = (secret) => {
	const plain = JSON.stringify(secret).slice(1, -1);
	return [
		plain,
		plain.replaceAll(/[<>&\u2028\u2029]/g, escaped),
		plain.replaceAll(/[^ -~]/g, escaped),
		plain.replaceAll("/", "\\/")
	];
};
/**
* Percent encodings: whole, of an address, of a form, of a workflow command, in lower case, and
* twice.
*/
const percentForms = (secret) => {
	if (!secret.isWellFormed()) return [];
	const whole = encodeURIComponent(secret);
	const strict = whole.replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
	const form = new URLSearchParams({ s: secret }).toString().slice(2);
	const command = secret.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
	const property = command.replaceAll(":", "%3A").replaceAll(",", "%2C");
	const all = [
		whole,
		strict,
		strict.replaceAll("%2F", "/"),
		encodeURI(secret),
		form,
		command,
		property
	];
	return [
		...all,
		...all.map((text) => text.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())),
		encodeURIComponent(whole),
		encodeURIComponent(strict)
	];
};
const html = (secret, double, single) => secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\"", double).replaceAll("'", single);
/** Inside quotes: of a shell, of YAML, of CSV, of HTML, of a Containerfile. */
const quotedForms = (secret) => [
	secret.replaceAll("'", `'\\''`),
	secret.replaceAll("'", `'"'"'`),
	secret.replaceAll("'", "''"),
	secret.replaceAll("\"", "\"\""),
	secret.replaceAll(/["\\$`]/g, String.raw`\$&`),
	secret.replaceAll(/["\\$]/g, String.raw`\$&`),
	secret.replaceAll("$", "$$$$"),
	html(secret, "&quot;", "'"),
	html(secret, "&quot;", "&#x27;"),
	html(secret, "&#34;", "&#39;")
];
/**
* Every way in which runs write a secret, the longest first; nothing for what is too short to be
* one.
*/
const encodingsOf = (secret) => {
	const hex = Buffer.from(secret, "utf8").toString("hex");
	const all = [
		secret,
		hex,
		hex.toUpperCase(),
		...base64Forms(secret),
		...jsonForms(secret),
		...percentForms(secret),
		...quotedForms(secret)
	].flatMap((form) => [form, ...form.split(LINE_END)]);
	return [...new Set(all)].filter((text) => text.trim().length >= LEAST_LENGTH).sort((a, b) => b.length - a.length);
};
// src/secrets/mask.ts
/** `user:password` and nothing but letters that can be read. */
const isLogin = (base64) => /^[^:\s]+:[ -~]+$/.test(Buffer.from(base64, "base64").toString("utf8"));
/** Values of Authorization, JSON web tokens and users of addresses, known or not. */
const withoutLookalikes = (text) => withoutUserinfo(text).replace(/\b(Basic)\s+([A-Za-z0-9+/_-]{6,}={0,2})/gi, (whole, scheme, value) => isLogin(value) ? `${scheme} ***` : whole).replace(/\b(Bearer)\s+(?:(?=[A-Za-z._~+/=-]*\d)[A-Za-z0-9._~+/=-]{8,}|[A-Za-z0-9._~+/=-]{16,})/gi, "$1 ***").replace(/\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*)?/g, "***");
/**
* Knows the secrets it is given; `tell` is told each one too, so that one who prints more than we
* do hides it as well.
*/
const makeSecrets = (given = [], tell = () => void 0) => {
	const masked = /* @__PURE__ */ new Set();
	let forms = [];
	const learn = (secrets) => {
		const fresh = [...secrets].filter((secret) => secret !== "" && !masked.has(secret));
		if (fresh.length === 0) return;
		for (const secret of fresh) masked.add(secret);
		forms = [.../* @__PURE__ */ new Set([...forms, ...fresh.flatMap(encodingsOf)])].sort((a, b) => b.length - a.length);
		for (const secret of fresh) tell(secret);
	};
	learn(given);
	return {
		add: (secret) => learn([secret]),
		hide: (text) => withoutLookalikes(forms.reduce((hidden, form) => hidden.replaceAll(form, "***"), text))
	};
};
export { makeSecrets as t };
