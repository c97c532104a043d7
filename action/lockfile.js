import { i as wrongRequest } from "./error.js";
import { n as require_dist, t as tooDeep } from "./nesting.js";
import { b as _isoDateTime, d as number, h as string, l as literal, m as strictObject, r as array, t as ZodISODateTime } from "./schemas.js";
import { r as questionKey, t as lockKey } from "./lockKey.js";
// node_modules/zod/v4/classic/iso.js
function datetime(params) {
	return _isoDateTime(ZodISODateTime, params);
}
// src/resolve/lockPlace.ts
var import_dist = require_dist();
/** What to do about a lock that cannot be read. */
const REMAKE = "Make it again: dl-env lock --update";
/**
* Where a value stands; the file is read a second time, with positions, only when something in it
* is wrong.
*/
const placeInLock = (content, file, path) => {
	const lines = new import_dist.LineCounter();
	const document = (0, import_dist.parseDocument)(content, {
		lineCounter: lines,
		keepSourceTokens: true
	});
	const fault = document.errors[0]?.pos[0];
	for (let depth = path.length; depth >= 0; depth -= 1) {
		const node = document.getIn(path.slice(0, depth), true);
		const start = fault ?? (typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range) ? Number(node.range[0]) : void 0);
		if (start !== void 0) {
			const { line, col } = lines.linePos(start);
			return {
				file,
				line,
				column: col
			};
		}
	}
	return {
		file,
		line: 1,
		column: 1
	};
};
/** What finds places is a parser that calls itself for each level. */
const refuseDeepLock = (content, file) => {
	const deep = tooDeep(content);
	if (deep === void 0) return;
	throw wrongRequest({
		code: "lock-file",
		message: `This lock is nested more than 100 levels deep.`,
		place: {
			file,
			...deep
		},
		hint: REMAKE
	});
};
// src/resolve/lockText.ts
/** Each package on a line of its own, so that a diff shows what changed and nothing else. */
const lockText = (head, listName, list) => {
	const fields = Object.entries(head).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value, void 0, 2).replaceAll("\n", "\n  ")},\n`);
	const items = list.map((item) => `    {${Object.entries(item).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(", ")}}`);
	return `{\n${fields.join("")}  ${JSON.stringify(listName)}: [${items.length === 0 ? "" : `\n${items.join(",\n")}\n  `}]\n}\n`;
};
// src/resolve/lockfile.ts
const hex64 = string().regex(/^[0-9a-f]{64}$/, "expected 64 hex digits");
const names = array(string());
const questionDecoder = strictObject({
	requirements: names,
	constraints: names,
	python: string().regex(/^\d+\.\d+$/, "expected a Python like 3.12"),
	platform: string(),
	indexes: names
});
const packageName = string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "expected a normalised package name");
const version = string().regex(/^[0-9A-Za-z][0-9A-Za-z.!+_-]*$/, "expected a version of PEP 440");
const wheelDecoder = strictObject({
	name: packageName,
	version,
	file: string().regex(/^[A-Za-z0-9._+!-]+\.whl$/, "expected the file name of a wheel"),
	sha256: hex64,
	download: number().int().min(0),
	index: string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "expected the name of an index").optional()
});
const olderDecoder = strictObject({
	name: packageName,
	newest: version,
	sake: names
});
const lockDecoder = strictObject({
	format: literal(1),
	key: hex64,
	uv: string(),
	created: datetime(),
	question: questionDecoder,
	older: array(olderDecoder).optional(),
	wheels: array(wheelDecoder)
});
const aptName = string().regex(/^[a-z0-9][a-z0-9+.-]+$/, "expected the name of an apt package");
/** As it was asked for: a name, with the version behind it where it must be that one. */
const aptAsked = string().regex(/^[a-z0-9][a-z0-9+.-]+(?:=[A-Za-z0-9][A-Za-z0-9.+:~-]*)?$/, "expected the name of an apt package");
const aptPackage = strictObject({
	name: aptName,
	version: string().regex(/^[A-Za-z0-9][A-Za-z0-9.+:~-]*$/, "expected the version of an apt package"),
	sha256: hex64,
	upgrades: literal(true).optional()
});
const aptDecoder = strictObject({
	format: literal(1),
	release: string(),
	asOf: string().regex(/^\d{4}-\d{2}-\d{2}$/, "expected a date like 2026-11-21"),
	snapshot: string().regex(/^\d{8}T\d{6}Z$/, "expected a snapshot like 20261121T000000Z").optional(),
	asked: array(aptName),
	extras: array(aptAsked),
	packages: array(aptPackage).optional()
});
/** `py3.12-<first 12 of the question's key>.json` */
const lockFileName = (question) => `py${question.python}-${questionKey(question).slice(0, 12)}.json`;
/** `apt-<release>.json` */
const aptLockFileName = (release) => `apt-${release}.json`;
/** The text of a committed lock: the same lock gives the same bytes. */
const encodeLock = ({ format, key, question, created, uv, wheels, older = [] }) => lockText({
	format,
	key,
	uv,
	created,
	question: {
		requirements: question.requirements,
		constraints: question.constraints,
		python: question.python,
		platform: question.platform,
		indexes: question.indexes
	},
	...older.length === 0 ? {} : { older }
}, "wheels", wheels.map(({ name, version, file, sha256, download, index }) => ({
	name,
	version,
	file,
	sha256,
	download,
	...index === void 0 ? {} : { index }
})));
/** The text of a committed apt lock: the same lock gives the same bytes. */
const encodeAptLock = ({ release, asOf, snapshot, asked, extras, packages }) => {
	const head = {
		format: 1,
		release,
		asOf,
		...snapshot === void 0 ? {} : { snapshot },
		asked: [...asked].sort(),
		extras: [...extras].sort()
	};
	if (packages === void 0) return `${JSON.stringify(head, void 0, 2)}\n`;
	const sorted = [...packages].sort((a, b) => a.name < b.name ? -1 : 1);
	return lockText(head, "packages", sorted.map(({ name, version, sha256, upgrades }) => ({
		name,
		version,
		sha256,
		...upgrades === void 0 ? {} : { upgrades }
	})));
};
const wrongIn = (issue) => {
	const name = issue.path.length === 0 ? "The file" : `\`${issue.path.join(".")}\``;
	if (issue.code === "invalid_type" && issue.input === void 0 && issue.message.endsWith("undefined")) return `${name} is missing.`;
	return issue.code === "unrecognized_keys" ? `${name} has a key that locks do not have: ${issue.keys.join(", ")}.` : `${name} is not a value that dl-env writes there.`;
};
const decode = (decoder, content, file) => {
	let value;
	try {
		value = JSON.parse(content);
	} catch (error) {
		refuseDeepLock(content, file);
		throw wrongRequest({
			code: "lock-file",
			message: "This lock is not JSON.",
			place: placeInLock(content, file, []),
			hint: REMAKE
		}, { cause: error });
	}
	const decoded = decoder.safeParse(value);
	if (decoded.success) return decoded.data;
	refuseDeepLock(content, file);
	if (!(typeof value === "object" && value !== null && "format" in value)) throw wrongRequest({
		code: "lock-file",
		message: "This is not a lock written by dl-env.",
		place: placeInLock(content, file, []),
		hint: REMAKE
	});
	const [first, ...rest] = decoded.error.issues.map((issue) => ({
		code: "lock-file",
		message: wrongIn(issue),
		place: placeInLock(content, file, issue.path),
		hint: REMAKE
	}));
	throw wrongRequest(first ?? {
		code: "lock-file",
		message: "This lock cannot be read.",
		hint: "Make it again: dl-env lock --update"
	}, { more: rest });
};
/**
* Reads a committed lock. `file` is for messages; codes `lock-file` (not a lock) and `lock-changed`
* (edited after it was written).
*/
const decodeLock = (content, file) => {
	const { format, key, uv, created, question, wheels, older } = decode(lockDecoder, content, file);
	if (lockKey(question, wheels) !== key) throw wrongRequest({
		code: "lock-changed",
		message: "This lock was changed after dl-env wrote it: its key does not match its content.",
		place: placeInLock(content, file, ["key"]),
		hint: REMAKE
	});
	return {
		format,
		key,
		question,
		created,
		uv,
		wheels,
		...older === void 0 ? {} : { older }
	};
};
/** Reads a committed apt lock; code `lock-file`. */
const decodeAptLock = (content, file) => {
	const { release, asOf, snapshot, asked, extras, packages } = decode(aptDecoder, content, file);
	return {
		release,
		asOf,
		...snapshot === void 0 ? {} : { snapshot },
		asked,
		extras,
		...packages === void 0 ? {} : { packages: packages.map(({ upgrades, ...one }) => ({
			...one,
			...upgrades === void 0 ? {} : { upgrades }
		})) }
	};
};
export { encodeLock as a, datetime as c, encodeAptLock as i, decodeAptLock as n, lockFileName as o, decodeLock as r, REMAKE as s, aptLockFileName as t };
