import { i as wrongRequest } from "./error.js";
// src/container/runSpec.ts
const SERVICES = ["jupyter", "ssh"];
/** A size as engines take it: digits and b, k, m or g. */
const parseShmSize = (text) => {
	if (/^[1-9]\d*[bkmg]?$/i.test(text)) return text.toLowerCase();
	throw wrongRequest({
		code: "run-shm-size",
		message: `Invalid --shm-size "${text}".`,
		hint: "Give a number and b, k, m or g: --shm-size 8g"
	});
};
/** `SOURCE:TARGET[:ro]`: a folder of the host (a path) or a volume (a name). */
const parseVolume = (text, cwd) => {
	const [, source, target, readOnly] = /^(\/[^:\n]*|\.{1,2}(?:\/[^:\n]*)?|[A-Za-z0-9][\w.-]*):(\/[^:\n]*)(:ro)?$/.exec(text) ?? [];
	if (source === void 0 || target === void 0 || readOnly !== void 0 && !/^[./]/.test(source)) throw wrongRequest({
		code: "run-volume",
		message: `Invalid --volume "${text}".`,
		hint: "Give SOURCE:TARGET or SOURCE:TARGET:ro: --volume ./data:/data or --volume /srv/data:/data:ro"
	});
	if (!/^[./]/.test(source)) return {
		kind: "volume",
		name: source,
		target
	};
	return {
		kind: "bind",
		source: source.startsWith("/") ? source : `${cwd}/${source.replace(/^\.\/?(?!\.)/, "")}`.replace(/\/$/, ""),
		target,
		readOnly: readOnly !== void 0
	};
};
/** `NAME=VALUE`, or `NAME` for a value that is passed on unseen. */
const parseEnv = (texts) => Object.fromEntries(texts.map((text) => {
	const match = /^([A-Za-z_]\w*)(?:=([^\0]*))?$/s.exec(text);
	if (match?.[1] !== void 0) return [match[1], match[2] ?? null];
	throw wrongRequest({
		code: "run-env",
		message: `Invalid --env "${text}".`,
		hint: "Give a name and a value, or the name of a variable that is set here: --env NAME=VALUE, --env NAME"
	});
}));
export { parseVolume as i, parseEnv as n, parseShmSize as r, SERVICES as t };
