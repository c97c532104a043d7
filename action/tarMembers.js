import { n as foundProblem } from "./error.js";
import { n as bytes, r as count } from "./units.js";
import { n as byteReader } from "./decompressed.js";
import { n as overLimit, t as ARCHIVE_LIMITS } from "./archiveLimits.js";
// src/layer/tarFields.ts
/** An archive that is not what a tar should be (`bad-tar`). */
const damaged = (why) => foundProblem({
	code: "bad-tar",
	message: `An archive is damaged: ${why}.`,
	hint: "Fetch it again. Type: dl-env build"
});
const asText = ({ buffer, byteOffset, length }) => Buffer.from(buffer, byteOffset, length).toString("utf8");
const untilNul = (bytes) => {
	const end = bytes.indexOf(0);
	return end < 0 ? bytes : bytes.subarray(0, end);
};
/**
* A binary number as GNU tar and Go write it, two's complement without its first bit; too large a
* one loses digits, and no caller takes it.
*/
const binaryNumber = (field) => {
	const isNegative = ((field[0] ?? 0) & 64) !== 0;
	const flip = isNegative ? 255 : 0;
	const sum = field.reduce((total, byte, at) => total * 256 + ((byte ^ flip) & (at === 0 ? 127 : 255)), 0);
	return isNegative ? -sum - 1 : sum;
};
/** A field with octal digits or, where its first bit is set, a binary number. */
const numberAt = (header, offset, length) => {
	const field = header.subarray(offset, offset + length);
	if (((field[0] ?? 0) & 128) !== 0) return binaryNumber(field);
	const digits = asText(untilNul(field)).trim();
	if (!/^[0-7]*$/.test(digits)) throw damaged("a number in a header is not octal");
	return digits === "" ? 0 : Number.parseInt(digits, 8);
};
/** A count of bytes, an owner's id: no sign, no fraction, no more than a number holds exactly. */
const wholeNumber = (value) => {
	if (!Number.isSafeInteger(value) || value < 0) throw damaged("a number in a header is not a count");
	return value;
};
/** Rejects (`bad-tar`) a header whose checksum is not that of its bytes. */
const checkHeader = (header) => {
	let sum = 256;
	for (let at = 0; at < header.length; at += 1) if (at < 148 || at >= 156) sum += header[at] ?? 0;
	if (sum !== numberAt(header, 148, 8)) throw damaged("a header's checksum is wrong");
};
/** The name that stands in a header itself. */
const nameInHeader = (header) => {
	const name = asText(untilNul(header.subarray(0, 100)));
	const prefix = asText(header.subarray(257, 263)) === "ustar\0" ? asText(untilNul(header.subarray(345, 500))) : "";
	return prefix === "" ? name : `${prefix}/${name}`;
};
// src/layer/paxRecords.ts
const CAPABILITY = "SCHILY.xattr.security.capability";
/**
* What of a PAX header is about an entry, the rest is passed over: times, other attributes,
* comments.
*/
const USED = /* @__PURE__ */ new Set([
	"path",
	"linkpath",
	"size",
	"uid",
	"gid",
	"mtime",
	CAPABILITY
]);
const SPARSE = "GNU.sparse.";
/** A copy: a part of the header's bytes would keep all of them in memory. */
const copied = (value) => new Uint8Array(value);
/** Notes what one record says; an empty value takes back what an earlier one said. */
const note = (into, key, value) => {
	if (key.startsWith(SPARSE)) into.isSparse = true;
	if (!USED.has(key)) return;
	const most = key === "SCHILY.xattr.security.capability" ? ARCHIVE_LIMITS.capability : ARCHIVE_LIMITS.name;
	if (value.length > most) throw overLimit(`An archive has a ${key} of ${bytes(value.length)}`, bytes(most));
	if (key !== "SCHILY.xattr.security.capability" && value.includes(0)) throw damaged(`a ${key} has a zero byte`);
	if (value.length === 0) into.values.delete(key);
	else into.values.set(key, copied(value));
};
/** Notes the records of a PAX header: `<length> <key>=<value>\n`, the length counting itself. */
const noteRecords = (into, body) => {
	for (let at = 0; at < body.length;) {
		const space = body.indexOf(32, at);
		const digits = space < 0 ? "" : asText(body.subarray(at, Math.min(space, at + 10)));
		const end = at + Number(digits);
		if (!/^[1-9]\d*$/.test(digits) || end > body.length || body[end - 1] !== 10) throw damaged("a PAX header is malformed");
		const record = body.subarray(space + 1, end - 1);
		const equals = record.indexOf(61);
		if (equals < 0) throw damaged("a PAX header is malformed");
		note(into, asText(record.subarray(0, equals)), record.subarray(equals + 1));
		at = end;
	}
};
// src/layer/tarMembers.ts
/** Types of POSIX; all others are `other`. */
const KINDS = {
	"0": "file",
	"\0": "file",
	"7": "file",
	"1": "hardlink",
	"2": "symlink",
	"5": "directory"
};
/**
* Types without a body, whatever size their header has: links, devices, folders, pipes. As Go reads
* them, and with it the engines.
*/
const WITHOUT_BODY = "123456";
const typeOf = (header) => String.fromCodePoint(header[156] ?? 0);
const withoutSlashes = (name) => name.replace(/^(\.?\/)+/, "").replace(/\/+$/, "");
const sparse = (path) => foundProblem({
	code: "layer-entry",
	message: `/${path} is a sparse file, which is not read.`,
	hint: "Type: dl-env doctor"
});
const entryOf = (header, { values, isSparse }) => {
	const textOf = (key) => {
		const value = values.get(key);
		return value === void 0 ? void 0 : asText(value);
	};
	const countOf = (key, field, length) => wholeNumber(Number(textOf(key) ?? numberAt(header, field, length)));
	const type = typeOf(header);
	const kind = KINDS[type] ?? "other";
	const name = textOf("path") ?? nameInHeader(header);
	const path = withoutSlashes(name);
	if (type === "S" || isSparse) throw sparse(path);
	const target = textOf("linkpath") ?? asText(untilNul(header.subarray(157, 257)));
	const mtime = Number(textOf("mtime") ?? numberAt(header, 136, 12));
	if (!Number.isFinite(mtime)) throw damaged("a time is not a number");
	const capability = values.get(CAPABILITY);
	return {
		entry: {
			path,
			kind,
			mode: numberAt(header, 100, 8) & 4095,
			uid: countOf("uid", 108, 8),
			gid: countOf("gid", 116, 8),
			mtime: Math.max(0, Math.floor(mtime)),
			size: WITHOUT_BODY.includes(type) ? 0 : countOf("size", 124, 12),
			...kind === "symlink" ? { target } : {},
			...kind === "hardlink" ? { target: withoutSlashes(target) } : {},
			...capability === void 0 ? {} : { capability }
		},
		nameBytes: name.length + target.length
	};
};
const skipPadding = async (reader, size) => {
	const over = size % 512;
	if (over > 0) await reader.take(512 - over);
};
/**
* The body of an extended header; `before` are the bytes of those that came before it for the same
* entry.
*/
const extendedBody = async (reader, header, before) => {
	const size = wholeNumber(numberAt(header, 124, 12));
	if (before + size > ARCHIVE_LIMITS.extendedHeaders) throw overLimit(`An archive has extended headers of ${bytes(before + size)} for one entry`, bytes(ARCHIVE_LIMITS.extendedHeaders));
	const body = await reader.take(size);
	if (body.length < size) throw damaged("it ends in the middle of a header");
	await skipPadding(reader, size);
	return body;
};
/**
* The next header that is an entry's own, with what the headers before it say of it; undefined at
* the end.
*/
const nextHeader = async (reader) => {
	const extended = {
		values: /* @__PURE__ */ new Map(),
		isSparse: false
	};
	for (let before = 0;;) {
		const header = await reader.take(512);
		if (header.length > 0 && header.length < 512) throw damaged("it ends in the middle of a header");
		if (header.length === 0 || header[0] === 0 && header.every((byte) => byte === 0)) return void 0;
		checkHeader(header);
		const type = typeOf(header);
		if (!"xgLK".includes(type)) return {
			header,
			extended
		};
		const body = await extendedBody(reader, header, before);
		before += 512 + body.length;
		if (type === "L") note(extended, "path", untilNul(body));
		else if (type === "K") note(extended, "linkpath", untilNul(body));
		else if (type === "x") noteRecords(extended, body);
	}
};
/**
* Counts entries, and the bytes of their names, and refuses (`archive-limit`) more than are read of
* one archive.
*/
const counting = () => {
	let [entries, names] = [0, 0];
	return (nameBytes, size) => {
		entries += 1;
		names += nameBytes;
		const { entries: mostEntries, names: mostNames, file } = ARCHIVE_LIMITS;
		if (entries > mostEntries) throw overLimit(`An archive has ${count(entries, "path")} and more`, count(mostEntries, "path"));
		if (names > mostNames) throw overLimit(`An archive has ${bytes(names)} of names and more`, bytes(mostNames));
		if (size > file) throw overLimit(`An archive has a file of ${bytes(size)}`, bytes(file));
	};
};
/**
* Bodies up to this size are read at once, which makes an archive of many small files several times
* faster.
*/
const SMALL = 65536;
const inMemory = (bytes) => ({ [Symbol.asyncIterator]: () => {
	let left = bytes.length === 0 ? void 0 : bytes;
	return { next: () => {
		const value = left;
		left = void 0;
		return Promise.resolve(value === void 0 ? {
			done: true,
			value: void 0
		} : {
			done: false,
			value
		});
	} };
} });
const smallMember = async (reader, entry) => {
	const bytes = await reader.take(entry.size);
	if (bytes.length < entry.size) throw damaged("it ends in the middle of a file");
	await skipPadding(reader, entry.size);
	return {
		entry,
		body: inMemory(bytes)
	};
};
/**
* An entry with its body as a stream; then what of the body was not read, and what fills its last
* block.
*/
async function* largeMember(reader, entry) {
	let got = 0;
	const body = async function* () {
		for await (const chunk of reader.stream(entry.size - got)) {
			got += chunk.length;
			yield chunk;
		}
	};
	yield {
		entry,
		body: body()
	};
	for await (const chunk of reader.stream(entry.size - got)) got += chunk.length;
	if (got < entry.size) throw damaged("it ends in the middle of a file");
	await skipPadding(reader, entry.size);
}
/**
* The entries of a plain tar, one after the other, in memory that does not grow with it. Rejects
* (`bad-tar`) when it is damaged or ends too early, and (`archive-limit`) when it holds more than
* ARCHIVE_LIMITS allow.
*/
async function* tarMembers(tar) {
	const reader = byteReader(tar);
	const checkCounts = counting();
	for (let next = await nextHeader(reader); next !== void 0; next = await nextHeader(reader)) {
		const { entry, nameBytes } = entryOf(next.header, next.extended);
		checkCounts(nameBytes, entry.size);
		if (entry.size <= SMALL) yield await smallMember(reader, entry);
		else yield* largeMember(reader, entry);
	}
}
export { damaged as n, tarMembers as t };
