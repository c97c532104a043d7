import { i as wrongRequest, n as foundProblem, r as unreachable, t as DlEnvError } from "./error.js";
import { t as engineChoices } from "./engineNames.js";
import { n as bytes, r as count, t as DAY } from "./units.js";
import { r as lasting } from "./diskFull.js";
import { n as isWithin } from "./pathWithin.js";
import { t as cacheFolder } from "./cacheFolder.js";
import { d as number, f as object, h as string } from "./schemas.js";
import { n as digestOf } from "./digest.js";
import { A as parseRequirement, C as refusalCode, D as withOwnPackages, E as namesInSet, F as parseMarker, H as readTagList, I as pythonRanges, J as parseManifest, L as pLimit, N as matrixLine, O as readPyprojectText, P as holdsFor, T as entriesFor, W as jsonBytes, X as customizer, Z as matches, _t as OCI_LAYER_GZIP, a as decodeRequest, c as checkDestination, dt as DOCKER_LAYER_GZIP, ft as DOCKER_LIST, ht as OCI_CONFIG, k as isRefused, l as loadCatalog, o as withBase, pt as DOCKER_MANIFEST, q as parseIndex, rt as withToldLock, s as smallest, t as openRepository, vt as OCI_MANIFEST, w as refusalStatus } from "./openRepository.js";
import { d as compareVersions, h as minorOf, l as memoized, p as isUnder } from "./secretNames.js";
import { n as overLimit, t as ARCHIVE_LIMITS } from "./archiveLimits.js";
import { dirname, join, resolve } from "node:path";
import { Readable, pipeline } from "node:stream";
import { createHash } from "node:crypto";
import { constants, crc32, createGunzip, createInflateRaw, createZstdDecompress, deflateRaw, gunzipSync, gzipSync, inflateRaw, inflateRawSync } from "node:zlib";
// src/matrix/imageUser.ts
/** Kubernetes asks for numbers; group 0 is what lets any other uid work too. */
const DEFAULT_USER = {
	name: "dev",
	uid: 1e3,
	gid: 0,
	home: "/home/dev"
};
/** The user with this name and these numbers, where they are said; else those of `dev`. */
const named = ({ name, uid, gid }) => ({
	name: name ?? DEFAULT_USER.name,
	uid: uid ?? DEFAULT_USER.uid,
	gid: gid ?? DEFAULT_USER.gid,
	home: name === void 0 ? DEFAULT_USER.home : `/home/${name}`
});
/** Name and numbers as one text: `ada 1234:0`. */
const userText = ({ name, uid, gid }) => `${name} ${uid}:${gid}`;
/** The user of images with these additions; DEFAULT_USER itself where it is no other. */
const userOf = ({ user }) => {
	const found = user === void 0 ? DEFAULT_USER : named(user);
	return userText(found) === userText(DEFAULT_USER) ? DEFAULT_USER : found;
};
/** The user of what `userText` wrote; undefined for any other text. */
const parseUser = (text) => {
	const [, name, uid, gid] = /^([a-z_][a-z0-9_-]{0,31}) (\d{1,9}):(\d{1,9})$/.exec(text) ?? [];
	return name === void 0 ? void 0 : userOf({ user: {
		name,
		uid: Number(uid),
		gid: Number(gid)
	} });
};
// src/registry/closure.ts
/** Blobs that are looked for at the same time. */
const SIDE_BY_SIDE = 16;
/** Whether a manifest is an index of others. */
const isIndex = ({ mediaType }) => mediaType === "application/vnd.oci.image.index.v1+json" || mediaType === "application/vnd.docker.distribution.manifest.list.v2+json";
/** Copies of an index may leave other platforms, and attestations, out. */
const isOurs = (platform) => platform === void 0 || platform.os === "linux" && platform.architecture === "amd64";
const DAMAGE = /* @__PURE__ */ new Set([
	"registry-nonsense",
	"digest-mismatch",
	"blob-missing"
]);
/** Whether content is wrong or gone, as opposed to what could not be read just now. */
const isDamage = (error) => error instanceof DlEnvError && DAMAGE.has(error.code);
/** What is read; undefined where it is damaged, so that it can be made again. */
const unlessDamaged = async (read) => {
	try {
		return await read;
	} catch (error) {
		if (!isDamage(error)) throw error;
		return;
	}
};
/**
* Reads closures: config and layers by their size, and the manifests that an index names. Contents
* are not hashed. On a registry each digest costs one HEAD, and none where this process saw it.
*/
const closureReader = (repository) => {
	const limit = pLimit(SIDE_BY_SIDE);
	const has = memoized(({ digest, size }) => limit(() => repository.hasBlob(digest, size)), ({ digest, size }) => `${digest} ${size}`);
	const lacking = async (blob, what) => await has(blob) ? [] : [{
		digest: blob.digest,
		size: blob.size,
		what
	}];
	const below = async (manifest) => {
		if (isIndex(manifest)) {
			const { manifests } = parseIndex(manifest, repository.name);
			const ours = manifests.filter(({ platform }) => isOurs(platform));
			return (await Promise.all(ours.map(({ digest }) => named(digest)))).flat();
		}
		const { config, layers } = parseManifest(manifest, repository.name);
		return (await Promise.all([lacking(config, "config"), ...layers.map((layer) => lacking(layer, "layer"))])).flat();
	};
	const read = async (reference) => {
		const absent = {
			digest: reference,
			what: "manifest"
		};
		try {
			const manifest = await limit(() => repository.manifest(reference));
			return manifest === void 0 ? [absent] : await below(manifest);
		} catch (error) {
			if (!isDamage(error)) throw error;
			return [absent];
		}
	};
	const named = memoized(read);
	return {
		damage: below,
		damageOf: named
	};
};
// src/container/installPodman.ts
/** Another apt may be at work: it is waited for, this many seconds. */
const APT_LOCK_SECONDS = 300;
/**
* Whether packages can be installed here without asking anyone: root, and Debian's or Ubuntu's apt.
*/
const canInstall = async (sys) => sys.env.uid === 0 && await sys.processes.find("apt-get") !== void 0;
const apt = (argv) => [
	"apt-get",
	"-q",
	"-o",
	`DPkg::Lock::Timeout=${APT_LOCK_SECONDS}`,
	...argv
];
/** Package managers, by the program that shows which one a host has. */
const MANAGERS = [
	["apt-get", "sudo apt-get install"],
	["dnf", "sudo dnf install"],
	["zypper", "sudo zypper install"],
	["pacman", "sudo pacman -S"]
];
/**
* What to type on this host to install packages, whose names may differ by package manager;
* undefined where none is known.
*/
const installCommand = async (sys, packages, others = {}) => {
	for (const [program, command] of MANAGERS) if (await sys.processes.find(program) !== void 0) return `${command} ${others[program] ?? packages}`;
};
/** The same as a hint. */
const installHint = async (sys, packages) => {
	const command = await installCommand(sys, packages);
	return command === void 0 ? `Install it with this system's package manager, then check: ${packages.split(" ")[0] ?? packages} --version` : `Type: ${command}`;
};
/**
* Makes sure that `program` is there: installed by apt where that can be, else `program-missing`
* with what to type. Returns whether it installed.
*/
const installWithApt = async (sys, program, packages) => {
	if (await sys.processes.find(program) !== void 0) return false;
	const missing = {
		code: "program-missing",
		message: `The program ${program} was not found.`,
		hint: await installHint(sys, packages.join(" "))
	};
	if (!await canInstall(sys)) throw unreachable(missing);
	const env = { DEBIAN_FRONTEND: "noninteractive" };
	sys.log.info(`Installing ${packages.join(", ")} with apt.`);
	await sys.processes.run(apt(["update"]), {
		cwd: "/",
		env
	});
	const result = await sys.processes.run(apt([
		"install",
		"-y",
		"--no-install-recommends",
		...packages
	]), {
		cwd: "/",
		env
	});
	if (result.code !== 0) throw unreachable({
		code: "install-failed",
		message: `apt could not install ${packages.join(", ")}.`,
		hint: `To see why, type: apt-get install ${packages.join(" ")}`
	}, { cause: new Error(`${result.stdout}\n${result.stderr}`.trim().split("\n").slice(-15).join("\n")) });
	return true;
};
/** What podman needs beside itself on a small Debian or Ubuntu: a runtime, networks, an init. */
const PODMAN_PACKAGES = [
	"podman",
	"runc",
	"netavark",
	"aardvark-dns",
	"iptables",
	"catatonit"
];
/**
* Installs podman by apt where that can be; returns whether it did. Rejects with what to type
* elsewhere.
*/
const installPodman = (sys) => installWithApt(sys, "podman", PODMAN_PACKAGES);
// src/system/withFolder.ts
/**
* Does work in a new private folder (in `near`, or the system's temporary folder), which is gone
* afterwards whatever happens.
*/
const withFolder = async (sys, near, work) => {
	const folder = await sys.files.makeTemp("dl-env-engine-", near);
	try {
		return await work(folder);
	} finally {
		await sys.files.remove(folder);
	}
};
// src/layer/deflated.ts
/** What lies in an archive is not one whole deflate stream of the content that it names. */
var NotDeflated = class extends Error {};
/**
* Smaller content is deflated together with what stands around it: by itself each file would cost a
* gzip header, and what it has in common with those before it.
*/
const COPIED_FROM = 32768;
/** Bytes that the inflater hands over at once. */
const CHUNK = 1 << 18;
/** zlib takes no smaller one. */
const LEAST_CHUNK = 64;
/** Content up to this size is inflated in one piece. */
const SMALL$2 = 1 << 20;
/** Small content: a stream of its own for each of a thousand files costs more. */
const inOnePiece = (deflated) => {
	let used = 0;
	const chunks = async function* () {
		const bytes = await deflated.archive.piece(deflated.start, deflated.packed);
		const options = {
			info: true,
			chunkSize: Math.max(LEAST_CHUNK, deflated.size + 1),
			maxOutputLength: deflated.size + 1
		};
		const { buffer, engine } = await inflatedWithInfo(bytes, options);
		used = engine.bytesWritten;
		yield buffer;
	};
	return {
		chunks: chunks(),
		used: () => used
	};
};
/** Small content in this thread: handing it to another costs more. */
const inflatedWithInfo = (bytes, options) => new Promise((resolve, reject) => {
	if (bytes.length < 32768) resolve(inflateRawSync(bytes, options));
	else inflateRaw(bytes, options, (error, result) => error === null ? resolve(result) : reject(error));
});
const inPieces = ({ archive, start, packed }) => {
	const inflater = createInflateRaw({ chunkSize: CHUNK });
	pipeline(Readable.from(archive.stream(start, packed)), inflater, () => void 0);
	return {
		chunks: inflater,
		used: () => inflater.bytesWritten
	};
};
const isOfZlib = (error) => error instanceof Error && "code" in error && /^(Z_|ERR_BUFFER_TOO_LARGE$)/.test(String(error.code));
/**
* The content. Rejects with NotDeflated, at the latest at its end, unless the stream fills its
* place and gives the named size and CRC.
*/
async function* inflated(deflated) {
	const { chunks, used } = (deflated.size <= SMALL$2 ? inOnePiece : inPieces)(deflated);
	let [size, crc] = [0, 0];
	try {
		for await (const chunk of chunks) {
			size += chunk.length;
			if (size > deflated.size) throw new NotDeflated();
			crc = crc32(chunk, crc);
			yield chunk;
		}
	} catch (error) {
		if (isOfZlib(error)) throw new NotDeflated(void 0, { cause: error });
		throw error;
	}
	if (!(used() === deflated.packed) || size !== deflated.size || crc !== deflated.crc) throw new NotDeflated();
}
/** The stream as it lies in the archive. */
async function* deflatedBytes({ archive, start, packed, size }) {
	if (size <= SMALL$2) yield await archive.piece(start, packed);
	else yield* archive.stream(start, packed);
}
// src/layer/entryContent.ts
/**
* What is in the file of an entry; nothing for everything else. Rejects (NotDeflated) where it lies
* compressed and is not what was said of it.
*/
async function* entryContent(files, { size, content }) {
	if (content === void 0 || size === 0) return;
	switch (content.kind) {
		case "bytes":
			yield content.bytes;
			return;
		case "file": {
			const start = content.start ?? 0;
			yield* files.read(content.path, {
				start,
				end: start + size - 1
			});
			return;
		}
		case "deflated": yield* inflated(content.deflated);
	}
}
// src/layer/gzip.ts
/**
* Each block is deflated by itself, so the split is part of what decides the bytes: it must not
* depend on the machine.
*/
const BLOCK$1 = 1 << 20;
const LEVEL = 6;
/** Copied as it is, five bytes more each 64 KiB. */
const STORED = 0;
/**
* Measured over wheels of CUDA 13: with four samples of 4 KiB, what is stored makes layers 0.2 %
* larger. See docs/decisions/0023-gzip.md.
*/
const SAMPLES = 4;
const SAMPLE = 4096;
const HARDLY_SMALLER = .99;
/** No name, no time, unknown system: RFC 1952. */
const HEADER = Uint8Array.of(31, 139, 8, 0, 0, 0, 0, 0, 0, 255);
/** The last, empty block of a deflate stream. */
const LAST_BLOCK = Uint8Array.of(3, 0);
/** Cuts a stream into blocks of one size; the last may be shorter. */
async function* inBlocks(source) {
	let parts = [];
	let filled = 0;
	for await (const chunk of source) for (let offset = 0; offset < chunk.length;) {
		const part = chunk.subarray(offset, offset + BLOCK$1 - filled);
		parts.push(part);
		filled += part.length;
		offset += part.length;
		if (filled < BLOCK$1) continue;
		yield Buffer.concat(parts, filled);
		parts = [];
		filled = 0;
	}
	if (filled > 0) yield Buffer.concat(parts, filled);
}
const deflated = (bytes, options) => new Promise((resolve, reject) => {
	deflateRaw(bytes, options, (error, result) => error === null ? resolve(result) : reject(error));
});
/**
* Whether samples of a block hardly get smaller. GPU code is compressed already since CUDA 13;
* deflating it again takes as long as anything else.
*/
const isCompressed = async (block) => {
	if (block.length < BLOCK$1) return false;
	const samples = Array.from({ length: SAMPLES }, (_, at) => block.subarray(at * BLOCK$1 / SAMPLES, at * BLOCK$1 / SAMPLES + SAMPLE));
	return (await deflated(Buffer.concat(samples), { level: 1 })).length > HARDLY_SMALLER * SAMPLES * SAMPLE;
};
const deflateBlock = async (block, dictionary) => {
	const level = await isCompressed(block) ? STORED : LEVEL;
	return deflated(block, {
		level,
		finishFlush: constants.Z_SYNC_FLUSH,
		...dictionary === void 0 ? {} : { dictionary }
	});
};
const trailer = (crc, length) => {
	const bytes = Buffer.alloc(8);
	bytes.writeUInt32LE(crc, 0);
	bytes.writeUInt32LE(length % 2 ** 32, 4);
	return bytes;
};
/** One gzip member, deflated by the thread pool: at most `parallel` blocks are in flight. */
async function* member(source, parallel) {
	const inFlight = [];
	let crc = 0;
	let length = 0;
	let dictionary;
	yield HEADER;
	for await (const block of inBlocks(source)) {
		crc = crc32(block, crc);
		length += block.length;
		const pending = deflateBlock(block, dictionary);
		pending.catch(() => void 0);
		inFlight.push(pending);
		dictionary = block.subarray(-32768);
		if (inFlight.length < Math.max(1, parallel)) continue;
		const first = inFlight.shift();
		if (first !== void 0) yield await first;
	}
	for (const pending of inFlight) yield await pending;
	yield LAST_BLOCK;
	yield trailer(crc, length);
}
async function* readyMember({ crc, size, deflated: stream }) {
	yield HEADER;
	yield* stream();
	yield trailer(crc, size);
}
/**
* A gzip stream of blocks of 1 MiB, deflated in parallel: at most `parallel` are in flight. The
* bytes depend on the content alone, not on `parallel` nor on how the source is cut. What lies
* deflated already becomes a member of its own (RFC 1952, 2.2) and is copied.
*/
async function* gzip(source, parallel) {
	const parts = source[Symbol.asyncIterator]();
	try {
		let part = await parts.next();
		const plain = async function* () {
			for (; part.done !== true && part.value instanceof Uint8Array; part = await parts.next()) yield part.value;
		};
		do {
			yield* member(plain(), parallel);
			if (part.done === true || part.value instanceof Uint8Array) continue;
			yield* readyMember(part.value);
			part = await parts.next();
		} while (part.done !== true);
	} finally {
		await parts.return?.();
	}
}
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
const NEWLINE = 10;
const byPath$1 = ([a], [b]) => {
	if (a === b) return 0;
	return a < b ? -1 : 1;
};
/**
* The LAYER_PATHS blob of a layer. A newline in a path is written as JSON does, `\n`, and a
* backslash as `\\`.
*/
const encodePaths = (paths) => {
	const lines = [...paths].sort(byPath$1).map(([path, hash]) => `${hash} ${path.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")}\n`);
	return gzipSync(lines.join(""), { level: 9 });
};
const unescaped = (path) => path.includes("\\") ? path.replaceAll(/\\(.)/g, (_, char) => char === "n" ? "\n" : char) : path;
const tooLarge$1 = () => overLimit("The list of paths of a layer is larger than any that is written here", bytes(ARCHIVE_LIMITS.pathListUnpacked));
const unpacked = (blob) => {
	try {
		return gunzipSync(blob, { maxOutputLength: ARCHIVE_LIMITS.pathListUnpacked });
	} catch (error) {
		if (error instanceof RangeError) throw tooLarge$1();
		throw damaged("the list of paths of a layer is cut or changed");
	}
};
/**
* Reads what `encodePaths` wrote. Rejects what is no such list (`bad-tar`), or larger than
* ARCHIVE_LIMITS allow (`archive-limit`).
*/
const decodePaths = (blob) => {
	const text = unpacked(blob);
	const paths = /* @__PURE__ */ new Map();
	for (let at = 0; at < text.length;) {
		const end = text.indexOf(NEWLINE, at);
		const line = text.toString("utf8", at, end < 0 ? text.length : end);
		at = end < 0 ? text.length : end + 1;
		if (line === "") continue;
		if (paths.size === ARCHIVE_LIMITS.entries) throw tooLarge$1();
		paths.set(unescaped(line.slice(17)), line.slice(0, 16));
	}
	return paths;
};
// src/layer/tarHeader.ts
const BLOCK = 512;
const NAME_BYTES = 100;
/** Largest number that eleven octal digits hold: 8 GiB - 1 in the size field. */
const OCTAL_11 = 8589934591;
const OCTAL_7 = 2097151;
const TYPES = {
	file: "0",
	hardlink: "1",
	symlink: "2",
	directory: "5"
};
const encoder = new TextEncoder();
const utf8 = (text) => encoder.encode(text);
const isPlain = (bytes) => bytes.length <= NAME_BYTES && bytes.every((byte) => byte >= 32 && byte < 127);
/** A number in a field of `digits` octal digits and a zero byte. */
const octal = (block, value, [offset, digits]) => {
	block.set(utf8(`${value.toString(8).padStart(digits, "0")}\0`), offset);
};
const checksum = (block) => {
	block.fill(32, 148, 156);
	let sum = 0;
	for (const byte of block) sum += byte;
	block.set(utf8(`${sum.toString(8).padStart(6, "0")}\0 `), 148);
};
const rawHeader = (raw) => {
	const block = new Uint8Array(BLOCK);
	block.set(raw.name.subarray(0, NAME_BYTES), 0);
	octal(block, raw.mode & 4095, [100, 7]);
	octal(block, Math.min(raw.uid, OCTAL_7), [108, 7]);
	octal(block, Math.min(raw.gid, OCTAL_7), [116, 7]);
	octal(block, Math.min(raw.size, OCTAL_11), [124, 11]);
	octal(block, raw.mtime, [136, 11]);
	block.set(utf8(raw.type), 156);
	block.set(raw.link.subarray(0, NAME_BYTES), 157);
	block.set(utf8("ustar\x0000"), 257);
	octal(block, 0, [329, 7]);
	octal(block, 0, [337, 7]);
	checksum(block);
	return block;
};
/** A PAX record counts its own length: `<length> <key>=<value>\n`. */
const paxRecord = (key, value) => {
	const rest = Buffer.concat([
		utf8(` ${key}=`),
		value,
		utf8("\n")
	]);
	let length = rest.length + 1;
	while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
	return Buffer.concat([utf8(String(length)), rest]);
};
const paxRecords = (entry, name, link) => {
	const records = [];
	if (entry.capability !== void 0) records.push(paxRecord("SCHILY.xattr.security.capability", entry.capability));
	if (entry.gid > OCTAL_7) records.push(paxRecord("gid", utf8(String(entry.gid))));
	if (!isPlain(link)) records.push(paxRecord("linkpath", link));
	if (!isPlain(name)) records.push(paxRecord("path", name));
	if (entry.size > OCTAL_11) records.push(paxRecord("size", utf8(String(entry.size))));
	if (entry.uid > OCTAL_7) records.push(paxRecord("uid", utf8(String(entry.uid))));
	return records;
};
/** Zeros that fill a body up to whole blocks of 512 bytes. */
const tarPadding = (size) => new Uint8Array((BLOCK - size % BLOCK) % BLOCK);
/** The two empty blocks at the end. */
const TAR_END = new Uint8Array(2 * BLOCK);
/**
* The header blocks of one entry: ustar, and before it a PAX header where ustar cannot hold what
* the entry says (names over 100 bytes or outside ASCII, files of 8 GiB and more, large owner ids,
* capabilities). Same entry, same bytes.
*/
const tarHeader = (entry) => {
	const name = utf8(entry.kind === "directory" ? `${entry.path}/` : entry.path);
	const link = utf8(entry.target ?? "");
	const records = Buffer.concat(paxRecords(entry, name, link));
	const header = rawHeader({
		...entry,
		name,
		link,
		type: TYPES[entry.kind],
		size: entry.kind === "file" ? entry.size : 0
	});
	if (records.length === 0) return header;
	const pax = {
		name: utf8("PaxHeader"),
		link: utf8(""),
		type: "x",
		mode: 420,
		uid: 0,
		gid: 0,
		size: records.length,
		mtime: entry.mtime
	};
	return Buffer.concat([
		rawHeader(pax),
		records,
		tarPadding(records.length),
		header
	]);
};
// src/layer/writeBlob.ts
/** Files up to this size are read whole and ahead of their turn; larger ones are streamed. */
const SMALL$1 = 1 << 18;
/** How many small files are read ahead. */
const AHEAD = 32;
const shortHash = (hash) => hash.digest("hex").slice(0, 16);
const readSmall = async (files, entry) => {
	const content = entry.content;
	if (content === void 0 || entry.size === 0) return /* @__PURE__ */ new Uint8Array(0);
	switch (content.kind) {
		case "bytes": return content.bytes;
		case "file": return entry.size <= SMALL$1 && content.start === void 0 && content.deflated === void 0 ? files.readBytes(content.path) : void 0;
		case "deflated": return;
	}
};
async function* body(files, { entry, small }, hashes) {
	let length = 0;
	for await (const chunk of small === void 0 ? entryContent(files, entry) : [small]) {
		hashes.file.update(chunk);
		hashes.tar.update(chunk);
		length += chunk.length;
		yield chunk;
	}
	if (length !== entry.size) throw new Error(`${entry.path} has ${length} bytes, not ${entry.size}: it changed while it was read`);
}
/**
* A file's content as it lies deflated, once it was inflated and hashed; undefined, and nothing is
* hashed, where it is small, does not lie so or is not what it should be. Rejects (NotDeflated)
* where that is the only place it lies.
*/
const ready = async ({ content }, hashes) => {
	if (content === void 0 || content.kind === "bytes") return void 0;
	const { deflated } = content;
	if (deflated === void 0 || deflated.size < 32768) return void 0;
	const [tar, file] = [hashes.tar.copy(), hashes.file.copy()];
	try {
		for await (const chunk of inflated(deflated)) {
			tar.update(chunk);
			file.update(chunk);
		}
	} catch (error) {
		if (error instanceof NotDeflated && content.kind === "file") return void 0;
		throw error;
	}
	Object.assign(hashes, {
		tar,
		file
	});
	const { crc, size } = deflated;
	return {
		crc,
		size,
		deflated: () => deflatedBytes(deflated)
	};
};
/** Reads small files ahead of their turn; the results come in the order of the entries. */
const openReadAhead = (files, entries) => {
	const ahead = [];
	let next = 0;
	return async () => {
		for (; next < entries.length && ahead.length < AHEAD; next += 1) {
			const reading = readSmall(files, entries[next]);
			reading.catch(() => void 0);
			ahead.push(reading);
		}
		return ahead.shift();
	};
};
/** The tar of these entries in their order. */
async function* pack({ files, hashes, onHash }, entries) {
	const readNext = openReadAhead(files, entries);
	const hashed = (bytes) => {
		hashes.tar.update(bytes);
		return bytes;
	};
	for (const entry of entries) {
		const small = await readNext();
		yield hashed(tarHeader(entry));
		if (entry.kind === "directory") continue;
		hashes.file = createHash("sha256");
		if (entry.kind === "file") {
			const compressed = await ready(entry, hashes);
			if (compressed === void 0) yield* body(files, {
				entry,
				small
			}, hashes);
			else yield compressed;
		} else hashes.file.update(entry.target ?? "");
		onHash(entry.path, shortHash(hashes.file));
		if (entry.size > 0) yield hashed(tarPadding(entry.size));
	}
	yield hashed(TAR_END);
}
/** The same parts; each is shown before it goes on. */
async function* seen(source, onPart) {
	for await (const part of source) {
		onPart(part);
		yield part;
	}
}
/**
* Writes the entries as one gzipped tar to `file`, in memory that does not grow with the layer, and
* hashes it on the way.
*/
const writeBlob = async (sys, entries, file) => {
	const hashes = /* @__PURE__ */ new Map();
	const running = {
		tar: createHash("sha256"),
		file: createHash("sha256")
	};
	const blobHash = createHash("sha256");
	let unpacked = 0;
	let size = 0;
	const onHash = (path, hash) => void hashes.set(path, hash);
	const blob = seen(gzip(seen(pack({
		files: sys.files,
		hashes: running,
		onHash
	}, entries), (part) => {
		unpacked += part instanceof Uint8Array ? part.length : part.size;
	}), sys.env.cpus + 2), (chunk) => {
		blobHash.update(chunk);
		size += chunk.length;
		sys.onBytes?.(size);
	});
	await sys.files.write(file, blob);
	return {
		layer: {
			file,
			size,
			unpacked,
			digest: `sha256:${blobHash.digest("hex")}`,
			diffId: `sha256:${running.tar.digest("hex")}`,
			mediaType: OCI_LAYER_GZIP
		},
		hashes
	};
};
// src/layer/hardlinks.ts
/** The file that a chain of hard links ends in. */
const fileOf = (entry, byPath) => {
	let at = entry;
	for (let hops = 0; at?.kind === "hardlink" && hops < byPath.size; hops += 1) at = byPath.get(at.target ?? "");
	return at?.kind === "file" ? at : void 0;
};
/**
* The same entries, but of each group of hard links the first by path is the file and the others
* are links to it: so that a tar sorted by path never links to what comes later. A link whose file
* is not among the entries stays as it is.
*/
const firstIsFile = (entries) => {
	const byPath = new Map(entries.map((entry) => [entry.path, entry]));
	const groups = /* @__PURE__ */ new Map();
	for (const entry of entries) {
		const file = entry.kind === "hardlink" ? fileOf(entry, byPath) : void 0;
		if (file !== void 0) groups.set(file.path, [...groups.get(file.path) ?? [file.path], entry.path]);
	}
	for (const [path, members] of groups) {
		const file = byPath.get(path);
		const [first, ...others] = members.sort();
		if (file === void 0 || first === void 0) continue;
		const { content: _content, ...bare } = file;
		byPath.set(first, {
			...file,
			path: first
		});
		for (const other of others) byPath.set(other, {
			...bare,
			kind: "hardlink",
			path: other,
			size: 0,
			target: first
		});
	}
	return [...byPath.values()];
};
// src/layer/byteReader.ts
const byteReader = (source) => {
	const iterator = source[Symbol.asyncIterator]();
	let left = /* @__PURE__ */ new Uint8Array();
	const next = async (most) => {
		while (left.length === 0) {
			const { value, done } = await iterator.next();
			if (done === true) return void 0;
			left = value;
		}
		const part = left.subarray(0, most);
		left = left.subarray(part.length);
		return part;
	};
	const stream = async function* (count) {
		for (let missing = count; missing > 0;) {
			const part = await next(missing);
			if (part === void 0) return;
			missing -= part.length;
			yield part;
		}
	};
	const take = async (count) => {
		if (left.length >= count) return await next(count) ?? /* @__PURE__ */ new Uint8Array();
		const parts = [];
		for await (const part of stream(count)) parts.push(part);
		return Buffer.concat(parts);
	};
	return {
		take,
		stream
	};
};
// src/layer/decompressed.ts
const GZIP = [31, 139];
const ZSTD = [
	40,
	181,
	47,
	253
];
/** The bytes as they pass; `onChunk` is told how many. */
async function* counted(source, onChunk) {
	for await (const chunk of source) {
		onChunk(chunk.length);
		yield chunk;
	}
}
const checkRatio = (packed, unpacked) => {
	const { unpacked: most, unmeasured, ratio } = ARCHIVE_LIMITS;
	if (unpacked > most) throw overLimit(`An archive has ${bytes(unpacked)} unpacked and more`, bytes(most));
	if (unpacked > unmeasured && unpacked > packed * ratio) throw overLimit(`An archive has ${bytes(unpacked)} and more in ${bytes(packed)} of compressed data`, `${bytes(unmeasured)}, or ${ratio} times the compressed data,`);
};
/**
* A tar as it is, or the tar in a gzip or Zstandard stream. Rejects (`archive-limit`) when much
* more comes out than goes in, as in an archive that was made to fill a disk.
*/
async function* decompressed(source) {
	const reader = byteReader(source);
	const first = Buffer.from(await reader.take(ZSTD.length));
	const all = async function* () {
		yield first;
		yield* reader.stream(Number.MAX_SAFE_INTEGER);
	};
	const begins = (magic) => magic.every((byte, index) => first[index] === byte);
	const unpack = begins(GZIP) ? createGunzip() : begins(ZSTD) ? createZstdDecompress() : void 0;
	if (unpack === void 0) {
		yield* all();
		return;
	}
	let [packed, unpacked] = [0, 0];
	const compressed = counted(all(), (length) => {
		packed += length;
	});
	yield* counted(Readable.from(compressed).compose(unpack), (length) => {
		unpacked += length;
		checkRatio(packed, unpacked);
	});
}
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
const inMemory$1 = (bytes) => ({ [Symbol.asyncIterator]: () => {
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
		body: inMemory$1(bytes)
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
// src/layer/readTar.ts
async function* spooled(tar, spool, entries) {
	let offset = 0;
	for await (const { entry, body } of tarMembers(tar)) {
		entries.push(entry.kind === "file" ? {
			...entry,
			content: {
				kind: "file",
				path: spool,
				start: offset
			}
		} : entry);
		for await (const chunk of body) {
			offset += chunk.length;
			yield chunk;
		}
	}
}
/**
* Reads a tar, compressed or plain: the bodies go one after another into `spool`, the entries are
* returned in the tar's order. Rejects (`bad-tar`) when it is damaged or ends too early, and
* (`archive-limit`) when it holds more than LIMITS allow.
*/
const readTar = async (files, tar, spool) => {
	const entries = [];
	await files.write(spool, spooled(decompressed(files.read(tar)), spool, entries));
	return entries;
};
// src/layer/canonicalLayer.ts
/**
* What differs from build to build without meaning: logs with times, caches that programs make
* again, backups of account files, the machine's name, what engines mount over a build.
*/
const DROPPED = [
	/^var\/log\/.+/,
	/^var\/cache\/(apt|ldconfig|man|fontconfig)\/.+/,
	/^var\/cache\/debconf\/.*-old$/,
	/^var\/lib\/apt\/(lists|periodic|mirrors)\/.+/,
	/^var\/lib\/dpkg\/(lock|lock-frontend|.*-old|triggers\/Lock)$/,
	/^var\/lib\/systemd\/(catalog\/database|random-seed)$/,
	/^var\/lib\/dbus\/machine-id$/,
	/^etc\/(machine-id|passwd-|group-|shadow-|gshadow-|subuid-|subgid-|\.pwd\.lock|hostname|hosts|resolv\.conf|mtab)$/,
	/^etc\/ssh\/ssh_host_.*/,
	/^(tmp|proc|sys|dev)\/.+/,
	/^run\/(\.containerenv|secrets(\/.*)?)$/,
	/^\.dockerenv$/
];
const isWhiteout = (path) => (path.split("/").at(-1) ?? "").startsWith(".wh.");
const canonicalEntry = (entry, epoch) => {
	const { kind, ...rest } = entry;
	if (entry.path === "" || DROPPED.some((pattern) => pattern.test(entry.path) && !isWhiteout(entry.path))) return [];
	if (kind === "other") throw foundProblem({
		code: "layer-entry",
		message: `/${entry.path} is a device or a pipe, which a layer must not hold.`,
		hint: "Type: dl-env doctor"
	});
	const mtime = Math.min(entry.mtime, epoch);
	if (kind === "symlink") return [{
		...rest,
		kind,
		mode: 511,
		mtime
	}];
	if (isWhiteout(entry.path)) return [{
		...rest,
		kind,
		mode: 420,
		uid: 0,
		gid: 0,
		mtime: epoch
	}];
	return [{
		...rest,
		kind,
		mtime: kind === "directory" ? epoch : mtime
	}];
};
const byPath = (a, b) => {
	if (a.path === b.path) return 0;
	return a.path < b.path ? -1 : 1;
};
/**
* Entries in canonical order; of two with one path the later counts, as it does when a layer is
* unpacked. Pure.
*/
const canonicalEntries = (entries, epoch) => {
	const last = new Map(entries.flatMap((entry) => canonicalEntry(entry, epoch)).map((entry) => [entry.path, entry]));
	return firstIsFile([...last.values()]).sort(byPath);
};
/**
* Rewrites a layer that an engine made (`tar`, gzipped or plain, whiteouts included) to `file` so
* that engines agree: sorted, owners by number, no times after `epoch` (seconds), no extended
* attributes but capabilities, nothing that only tells when or where it was built.
*/
const canonicalLayer = async (sys, tar, { file, epoch }) => {
	const temp = await sys.files.makeTemp("canonical-", file.slice(0, Math.max(0, file.lastIndexOf("/"))) || "/");
	try {
		const entries = canonicalEntries(await readTar(sys.files, tar, `${temp}/bodies`), epoch);
		return (await writeBlob(sys, entries, file)).layer;
	} finally {
		await sys.files.remove(temp);
	}
};
// src/image/labels.ts
/** Of every label of ours. */
const LABEL_PREFIX = "io.github.dl-env.";
/**
* What promotion compares first before a rolling tag moves: CUDA, Ubuntu, Python, then the time of
* the lock. Base and apt, which come after it, are in the image's config and on APT_LABEL.
*/
const ORDER_LABEL = `${LABEL_PREFIX}order`;
/** ISO date of the apt packages. */
const APT_LABEL = `${LABEL_PREFIX}apt`;
/** `true` on images that stand on a stand-in base: never promoted to a registry of others. */
const STAND_IN_LABEL = `${LABEL_PREFIX}stand-in`;
const SMOKE_LABEL = `${LABEL_PREFIX}smoke.require`;
/**
* On the manifest of a linked image: the key of its recipe, which says more than all of its labels.
*/
const RECIPE_ANNOTATION = `${LABEL_PREFIX}recipe`;
/** Id of the cell that an image is. */
const CELL_LABEL = `${LABEL_PREFIX}cell`;
const LOCK_LABEL = `${LABEL_PREFIX}lock`;
const BASE_DIGEST_LABEL = "org.opencontainers.image.base.digest";
const STAND_IN_UBUNTU = "stand-in";
/**
* Packages whose version says which CUDA or cuDNN wheels bring: the runtime, the toolkit's own pin,
* cuDNN, and what is built against them.
*/
const CUDA_PACKAGES = /^(cuda-toolkit|nvidia-cuda-runtime(-cu\d+)?|nvidia-cudnn(-cu\d+)?|nvidia-nccl(-cu\d+)?|torch|cupy-cuda\d+x|libcudf-cu\d+)$/;
const isRuntime = (name) => /^nvidia-cuda-runtime(-cu\d+)?$/.test(name);
const padded = (version) => version.split(".").map((part) => part.padStart(4, "0")).join(".");
/**
* Sorts as text: a later candidate of a rolling tag has a larger one. A stand-in comes before every
* Ubuntu.
*/
const orderKey = (cell, lock) => [
	padded(cell.cuda),
	cell.ubuntu === STAND_IN_UBUNTU ? "0" : padded(cell.ubuntu),
	padded(cell.python),
	lock.created
].join(" ");
const titleOf = (cell) => `Deep learning image: ${cell.set}, CUDA ${cell.cuda}, ${cell.ubuntu === STAND_IN_UBUNTU ? "stand-in base" : `Ubuntu ${cell.ubuntu}`}, Python ${cell.python}`;
/**
* Not the digest of the index: another platform's re-push changes it, and nothing in this image.
*/
const baseLabels = (base) => ({
	"org.opencontainers.image.base.name": base.tag,
	...base.platformDigest === void 0 ? {} : { [BASE_DIGEST_LABEL]: base.platformDigest }
});
/** The labels that tell the image of one cell from that of another. */
const identityLabels = ({ cell, lock, base }) => ({
	[CELL_LABEL]: cell,
	...lock === void 0 ? {} : { [LOCK_LABEL]: lock.key },
	...base?.platformDigest === void 0 ? {} : { [BASE_DIGEST_LABEL]: base.platformDigest }
});
/** Labels that say which CUDA the wheels of a lock bring. */
const wheelLabels = (lock) => {
	const cudaWheels = lock.wheels.filter(({ name }) => CUDA_PACKAGES.test(name)).sort((a, b) => a.name < b.name ? -1 : 1);
	const runtime = cudaWheels.filter(({ name }) => isRuntime(name)).map(({ version }) => version);
	return {
		...runtime.length === 0 ? {} : { [`${LABEL_PREFIX}cuda.wheels`]: runtime.join(",") },
		...cudaWheels.length === 0 ? {} : { [`${LABEL_PREFIX}wheels`]: cudaWheels.map(({ name, version }) => `${name}=${version}`).join(",") }
	};
};
/** Says of an image that steps of its maintainer ran in it, and whether on the network. */
const runLabels = (steps) => {
	if (steps.length === 0) return {};
	const networked = steps.filter(({ network }) => network).length;
	return {
		[`${LABEL_PREFIX}run`]: `${steps.length}`,
		...networked === 0 ? {} : { [`${LABEL_PREFIX}run.network`]: `${networked}` }
	};
};
/** Name and numbers of the image's user, on images whose user is another than `dev`. */
const USER_LABEL = `${LABEL_PREFIX}user`;
/** Says who the image's user is; nothing where it is `dev`. */
const userLabel = (user) => user === DEFAULT_USER ? {} : { [USER_LABEL]: userText(user) };
const factLabels = (facts) => Object.entries(facts).sort(([a], [b]) => a < b ? -1 : 1).map(([name, value]) => [LABEL_PREFIX + name, value]);
/** The labels of an image but for ORDER_LABEL. Always in the same order. */
const labelsOf = ({ cell, lock, wheels, apt, base, request, facts = {} }) => ({
	"org.opencontainers.image.title": titleOf(cell),
	...baseLabels(base),
	[CELL_LABEL]: cell.id,
	[`${LABEL_PREFIX}set`]: cell.set,
	[`${LABEL_PREFIX}libraries`]: namesInSet(cell.libraries).join(","),
	[`${LABEL_PREFIX}cuda`]: cell.cuda,
	...wheels,
	[`${LABEL_PREFIX}ubuntu`]: cell.ubuntu,
	[`${LABEL_PREFIX}python`]: cell.python,
	[`${LABEL_PREFIX}python.from`]: cell.pythonFrom,
	[`${LABEL_PREFIX}flavor`]: cell.flavor,
	[LOCK_LABEL]: lock.key,
	[APT_LABEL]: apt.asOf,
	[SMOKE_LABEL]: request.smoke.require,
	[`${LABEL_PREFIX}wheel-cuda`]: request.wheelCuda,
	[`${LABEL_PREFIX}cudnn`]: request.cudnn,
	...request.slim ? { [`${LABEL_PREFIX}slim`]: "true" } : {},
	...cell.ubuntu === STAND_IN_UBUNTU ? { [STAND_IN_LABEL]: "true" } : {},
	...Object.fromEntries(factLabels(facts))
});
// src/registry/artifact.ts
/** OCI's empty config: the two bytes `{}`. */
const EMPTY_TYPE = "application/vnd.oci.empty.v1+json";
const EMPTY = new TextEncoder().encode("{}");
/** An image's config without an image, for registries that look into configs. */
const NO_IMAGE = jsonBytes({
	architecture: "unknown",
	os: "unknown",
	rootfs: {
		type: "layers",
		diff_ids: []
	}
});
/** Where the type stands in artifacts that look like images; on the manifest and on its blob. */
const TYPE = "vnd.dl-env.type";
/** The digest that an artifact is bound to, where its manifest may have no subject. */
const SUBJECT = "vnd.dl-env.subject";
/** The name of a blob as a file, by which oras writes it. */
const TITLE = "org.opencontainers.image.title";
/**
* Content up to so many bytes stands in its manifest too (`data` of OCI's descriptors), so that one
* request reads both.
*/
const EMBEDDED = 16384;
/** What refusals of a manifest for its types look like; for want of room or of a tag is another. */
const REFUSALS = [
	400,
	405,
	406,
	415,
	422
];
/** Whether a manifest was refused for its types. */
const isTypeRefusal = (error) => error instanceof DlEnvError && error.code === "registry-refused" && REFUSALS.includes(refusalStatus(error) ?? 0) && refusalCode(error) !== "MANIFEST_BLOB_UNKNOWN";
const layerOf = ({ type, content, title }, { layer = type, isTyped }, embeds) => {
	const annotations = {
		...title === void 0 ? {} : { [TITLE]: title },
		...layer === type ? {} : { [TYPE]: type }
	};
	return {
		mediaType: layer,
		digest: digestOf(content),
		size: content.byteLength,
		...embeds && isTyped && content.byteLength <= EMBEDDED ? { data: Buffer.from(content).toString("base64") } : {},
		...Object.keys(annotations).length === 0 ? {} : { annotations }
	};
};
const formOf = (artifact, types) => {
	const { type, files, subject, annotations = {}, embeds = false } = artifact;
	const { config, isTyped, isBound } = types;
	const all = {
		...annotations,
		...isTyped ? {} : { [TYPE]: type },
		...isBound || subject === void 0 ? {} : { [SUBJECT]: subject.digest }
	};
	return {
		config: config.bytes,
		manifest: {
			schemaVersion: 2,
			mediaType: OCI_MANIFEST,
			...isTyped ? { artifactType: type } : {},
			config: {
				mediaType: config.type,
				digest: digestOf(config.bytes),
				size: config.bytes.byteLength
			},
			layers: files.map((file) => layerOf(file, types, embeds)),
			...subject === void 0 || !isBound ? {} : { subject },
			...Object.keys(all).length === 0 ? {} : { annotations: all }
		}
	};
};
/**
* The forms of an artifact, the true one first. Some registries hold the types of artifacts and
* configs to a list (GitLab), some those of layers too: then it looks like an image, and its type
* is an annotation. What is from before OCI 1.1 may refuse every manifest with a subject.
*/
const formsOf = (artifact) => {
	const plain = {
		bytes: NO_IMAGE,
		type: OCI_CONFIG
	};
	const shapes = [
		{
			config: {
				bytes: EMPTY,
				type: EMPTY_TYPE
			},
			isTyped: true
		},
		{
			config: plain,
			isTyped: false
		},
		{
			config: plain,
			layer: OCI_LAYER_GZIP,
			isTyped: false
		}
	];
	return (artifact.subject === void 0 ? [true] : [true, false]).flatMap((isBound) => shapes.map((types) => formOf(artifact, {
		...types,
		isBound
	})));
};
/** Some bytes as content to store. */
const inMemory = (bytes) => ({
	digest: digestOf(bytes),
	size: bytes.byteLength,
	open: async function* () {
		yield bytes;
	}
});
/** The error for `what` a repository does not take. */
const typesRefused = (repository, what, cause) => unreachable({
	code: "types-refused",
	message: `${repository.name} takes no ${what}: ${cause.message}`,
	hint: "Allow this type in the registry, or use another one in dl-env.yml: to: registry.example/team/dl-env"
}, { cause });
/** Digests that an artifact would have in each of its forms. Pure. */
const digestsOf = (artifact) => formsOf(artifact).map(({ manifest }) => digestOf(jsonBytes(manifest)));
/**
* Stores an artifact in the first form that the repository takes. Rejects with `types-refused` when
* there is none.
*/
const putArtifact = async (repository, artifact) => {
	const { type, files, tag } = artifact;
	let refused;
	for (const { content } of files) await repository.writeBlob(inMemory(content));
	for (const { config, manifest } of formsOf(artifact)) {
		await repository.writeBlob(inMemory(config));
		const bytes = jsonBytes(manifest);
		try {
			const digest = await repository.putManifest({
				bytes,
				mediaType: OCI_MANIFEST
			}, typeof tag === "function" ? tag(digestOf(bytes)) : tag);
			const typed = manifest["artifactType"] !== void 0;
			return {
				digest,
				mediaType: OCI_MANIFEST,
				bytes,
				size: bytes.byteLength,
				entry: typed ? { artifactType: type } : { annotations: { [TYPE]: type } }
			};
		} catch (error) {
			if (!isTypeRefusal(error)) throw error;
			refused ??= error;
		}
	}
	if (refused === void 0) throw new TypeError("no form");
	const what = `artifact of the type ${type}, neither as one nor in the shape of an image`;
	throw typesRefused(repository, what, refused);
};
/** Whether an entry of an index of referrers is an artifact of a type. */
const isOfType = (entry, type) => entry.artifactType === type || entry.annotations?.[TYPE] === type;
/** Whether a manifest is that of an artifact that is bound to a digest. */
const isBoundTo = ({ subject, annotations }, digest) => (subject?.digest ?? annotations?.[SUBJECT]) === digest;
/** The first blob of an artifact; undefined when the manifest is not one of this type. */
const artifactBlob = ({ layers }, type) => {
	const [blob] = layers;
	return blob?.mediaType === type || blob?.annotations?.[TYPE] === type ? blob : void 0;
};
// src/layer/layerEntry.ts
/** Time of everything in layers of ours: 2020-01-01, late enough for zip. Layer format 1. */
const LAYER_MTIME = 1577836800;
const OWNED = {
	uid: 0,
	gid: 0,
	mtime: LAYER_MTIME
};
/**
* Where any user of group 0 may install: everything else is root's, because `dev` is in group 0 and
* must not become root by what root runs.
*/
const isShared = (path) => /^opt\/(venv|python)(\/|$)/.test(path);
/**
* Layer format 1 knows four modes: executable or not, and in the environment also for group 0 to
* write.
*/
const layerMode = (path, mode) => ((mode & 64) === 0 ? 420 : 493) | (isShared(path) ? 16 : 0);
const fileEntry = (path, mode, body) => ({
	...OWNED,
	kind: "file",
	path,
	mode: layerMode(path, mode),
	...body
});
const bytesEntry = (path, mode, bytes) => fileEntry(path, mode, {
	size: bytes.length,
	content: {
		kind: "bytes",
		bytes
	}
});
const symlinkEntry = (path, target) => ({
	...OWNED,
	kind: "symlink",
	path,
	mode: 511,
	size: 0,
	target
});
const hardlinkEntry = (path, mode, target) => ({
	...OWNED,
	kind: "hardlink",
	path,
	mode: layerMode(path, mode),
	size: 0,
	target
});
const directoryEntry = (path) => ({
	...OWNED,
	kind: "directory",
	path,
	mode: layerMode(path, 448),
	size: 0
});
/** An entry whose owner and mode dl-env.yml decides. */
const ownedEntry = (path, { mode, uid, gid, content }) => {
	const common = {
		path,
		mode,
		uid,
		gid,
		mtime: LAYER_MTIME
	};
	switch (content.kind) {
		case "directory": return {
			...common,
			kind: "directory",
			size: 0
		};
		case "symlink": return {
			...common,
			kind: "symlink",
			size: 0,
			target: content.target
		};
		case "file": return {
			...common,
			kind: "file",
			size: content.size,
			content: {
				kind: "file",
				path: content.source
			}
		};
	}
};
// src/layer/orderedEntries.ts
/**
* Symlinks in Ubuntu: a layer that brings one of these as a folder would replace the link and break
* the image.
*/
const LINKS_OF_THE_BASE = /* @__PURE__ */ new Set([
	"bin",
	"lib",
	"lib32",
	"lib64",
	"libx32",
	"sbin"
]);
/**
* Names that begin so are no files in a layer: they delete what the layers below have. Source: OCI
* image specification, layer.md.
*/
const WHITEOUT = ".wh.";
const whiteout = (path) => foundProblem({
	code: "layer-path",
	message: `A layer must not hold the path ${JSON.stringify(path)}: names that begin with "${WHITEOUT}" delete files of other layers.`,
	hint: "See which wheel brings it, and report it to its authors: dl-env plan --json"
});
const checked = (path) => {
	const parts = path.split("/");
	const wrong = parts.some((part) => part === "" || part === "." || part === "..") || LINKS_OF_THE_BASE.has(parts[0] ?? "");
	if (parts.some((part) => part.startsWith(WHITEOUT))) throw whiteout(path);
	if (!wrong && !path.includes("\0")) return path;
	throw foundProblem({
		code: "layer-path",
		message: `A layer must not hold the path ${JSON.stringify(path)}.`,
		hint: "Type: dl-env plan --json"
	});
};
const parentOf = (path) => {
	const slash = path.lastIndexOf("/");
	return slash < 0 ? void 0 : path.slice(0, slash);
};
/**
* Where an entry stands: by its path, but bytecode right behind its module, of whose names and
* texts it consists, and its folder before both.
*/
const placeOf = ({ path, kind }) => {
	const [, folder, module] = /^(.+\/)__pycache__(?:\/([^/]+)\.cpython-\d+\.pyc)?$/.exec(path) ?? [];
	if (folder === void 0) return path;
	if (module !== void 0) return `${folder}${module}.py\0${path}`;
	return kind === "directory" ? `${folder}\0` : path;
};
const inPlace = (entries) => [...entries].map((entry) => ({
	entry,
	place: placeOf(entry)
})).sort((a, b) => a.place < b.place ? -1 : 1).map(({ entry }) => entry);
/**
* The entries of a layer of ours in canonical order: sorted by path, bytecode behind its module,
* with every parent folder, the same in each layer. Of two entries with one path the later wins.
* Rejects paths that no layer may hold (`layer-path`).
*/
const ordered$1 = (entries) => {
	const byName = /* @__PURE__ */ new Map();
	for (const entry of entries) byName.set(checked(entry.path), entry);
	for (const entry of entries) for (let parent = parentOf(entry.path); parent !== void 0; parent = parentOf(parent)) {
		const there = byName.get(parent);
		if (there?.kind === "directory") break;
		if (there !== void 0) throw foundProblem({
			code: "layer-path",
			message: `${parent} is both a folder and not a folder in one layer.`,
			hint: "Type: dl-env plan --json"
		});
		byName.set(parent, directoryEntry(parent));
	}
	return inPlace(byName.values());
};
// src/layer/diskSpace.ts
/** The error for what does not fit, with the numbers. */
const notEnough = ({ folder, needs, needed, free, reserved }) => {
	const there = lasting(folder);
	const elsewhere = there === folder ? "" : "Use another disk: export XDG_CACHE_HOME=/path/on/a/larger/disk\n";
	const first = reserved === void 0 ? "Make" : "Wait until that is done, or make";
	return unreachable({
		code: "disk-full",
		message: `${needs} about ${bytes(needed)} of free space in ${there}, but only ${bytes(free)} are free${reserved === void 0 ? "" : `, ${reserved}`}.`,
		hint: `${elsewhere}${elsewhere === "" ? first : "Or make"} room, then type the command again; how full it is: df -h ${there}`
	});
};
/**
* Rejects with code `disk-full` and both numbers when `folder` has less room than `needed` bytes.
*/
const ensureSpace = async (files, folder, { needed, what }) => {
	const free = await files.freeBytes(folder);
	if (free < needed) throw notEnough({
		folder,
		needs: `${what} needs`,
		needed,
		free
	});
};
// src/catalog/tagLists.ts
/** Whether a list says what short versions mean, as the catalog's dated copy does not. */
const saysVersions = (list) => list !== void 0 && list.mirror?.refusesList !== true;
/** Where a list was read, for messages. */
const listSource = (repository, { asOf, mirror }) => `tags of ${repository}${mirror === void 0 || mirror.name === repository ? "" : ` in the mirror ${mirror.name}`}, read ${asOf}`;
/**
* A release of your own need not be an Ubuntu, so what ends a tag is held against the catalog, not
* against a form.
*/
const TAG = /^(\d+\.\d+\.\d+)-((?:cudnn\d*-)?(?:base|runtime|devel))-(.+)$/;
/** CUDA -> Ubuntu -> flavors, of the Ubuntu releases that the catalog knows. */
const imagesOf = (tags, catalog) => {
	const names = new Map(catalog.ubuntu.map((release) => [release.tag, release.name]));
	const images = /* @__PURE__ */ new Map();
	for (const tag of tags) {
		const [, cuda, flavor, end] = TAG.exec(tag) ?? [];
		const ubuntu = names.get(end ?? "");
		if (cuda === void 0 || flavor === void 0 || ubuntu === void 0) continue;
		const release = images.get(cuda) ?? /* @__PURE__ */ new Map();
		release.set(ubuntu, [...release.get(ubuntu) ?? [], flavor]);
		images.set(cuda, release);
	}
	return images;
};
const newRelease = ({ version, repository, images }, list) => ({
	version,
	minor: minorOf(version),
	images,
	isComplete: true,
	isOnlySeen: false,
	repository,
	digests: {},
	source: listSource(repository, list)
});
/** A mirror's list adds to the catalog's copy: what it lacks it may not have fetched yet. */
const joined = (copied, found) => Object.fromEntries([.../* @__PURE__ */ new Set([...Object.keys(copied), ...Object.keys(found)])].map((ubuntu) => [ubuntu, [.../* @__PURE__ */ new Set([...copied[ubuntu] ?? [], ...found[ubuntu] ?? []])]]));
/**
* The catalog with the images that registries list now in place of its dated copy (with a mirror's
* list: beside it), so that a short version is the newest that really has an image. Releases newer
* than the copy join in; CUDA before the catalog's oldest stays out.
*/
const withTagLists = (catalog, lists) => {
	if (lists.size === 0) return catalog;
	const oldest = catalog.cuda[0]?.version ?? "0";
	const replaced = catalog.cuda.map((release) => {
		const listed = lists.get(release.repository);
		const isOwn = release.repository === catalog.base;
		const isCopied = listed?.mirror !== void 0 && (!isOwn || listed.mirror.refusesList === true);
		return listed === void 0 || isCopied ? release : {
			...release,
			images: {}
		};
	});
	const decide = new Set(catalog.cuda.map(({ repository }) => repository));
	for (const [repository, listed] of lists) {
		if (!decide.has(repository)) continue;
		for (const [version, found] of imagesOf(listed.tags, catalog)) {
			if (compareVersions(version, oldest) < 0) continue;
			const images = Object.fromEntries(found);
			const at = replaced.findIndex((release) => release.version === version && release.repository === repository);
			const before = replaced[at];
			if (before === void 0) replaced.push(newRelease({
				version,
				repository,
				images
			}, listed));
			else replaced[at] = {
				...before,
				isOnlySeen: false,
				images: joined(before.images, images)
			};
		}
	}
	return {
		...catalog,
		cuda: replaced.toSorted((a, b) => compareVersions(a.version, b.version))
	};
};
// src/engine/standInFiles.ts
const text = (path, content, mode = 420) => bytesEntry(path, mode, new TextEncoder().encode(content));
const NOTICE = (cuda) => `This image is a stand-in for nvidia/cuda:${cuda}, made by dl-env from Debian 12 where the real one could not be reached.
It has no CUDA libraries. Programs that bring their own (the wheels of a cell) work in it as in the real one. Do not publish it.
`;
const majorOf = (minor) => minor.split(".")[0] ?? minor;
const cudaFolders = ({ version, minor }, driver) => {
	const home = `usr/local/cuda-${minor}`;
	return [
		directoryEntry(`${home}/targets/x86_64-linux/lib`),
		symlinkEntry(`${home}/lib64`, "targets/x86_64-linux/lib"),
		text(`${home}/compat/libcuda.so.${driver}`, `dl-env: stand-in for the driver library of CUDA ${version}\n`),
		symlinkEntry(`${home}/compat/libcuda.so.1`, `libcuda.so.${driver}`),
		symlinkEntry(`${home}/compat/libcuda.so`, "libcuda.so.1"),
		symlinkEntry("etc/alternatives/cuda", `/${home}`),
		symlinkEntry(`etc/alternatives/cuda-${majorOf(minor)}`, `/${home}`),
		symlinkEntry("usr/local/cuda", "/etc/alternatives/cuda"),
		symlinkEntry(`usr/local/cuda-${majorOf(minor)}`, `/etc/alternatives/cuda-${majorOf(minor)}`)
	];
};
const ENTRYPOINT = `#!/bin/bash
# Stand-in for the entrypoint of NVIDIA's runtime images: says nothing, starts the command.
exec "$@"
`;
/** Where the runtime flavors keep their entrypoint. */
const STAND_IN_ENTRYPOINT = "/opt/nvidia/nvidia_entrypoint.sh";
const notice = ({ version }) => ({
	says: "notice: what this image is",
	entries: [text("etc/dl-env-stand-in", NOTICE(version))]
});
const loaderSettings = ({ minor }) => ({
	says: "ld.so.conf.d: where the container toolkit and CUDA keep libraries",
	entries: [
		text("etc/ld.so.conf.d/000_cuda.conf", "/usr/local/cuda/targets/x86_64-linux/lib\n"),
		text(`etc/ld.so.conf.d/988_cuda-${majorOf(minor)}.conf`, `/usr/local/cuda-${majorOf(minor)}/targets/x86_64-linux/lib\n`),
		text("etc/ld.so.conf.d/nvidia.conf", "/usr/local/nvidia/lib\n/usr/local/nvidia/lib64\n")
	]
});
const LICENCE = {
	says: "licence: none of NVIDIA's software is here",
	entries: [text("NGC-DL-CONTAINER-LICENSE", "A stand-in: none of NVIDIA's software is in this image.\n")]
};
const RUNTIME_ENTRYPOINT = {
	says: "entrypoint of the runtime flavors",
	entries: [directoryEntry("opt/nvidia/entrypoint.d"), text(STAND_IN_ENTRYPOINT.slice(1), ENTRYPOINT, 493)]
};
/**
* The stand-in's layers above Debian, shaped like nvidia/cuda's: one step each. `runtime` and the
* like bring an entrypoint.
*/
const standInLayers = (cuda, flavor, drivers) => [
	notice(cuda),
	{
		says: `cuda-cudart-${cuda.minor} and cuda-compat-${cuda.minor}: folders without libraries`,
		entries: cudaFolders(cuda, drivers.shipped[cuda.version] ?? "0.0")
	},
	loaderSettings(cuda),
	LICENCE,
	...flavor === "base" ? [] : [RUNTIME_ENTRYPOINT]
];
/**
* Brands that NVIDIA_REQUIRE_CUDA lists; GeForce is not among them. Source: nvidia/cuda's
* Dockerfiles, 12.5 and later.
*/
const BRANDS = [
	"unknown",
	"grid",
	"tesla",
	"nvidia",
	"quadro",
	"quadrortx",
	"nvidiartx",
	"vapps",
	"vpc",
	"vcs",
	"vws",
	"cloudgaming"
];
/** `cuda>=12.8 brand=tesla,driver>=535,driver<536 …`: a space is OR, a comma is AND. */
const requireCuda = (minor, branches) => [`cuda>=${minor}`, ...BRANDS.flatMap((brand) => branches.map((branch) => `brand=${brand},driver>=${branch},driver<${branch + 1}`))].join(" ");
/** The environment of nvidia/cuda's images. */
const standInEnvironment = (cuda, drivers) => [
	"PATH=/usr/local/nvidia/bin:/usr/local/cuda/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
	"NVARCH=x86_64",
	`NVIDIA_REQUIRE_CUDA=${requireCuda(cuda.minor, drivers.requireBranches[cuda.minor] ?? [])}`,
	`CUDA_VERSION=${cuda.version}`,
	`NV_CUDA_CUDART_VERSION=${cuda.version}-1`,
	"LD_LIBRARY_PATH=/usr/local/nvidia/lib:/usr/local/nvidia/lib64:/usr/local/cuda/lib64",
	"NVIDIA_VISIBLE_DEVICES=all",
	"NVIDIA_DRIVER_CAPABILITIES=compute,utility",
	"NVIDIA_PRODUCT_NAME=CUDA"
];
// src/engine/standInRootfs.ts
/**
* Debian 12's release day: a time of the content, not of the build, so that the same packages are
* the same bytes.
*/
const STAND_IN_EPOCH = 1686355200;
/** Part of the file's name: a change here makes Debian's layer again. */
const RECIPE = "2";
/** Bytes that mmdebstrap, its tar and the layer take at most. */
const ROOM = 15e8;
/** Another process may make the same; milliseconds. */
const LOCK_LIMIT = 18e5;
const Made = object({
	digest: string(),
	size: number(),
	unpacked: number(),
	diffId: string(),
	mediaType: string()
});
const isDebian12 = async (sys) => {
	const text = await sys.files.readText("/etc/os-release") ?? "";
	return /^ID=debian$/m.test(text) && /^VERSION_ID="?12"?$/m.test(text);
};
/** Where this host's Debian 12 gets its packages; elsewhere mmdebstrap's own default. */
const sourcesOf = async (sys) => {
	if (!await isDebian12(sys)) return [];
	for (const file of ["/etc/apt/sources.list.d/debian.sources", "/etc/apt/sources.list"]) if ((await sys.files.readText(file) ?? "").includes("bookworm")) return [file];
	return [];
};
/**
* A small Debian 12: apt, and the certificates that nvidia/cuda has too. Documentation but licences
* is left out, then and later, as in Ubuntu's own image. As root or in a user namespace, as the
* host allows.
*/
const mmdebstrapArgv = (tar, sources) => [
	"mmdebstrap",
	"--quiet",
	"--variant=minbase",
	"--include=ca-certificates",
	...[
		"/usr/share/man/*",
		"/usr/share/locale/*",
		"/usr/share/info/*",
		"/usr/share/doc/*"
	].map((pattern) => `--dpkgopt=path-exclude=${pattern}`),
	"--dpkgopt=path-include=/usr/share/doc/*/copyright",
	"bookworm",
	tar,
	...sources
];
const bootstrap = async (sys, file) => {
	await ensureSpace(sys.files, file.slice(0, file.lastIndexOf("/")), {
		needed: ROOM,
		what: "The stand-in's Debian"
	});
	const temp = await sys.files.makeTemp("dl-env-debian-");
	try {
		const argv = mmdebstrapArgv(`${temp}/rootfs.tar`, await sourcesOf(sys));
		const result = await sys.processes.run(argv, {
			cwd: temp,
			env: { SOURCE_DATE_EPOCH: String(STAND_IN_EPOCH) }
		});
		if (result.code !== 0) throw unreachable({
			code: "stand-in-failed",
			message: "Debian could not be fetched for the stand-in base: mmdebstrap failed.",
			hint: "Check that packages can be fetched at all: apt-get update"
		}, { cause: new Error(result.stderr.trim().split("\n").slice(-15).join("\n")) });
		return await canonicalLayer(sys, `${temp}/rootfs.tar`, {
			file,
			epoch: STAND_IN_EPOCH
		});
	} finally {
		await sys.files.remove(temp);
	}
};
const cachedLayer = async (sys, file) => {
	const text = await sys.files.readText(`${file}.json`);
	const decoded = text === void 0 ? void 0 : Made.safeParse(JSON.parse(text));
	if (decoded?.success !== true || (await sys.files.stat(file))?.size !== decoded.data.size) return void 0;
	return {
		...decoded.data,
		file
	};
};
const removeOthers = async (sys, folder, keep) => {
	for (const name of await sys.files.list(folder)) if (name.startsWith("debian-") && !name.startsWith(keep)) await sys.files.remove(`${folder}/${name}`);
};
/**
* Debian's layer for stand-ins, made by mmdebstrap once a day on a machine and kept in the cache.
*/
const standInRootfs = async (sys) => {
	const folder = `${cacheFolder(sys.env)}/stand-in-debian`;
	const name = `debian-${new Date(sys.clock.now()).toISOString().slice(0, 10)}-${RECIPE}.tar.gz`;
	const file = `${folder}/${name}`;
	await sys.files.makeDir(folder);
	const lock = {
		path: `${folder}/lock`,
		what: "Debian for stand-ins",
		limit: LOCK_LIMIT
	};
	return withToldLock(sys, lock, async () => {
		const made = await cachedLayer(sys, file);
		if (made !== void 0) return made;
		await installWithApt(sys, "mmdebstrap", ["mmdebstrap", "debian-archive-keyring"]);
		const { file: _file, ...layer } = await bootstrap(sys, file);
		await sys.files.write(`${file}.json`, JSON.stringify(layer));
		await removeOthers(sys, folder, name);
		return {
			...layer,
			file
		};
	});
};
// src/engine/standIn.ts
const DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";
const CREATED = (/* @__PURE__ */ new Date(STAND_IN_EPOCH * 1e3)).toISOString();
/** Name of the repository under which the catalog lists the stand-in. */
const STAND_IN_REPOSITORY = "localhost/dl-env/stand-in";
/** The layout folder that stands for the catalog's repository of stand-ins on this machine. */
const standInLayout = (sys) => `${cacheFolder(sys.env)}/stand-in`;
/** As nvidia/cuda would tag it: `12.8.1-base-stand-in`. */
const standInTag = (cuda, flavor = "base") => `${cuda}-${flavor}-stand-in`;
const putBytes = async (into, bytes) => {
	const blob = {
		digest: digestOf(bytes),
		size: bytes.byteLength
	};
	await into.writeBlob({
		...blob,
		open: async function* () {
			yield bytes;
		}
	});
	return blob;
};
const putImage = async (sys, into, { architecture, steps, config }) => {
	for (const { layer } of steps) await into.writeBlob({
		digest: layer.digest,
		size: layer.size,
		open: () => sys.files.read(layer.file)
	});
	const rootfs = {
		type: "layers",
		diff_ids: steps.map(({ layer }) => layer.diffId)
	};
	const history = steps.map(({ says }) => ({
		created: CREATED,
		created_by: `dl-env stand-in: ${says}`
	}));
	const stored = await putBytes(into, jsonBytes({
		architecture,
		os: "linux",
		created: CREATED,
		config,
		rootfs,
		history
	}));
	const layers = steps.map(({ layer }) => ({
		mediaType: DOCKER_LAYER_GZIP,
		digest: layer.digest,
		size: layer.size
	}));
	const bytes = jsonBytes({
		schemaVersion: 2,
		mediaType: DOCKER_MANIFEST,
		config: {
			mediaType: DOCKER_CONFIG,
			...stored
		},
		layers
	});
	const digest = await into.putManifest({
		bytes,
		mediaType: DOCKER_MANIFEST
	});
	return {
		mediaType: DOCKER_MANIFEST,
		digest,
		size: bytes.byteLength,
		platform: {
			os: "linux",
			architecture
		}
	};
};
const smallLayer = async (sys, entries, file) => (await writeBlob(sys, ordered$1(entries), file)).layer;
const labels = (cuda) => ({
	maintainer: "dl-env",
	[STAND_IN_LABEL]: "true",
	"org.opencontainers.image.title": `Stand-in for nvidia/cuda ${cuda.version}`
});
/**
* Makes a stand-in for nvidia/cuda from Debian 12 and puts it into a repository under its own tag:
* six layers or so, and a Docker schema 2 list of two platforms, of which only amd64 is an image
* that runs. The same packages give the same digests.
*/
const makeStandIn = async (sys, { cuda, drivers, flavor = "base" }, into) => {
	const debian = await standInRootfs(sys);
	return withFolder(sys, void 0, async (work) => {
		const steps = [{
			says: "Debian 12 by mmdebstrap",
			layer: debian
		}];
		for (const [index, { says, entries }] of standInLayers(cuda, flavor, drivers).entries()) steps.push({
			says,
			layer: await smallLayer(sys, entries, `${work}/${index}.tar.gz`)
		});
		const config = {
			Env: standInEnvironment(cuda, drivers),
			Cmd: ["/bin/bash"],
			...flavor === "base" ? {} : { Entrypoint: [STAND_IN_ENTRYPOINT] },
			Labels: labels(cuda)
		};
		const amd64 = await putImage(sys, into, {
			architecture: "amd64",
			steps,
			config
		});
		const empty = await smallLayer(sys, [directoryEntry("opt")], `${work}/arm64.tar.gz`);
		const arm64 = await putImage(sys, into, {
			architecture: "arm64",
			steps: [{
				says: "nothing",
				layer: empty
			}],
			config: { Labels: labels(cuda) }
		});
		const bytes = jsonBytes({
			schemaVersion: 2,
			mediaType: DOCKER_LIST,
			manifests: [amd64, arm64]
		});
		const tag = standInTag(cuda.version, flavor);
		return {
			tag,
			digest: await into.putManifest({
				bytes,
				mediaType: DOCKER_LIST
			}, tag),
			platformDigest: amd64.digest
		};
	});
};
// src/matrix/cudaRelease.ts
/**
* The release of that exact version that has images for this Ubuntu; without one, the first of that
* version.
*/
const releaseOf = (catalog, version, ubuntu) => {
	const same = catalog.cuda.filter((release) => release.version === version);
	return same.find((release) => release.images[ubuntu] !== void 0) ?? same[0];
};
/**
* `12.8` -> the newest 12.8.x that has an image for this Ubuntu and flavor; without one, the newest
* with any for this Ubuntu, else the newest 12.8.x. Releases that NVIDIA has ended come last,
* and before them those that were only seen in use.
*/
const fullCuda = (catalog, { cuda, ubuntu, flavor }) => {
	const under = catalog.cuda.filter((release) => isUnder(release.version, cuda));
	const imaged = under.filter((release) => release.images[ubuntu]?.includes(flavor));
	const [found] = [
		imaged.filter((release) => release.endOfLife === void 0 && release.endedBy === void 0),
		imaged,
		under.filter((release) => (release.images[ubuntu] ?? []).length > 0),
		under
	].filter((releases) => releases.length > 0);
	return ((found?.filter((release) => !release.isOnlySeen))?.at(-1) ?? found?.at(-1))?.version ?? cuda;
};
/**
* The repository in which the base of a cell lies: its own, where one is named for it. Stand-ins
* and releases of one's own stay where they are.
*/
const baseRepository = (catalog, { cuda, ubuntu, base }) => {
	const usual = catalog.base ?? "docker.io/nvidia/cuda";
	const found = releaseOf(catalog, cuda, ubuntu)?.repository ?? usual;
	return base !== void 0 && found === usual ? base : found;
};
// src/matrix/cell.ts
/** `<set>-cuda12.8.1-ubuntu24.04-py3.12[-<flavor>]` */
const cellId = (cell, ubuntuTag) => `${cell.set}-cuda${cell.cuda}-${ubuntuTag}-py${cell.python}${cell.flavor === "base" ? "" : `-${cell.flavor}`}`;
// src/matrix/cellLibraries.ts
/** Libraries with those that they need, each once; what nobody knows stands for itself. */
const withNeeds = (names, catalog) => {
	const all = new Set(names);
	for (const name of all) for (const needed of catalog.libraries.get(name)?.needs ?? []) all.add(needed);
	return [...all];
};
/**
* The libraries of a cell whose set lists these: with what they need, what is in every set, and
* unless images are slim what is there for comfort.
*/
const cellLibraries = (listed, catalog, { slim }) => {
	const needsGpu = withNeeds(listed, catalog).some((name) => catalog.libraries.get(name)?.gpu ?? false);
	const comfort = slim ? [] : [...catalog.everyComfort, ...needsGpu ? catalog.gpuComfort : []];
	return withNeeds([
		...listed,
		...catalog.every,
		...comfort
	], catalog);
};
/** Whether a library is in sets that do not list it. */
const isAdded = (name, { every, everyComfort, gpuComfort }) => [
	...every,
	...everyComfort,
	...gpuComfort
].includes(name);
// src/matrix/expand.ts
const axisValues = (request, catalog) => {
	const releases = new Map(catalog.ubuntu.map((release) => [release.name, release]));
	return {
		libraries: memoized((set) => cellLibraries(request.sets[set] ?? catalog.sets.get(set) ?? [], catalog, request)),
		cuda: memoized((base) => fullCuda(catalog, base), ({ cuda, ubuntu, flavor }) => `${cuda} ${ubuntu} ${flavor}`),
		ubuntu: (name) => releases.get(name) ?? {
			python: "3",
			tag: name
		}
	};
};
/**
* The cells of one product of axis values, in the order of the axes; a cell may come twice, by a
* short version and by a full one.
*/
const productOf = function* (axes, values) {
	for (const set of axes.set) for (const written of axes.cuda) for (const ubuntu of axes.ubuntu) {
		const release = values.ubuntu(ubuntu);
		for (const flavor of axes.flavor) {
			const cuda = values.cuda({
				cuda: written,
				ubuntu,
				flavor
			});
			for (const wanted of axes.python) {
				const python = wanted === "ubuntu" ? release.python : wanted;
				yield {
					id: cellId({
						set,
						cuda,
						python,
						flavor
					}, release.tag),
					set,
					libraries: values.libraries(set),
					cuda,
					ubuntu,
					python,
					pythonFrom: python === release.python ? "ubuntu" : "standalone",
					flavor,
					platform: "linux/amd64"
				};
			}
		}
	}
};
const rankOf = (names) => {
	const ranks = new Map(names.map((name, index) => [name, index]));
	return (name) => ranks.get(name) ?? names.length;
};
/**
* Compares texts through ranks made once for all distinct values, which is what keeps sorting
* 100,000 cells cheap.
*/
const ordered = (values, compare) => rankOf([...new Set(values)].sort(compare));
const byCodeUnit = (a, b) => a < b ? -1 : a > b ? 1 : 0;
const sorted = (cells, request, catalog) => {
	const own = Object.keys(request.sets).sort(byCodeUnit);
	const set = rankOf([...catalog.sets.keys(), ...own.filter((name) => !catalog.sets.has(name))]);
	const cuda = ordered(cells.map((cell) => cell.cuda), compareVersions);
	const ubuntu = rankOf(catalog.ubuntu.map((release) => release.name));
	const python = ordered(cells.map((cell) => cell.python), compareVersions);
	const flavor = ordered(cells.map((cell) => cell.flavor), byCodeUnit);
	return cells.toSorted((a, b) => set(a.set) - set(b.set) || cuda(a.cuda) - cuda(b.cuda) || ubuntu(a.ubuntu) - ubuntu(b.ubuntu) || python(a.python) - python(b.python) || flavor(a.flavor) - flavor(b.flavor));
};
/** The axes of an entry of `include`: an axis that it does not name takes the matrix's values. */
const includedAxes = (axes, pattern) => ({
	cuda: pattern.cuda === void 0 ? axes.cuda : [pattern.cuda],
	ubuntu: pattern.ubuntu === void 0 ? axes.ubuntu : [pattern.ubuntu],
	python: pattern.python === void 0 ? axes.python : [pattern.python],
	flavor: pattern.flavor === void 0 ? axes.flavor : [pattern.flavor],
	set: pattern.set === void 0 ? axes.set : [pattern.set]
});
/**
* 128 characters are the most that a tag may have; the immutable tag adds `-r` and 12 digits to a
* cell's id.
*/
const LONGEST_ID = 114;
const checkLength = (cells) => {
	const long = cells.find(({ id }) => id.length > LONGEST_ID);
	if (long === void 0) return cells;
	throw wrongRequest({
		code: "tag-too-long",
		message: `The tag of a cell would have ${long.id.length + 14} characters, and at most 128 are allowed: ${long.id.slice(0, 60)}…`,
		hint: "Give the set a shorter name in dl-env.yml, under: sets"
	});
};
/** The cells, each with the base that entries of `include` name for it. */
const onOwnBases = (request, cells) => {
	if (!request.customization?.cells.some((one) => one.customization.base !== void 0)) return cells;
	const customizationOf = customizer(request);
	return cells.map((cell) => {
		const { base } = customizationOf(cell);
		return base === void 0 ? cell : {
			...cell,
			base
		};
	});
};
/**
* The matrix's product without what `exclude` names, then what `include` adds, as GitHub's matrices
* do it. An entry of `include` that changes images adds cells only where it names none that is
* there. Each id once; sorted by set, CUDA, Ubuntu, Python and flavor, so that the order in
* dl-env.yml changes nothing. Throws DlEnvError(2) `tag-too-long`.
*/
const expandCells = (request, catalog) => {
	const values = axisValues(request, catalog);
	const cells = /* @__PURE__ */ new Map();
	for (const cell of productOf(request.matrix, values)) if (!cells.has(cell.id) && !request.exclude.some((pattern) => matches(cell, pattern))) cells.set(cell.id, cell);
	for (const pattern of request.include) for (const cell of productOf(includedAxes(request.matrix, pattern), values)) if (!cells.has(cell.id)) cells.set(cell.id, cell);
	for (const { pattern } of request.customization?.cells ?? []) if (!cells.values().some((cell) => matches(cell, pattern))) for (const cell of productOf(includedAxes(request.matrix, pattern), values)) cells.set(cell.id, cell);
	const based = onOwnBases(request, [...checkLength([...cells.values()])]);
	return sorted(based, request, catalog);
};
// src/matrix/baseRepositories.ts
const basesOf = ({ cuda, ubuntu, flavor }, catalog) => cuda.flatMap((written) => ubuntu.flatMap((name) => flavor.map((one) => ({
	cuda: fullCuda(catalog, {
		cuda: written,
		ubuntu: name,
		flavor: one
	}),
	ubuntu: name,
	flavor: one
}))));
/** A pattern that names a set or a Python leaves others with the same base. */
const leavesOut = (pattern, base) => pattern.set === void 0 && pattern.python === void 0 && (pattern.cuda === void 0 || isUnder(base.cuda, pattern.cuda)) && (pattern.ubuntu === void 0 || pattern.ubuntu === base.ubuntu) && (pattern.flavor === void 0 || pattern.flavor === base.flavor);
/**
* The repositories whose tags decide which bases there are: known from the request and the catalog
* before the matrix is expanded, since the registry's own list decides which release a short
* version means.
*/
const baseRepositories = (request, catalog) => {
	const { matrix, exclude } = request;
	const changed = request.customization?.cells.map(({ pattern }) => pattern) ?? [];
	const include = [...request.include, ...changed];
	const bases = [
		...basesOf(matrix, catalog).filter((base) => !exclude.some((pattern) => leavesOut(pattern, base))),
		...include.flatMap((pattern) => basesOf(includedAxes(matrix, pattern), catalog)),
		...(request.customization?.cells ?? []).flatMap(({ pattern, customization: { base } }) => base === void 0 ? [] : basesOf(includedAxes(matrix, pattern), catalog).map((one) => ({
			...one,
			base
		})))
	];
	return [...new Set(bases.map((base) => baseRepository(catalog, base)))];
};
/** Whole days between two ISO dates. */
const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / DAY);
/** Undefined for a catalog of the last 30 days; `today` is an ISO date. */
const oldCatalog = ({ asOf }, today) => {
	const days = daysBetween(asOf, today);
	return days > 30 ? {
		asOf,
		days
	} : void 0;
};
// src/matrix/baseAlternative.ts
/** The tag of the image that a cell would be based on. */
const tagOf = (cell, catalog) => `${cell.cuda}-${cell.flavor}-${catalog.ubuntu.find((release) => release.name === cell.ubuntu)?.tag ?? cell.ubuntu}`;
/**
* The flavors that a release has for the cell's Ubuntu beside the cell's own, which is in the copy,
* too, where a mirror alone lacks it.
*/
const otherFlavors = (cell, release) => (release?.images[cell.ubuntu] ?? []).filter((flavor) => flavor !== cell.flavor);
/** A change of a cell to another whose image is there. */
const alternativeWith = ({ cell, release, catalog }, mayBe) => {
	const isListed = (change) => mayBe(tagOf({
		...cell,
		...change
	}, catalog));
	const flavor = otherFlavors(cell, release).find((one) => isListed({ flavor: one }));
	if (flavor !== void 0) return matrixLine("flavor", flavor);
	const ubuntus = Object.entries(release?.images ?? {}).filter(([name, listed]) => name !== cell.ubuntu && listed.includes(cell.flavor)).map(([name]) => name).filter((ubuntu) => isListed({ ubuntu })).sort(compareVersions);
	if (ubuntus.length > 0) return matrixLine("ubuntu", ubuntus.at(-1) ?? "");
	const other = catalog.cuda.find((candidate) => candidate.images[cell.ubuntu]?.includes(cell.flavor) && compareVersions(candidate.version, cell.cuda) > 0 && isListed({ cuda: candidate.version }));
	return other === void 0 ? void 0 : matrixLine("cuda", other.version);
};
/**
* What there is instead: another CUDA for the same Ubuntu, or another Ubuntu for the same CUDA. Of
* those that a list names where there is one; what a mirror does not list may be there still.
*/
const baseAlternative = (lookup) => {
	const { list } = lookup;
	if (list === void 0) return alternativeWith(lookup, () => true);
	const { tags, mirror } = list;
	const listed = alternativeWith(lookup, (tag) => tags.has(tag));
	return mirror === void 0 || listed !== void 0 ? listed : alternativeWith(lookup, (tag) => mirror.unlisted.get(tag) !== "absent");
};
// src/matrix/base.ts
/** Images made on this machine have no registry's list that could be old. */
const isLocal = (repository) => repository.startsWith("localhost/");
/** The repository and the tag of the image that a cell would be based on. */
const baseOf = (cell, catalog) => ({
	repository: baseRepository(catalog, cell),
	tag: tagOf(cell, catalog)
});
const place = (cell) => cell.ubuntu === "stand-in" ? "the stand-in" : `Ubuntu ${cell.ubuntu}`;
const there = (tag, asOf) => ({
	kind: "there",
	base: {
		tag,
		asOf
	}
});
/** Whether dl-env.yml names the repository, for all cells or for this one. */
const isOwnBase = (repository, cell, { base }) => repository === base || repository === cell.base;
/** Who has no such image, as the beginning of a sentence. */
const publisher = ({ cell, catalog, mirror }) => {
	const { repository } = baseOf(cell, catalog);
	if (mirror === void 0) return isOwnBase(repository, cell, catalog) ? `${repository} has` : "NVIDIA has published";
	return mirror === repository ? `${mirror} has` : `The mirror ${mirror} has`;
};
const absent = (lookup) => {
	const { cell, release, catalog, source, mirror } = lookup;
	const flavor = otherFlavors(cell, release).length > 0 || cell.flavor !== "base" ? `${cell.flavor} ` : "";
	const hint = baseAlternative(lookup);
	return {
		kind: "absent",
		reason: {
			code: "no-base-image",
			message: `${publisher({
				cell,
				catalog,
				mirror
			})} no ${flavor}image of CUDA ${cell.cuda} for ${place(cell)}.`,
			source,
			...hint === void 0 ? {} : { hint }
		}
	};
};
const copyTooOld = (repository, asOf) => ({
	kind: "unknown",
	reason: {
		code: "base-list-too-old",
		message: `The registry's tags could not be read, and the catalog's copy of ${asOf} is older than 30 days.`,
		source: `tags of ${repository}`,
		hint: "mirrors: { docker.io: mirror.example }, or: dl-env catalog update"
	}
});
/** What the copy does not have, where nobody said that its list is whole. */
const notInCopy = (cell, { tag }, catalog) => ({
	kind: "unknown",
	reason: {
		code: "base-not-in-copy",
		message: `The registry's tags could not be read, and the catalog's copy of ${catalog.asOf} has no ${tag}.`,
		source: releaseOf(catalog, cell.cuda, cell.ubuntu)?.source ?? "matrix/cuda.yml",
		hint: "Once the registry answers, type it again: dl-env plan"
	}
});
const neverWas = (why, lookup) => {
	const { catalog } = lookup;
	const hint = baseAlternative(lookup);
	return {
		kind: "absent",
		reason: {
			code: "no-base-image",
			message: why,
			source: `matrix/cuda.yml (copy of ${catalog.asOf})`,
			...hint === void 0 ? {} : { hint }
		}
	};
};
const notAsked = (tag, source, refusal) => ({
	kind: "unknown",
	reason: {
		code: "base-not-asked",
		message: refusal === void 0 ? `The mirror does not list ${tag}, and did not answer when asked for it.` : `The mirror gives no list and no answer to ${tag}: ${refusal.message}`,
		source,
		hint: refusal?.hint ?? "Once the mirror answers, type it again: dl-env plan"
	}
});
/** What NVIDIA's list says decides nothing of another repository. */
const ownNotRead = (repository) => ({
	kind: "unknown",
	reason: {
		code: "base-not-asked",
		message: `The tags of ${repository} could not be read, and no copy of them is in the catalog.`,
		source: `tags of ${repository}`,
		hint: "Once the registry answers, type it again: dl-env plan"
	}
});
/** By the catalog's dated copy of the list, which is worth nothing after 30 days. */
const judgeByCopy = (lookup, today) => {
	const { cell, release, catalog } = lookup;
	const { repository, tag } = baseOf(cell, catalog);
	if (isOwnBase(repository, cell, catalog)) return ownNotRead(repository);
	if (!isLocal(repository) && daysBetween(catalog.asOf, today) > 30) return copyTooOld(repository, catalog.asOf);
	if (release?.images[cell.ubuntu]?.includes(cell.flavor) === true) return there(`${repository}:${tag}`, isLocal(repository) ? today : catalog.asOf);
	const never = release === void 0 ? catalog.never[minorOf(cell.cuda)] : void 0;
	if (never !== void 0) return neverWas(never, lookup);
	if (release?.isComplete !== true) return notInCopy(cell, {
		repository,
		tag
	}, catalog);
	return absent({
		...lookup,
		source: `${release.source} (copy of ${catalog.asOf})`
	});
};
/** A tag that a mirror's list lacks, which says nothing: what it said when asked for it decides. */
const judgeUnlisted = (lookup, { list, today }) => {
	const { repository, tag } = baseOf(lookup.cell, lookup.catalog);
	const source = listSource(repository, list);
	switch (list.mirror?.unlisted.get(tag)) {
		case void 0: return judgeByCopy(lookup, today);
		case "unreachable": return notAsked(tag, source, list.mirror.refusal);
		case "absent": return absent({
			...lookup,
			source: `${source}, and asked for ${tag}`,
			...list.mirror === void 0 ? {} : { mirror: list.mirror.name }
		});
	}
};
/**
* Whether the cell's base exists: by the registry's own list, else by the catalog's dated copy,
* which says its date and is worth nothing (unknown) after 30 days. The list of a mirror says only
* what exists. The stand-in is made here and needs no list.
*/
const judgeBase = (cell, { catalog, list, today }) => {
	const release = releaseOf(catalog, cell.cuda, cell.ubuntu);
	const { repository, tag } = baseOf(cell, catalog);
	const lookup = {
		cell,
		release,
		catalog,
		list
	};
	if (list === void 0 || isLocal(repository)) return judgeByCopy(lookup, today);
	if (list.tags.has(tag)) return there(`${repository}:${tag}`, list.asOf);
	if (list.mirror !== void 0) return judgeUnlisted(lookup, {
		list,
		today
	});
	return absent({
		...lookup,
		source: listSource(repository, list)
	});
};
// src/matrix/readRequest.ts
/** Bytes; a request that names every axis of the catalog has a few thousand. */
const LARGEST$1 = 4e6;
const tooLarge = (file) => wrongRequest({
	code: "request-too-large",
	message: `This file is larger than ${LARGEST$1 / 1e6} MB, too large for a dl-env.yml.`,
	place: { file },
	hint: `Name the right file: --file dl-env.yml; see what this one is: ls -l ${file}`
});
/** No more than LARGEST bytes, from a file or whatever else can be read. */
const readBytes = async (files, file) => {
	const parts = [];
	let size = 0;
	for await (const part of files.read(file)) {
		size += part.length;
		if (size > LARGEST$1) throw tooLarge(file);
		parts.push(part);
	}
	return Buffer.concat(parts);
};
/** The first line, from 1, that is no UTF-8. */
const brokenLine = (bytes) => {
	let line = 1;
	for (let start = 0; start < bytes.length; line += 1) {
		const end = bytes.indexOf(10, start);
		const stop = end === -1 ? bytes.length : end + 1;
		try {
			new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(start, stop));
		} catch {
			return line;
		}
		start = stop;
	}
	return line;
};
const textOf$1 = (bytes, file) => {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch (error) {
		const line = brokenLine(bytes);
		throw wrongRequest({
			code: "not-utf8",
			message: "This line is not UTF-8 text.",
			place: {
				file,
				line
			},
			hint: `See in which encoding it is, then save it as UTF-8: file ${file}`
		}, { cause: error });
	}
};
/** The text of dl-env.yml. Throws DlEnvError(2): `no-request`, `request-too-large`, `not-utf8`. */
const readRequest = async (files, file) => {
	const found = await files.stat(file);
	if (found === void 0) throw wrongRequest({
		code: "no-request",
		message: `There is no file ${file}.`,
		hint: smallest(file)
	});
	if (found.kind === "directory") throw wrongRequest({
		code: "no-request",
		message: `${file} is a folder, and a file is needed.`,
		hint: `Name the file in it: --file ${file.replace(/\/+$/, "")}/dl-env.yml`
	});
	try {
		return textOf$1(await readBytes(files, file), file);
	} catch (error) {
		if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
		throw wrongRequest({
			code: "no-request",
			message: `${file} is a symbolic link whose target does not exist.`,
			hint: `See where it leads: readlink ${file}`
		}, { cause: error });
	}
};
// src/matrix/ownIndexes.ts
const indexesIn = (customization) => [customization?.all, ...(customization?.cells ?? []).map((one) => one.customization)].flatMap((one) => one?.index ?? []);
/** Names of the package indexes that dl-env.yml names, for all cells or for some. */
const namesOfIndexes = (customization) => indexesIn(customization).map(({ name }) => name);
/** The catalog with the package indexes that dl-env.yml names. */
const withOwnIndexes = (catalog, { customization, file }) => {
	const own = indexesIn(customization);
	if (own.length === 0) return catalog;
	const entries = own.map(({ name, url }) => [name, {
		name,
		url,
		own: true,
		about: "",
		source: file
	}]);
	return {
		...catalog,
		indexes: new Map([...catalog.indexes, ...entries])
	};
};
// src/matrix/requirementsText.ts
/** Lines without comments; one that ends in a backslash goes on in the next. */
const linesOf = (text) => {
	const lines = [];
	let open;
	for (const [at, raw] of text.split(/\r?\n/).entries()) {
		const plain = raw.replace(/(^|\s)#.*$/, "");
		const before = open ?? {
			text: "",
			number: at + 1
		};
		const goesOn = plain.endsWith("\\");
		const whole = {
			...before,
			text: `${before.text}${goesOn ? plain.slice(0, -1) : plain}`
		};
		open = goesOn ? whole : void 0;
		if (!goesOn && whole.text.trim() !== "") lines.push({
			...whole,
			text: whole.text.trim()
		});
	}
	return open === void 0 ? lines : [...lines, open];
};
/** What is done anyway: wheels only, and hashes are compared wherever they are given. */
const WITHOUT_EFFECT = /^--(?:prefer-binary|require-hashes|only-binary(?:[= ].*)?|use-feature(?:[= ].*)?)$/;
const OPTIONS = [
	[/^(?:-i|--index-url|--extra-index-url)\b/, {
		message: "Which index is asked is said by dl-env.yml, not by this file.",
		hint: "Remove the line; PyTorch's indexes are asked anyway, another one is named in dl-env.yml: index: [{ name: lab, url: https://pypi.lab.example/simple }]"
	}],
	[/^(?:-f|--find-links|--no-index|--trusted-host)\b/, {
		message: "Packages are taken from indexes only.",
		hint: "Remove the line; put its wheels on an index, and name that in dl-env.yml: index: [{ name: lab, url: https://pypi.lab.example/simple }]"
	}],
	[/^(?:-e|--editable)\b/, {
		message: "An editable package is a folder, and images hold wheels of an index.",
		hint: "Leave it out, and mount the folder: docker run -v .:/work … uv pip install -e /work"
	}],
	[/^--pre$/, {
		message: "`--pre` takes pre-releases of every package.",
		hint: "Name one where it is wanted, such as: package>=2.0rc1"
	}],
	[/^--no-binary\b/, {
		message: "Images hold wheels, which are never built here.",
		hint: "Remove the line; what has no wheel is told: dl-env plan"
	}]
];
const refusedOption = (text) => OPTIONS.find(([sign]) => sign.test(text))?.[1] ?? {
	message: `\`${text.split(/[\s=]/, 1)[0] ?? ""}\` is no option that is read in this file.`,
	hint: "Remove the line, then: dl-env plan"
};
const NAMED_FILE = /^(?:-(r|c)\s*|--(requirement|constraint)[=\s]\s*)(\S.*)$/;
const HASHES = /\s+--hash[=\s]sha256:([0-9a-f]{64})/g;
const WRONG_HASH = /\s--hash\b/;
const refusedHash = (text) => ({
	message: `A hash of \`${text.split(/\s/, 1)[0] ?? ""}\` is not a sha256 of 64 digits.`,
	hint: "Remove it, or write the hashes anew: uv pip compile --generate-hashes requirements.in"
});
/** Whether the condition of a line holds in no image, whatever its Python. */
const isElsewhere = (text) => {
	const marker = parseMarker(/;\s*([^;]+)$/.exec(text)?.[1] ?? "");
	return marker !== void 0 && pythonRanges((python) => holdsFor(marker, python))?.length === 0;
};
/** Reads the text of a requirements.txt. */
const readRequirementsText = (text, file, isConstraint = false) => {
	const requirements = [];
	const files = [];
	const refused = [];
	for (const line of linesOf(text)) {
		const place = {
			file,
			line: line.number,
			column: 1
		};
		const named = NAMED_FILE.exec(line.text);
		if (named !== null) {
			const ties = isConstraint || named[1] === "c" || named[2] === "constraint";
			files.push({
				path: named[3] ?? "",
				isConstraint: ties,
				place
			});
		} else if (line.text.startsWith("-")) {
			if (!WITHOUT_EFFECT.test(line.text)) refused.push({
				...refusedOption(line.text),
				place
			});
		} else {
			const hashes = [...line.text.matchAll(HASHES)].map(([, hash = ""]) => hash);
			const text = line.text.replaceAll(HASHES, "");
			const parsed = parseRequirement(text);
			if (isElsewhere(text)) continue;
			if (WRONG_HASH.test(text)) refused.push({
				...refusedHash(text),
				place
			});
			else if (isRefused(parsed)) refused.push({
				...parsed,
				place
			});
			else requirements.push({
				...parsed,
				place,
				hashes,
				isConstraint
			});
		}
	}
	return {
		requirements,
		files,
		refused
	};
};
// src/matrix/setFiles.ts
/** Bytes of one file, and files that one set may lead to. */
const LARGEST = 1e6;
const MOST = 50;
const fileProblem = (message, place) => ({
	code: "requirements-file",
	message,
	place,
	hint: "Name a file beside dl-env.yml, such as: sets: { mine: { requirements: requirements.txt } }"
});
/** The text of a named file, or what is wrong with it. */
const textOf = async ({ files, env }, { path, place }, folder) => {
	const there = resolve(env.cwd, path);
	const real = await files.realPath(there);
	if (real === void 0) return fileProblem(`There is no file ${path}.`, place);
	if (!(await Promise.all([env.cwd, resolve(env.cwd, folder)].map(async (top) => await files.realPath(top) ?? top))).some((top) => isWithin(top, real))) return fileProblem(`${path} lies outside the folder of dl-env.yml.`, place);
	const found = await files.stat(real);
	if (found?.kind !== "file") return fileProblem(`${path} is not a file.`, place);
	if (found.size > LARGEST) return fileProblem(`${path} is larger than 1 MB.`, place);
	return await files.readText(real) ?? fileProblem(`${path} cannot be read.`, place);
};
const refusals = (refused) => refused.map(({ message, hint, place }) => ({
	code: "requirement",
	message,
	hint,
	place
}));
const readRequirements = async (world, set, folder) => {
	const requirements = [];
	const problems = [];
	const seen = /* @__PURE__ */ new Set();
	const waiting = set.requirements.map((path) => ({
		path: join(folder, path),
		place: set.place,
		isConstraint: false
	}));
	for (const named of waiting) {
		const key = `${named.path} ${named.isConstraint}`;
		if (seen.has(key)) continue;
		seen.add(key);
		if (seen.size > MOST) {
			problems.push(fileProblem(`More than ${MOST} files of requirements are named.`, set.place));
			break;
		}
		const text = await textOf(world, named, folder);
		if (typeof text !== "string") {
			problems.push(text);
			continue;
		}
		const read = readRequirementsText(text, named.path, named.isConstraint);
		requirements.push(...read.requirements);
		problems.push(...refusals(read.refused));
		waiting.push(...read.files.map((file) => ({
			...file,
			path: join(dirname(named.path), file.path)
		})));
	}
	return {
		requirements,
		pythons: [],
		paths: waiting.map(({ path }) => path),
		problems
	};
};
const readPyproject = async (world, { pyproject, groups, extras, place }, folder) => {
	const none = {
		requirements: [],
		pythons: [],
		paths: []
	};
	if (pyproject === void 0) return {
		...none,
		problems: []
	};
	const path = join(folder, pyproject);
	const text = await textOf(world, {
		path,
		place
	}, folder);
	if (typeof text !== "string") return {
		...none,
		paths: [path],
		problems: [text]
	};
	const read = readPyprojectText(text, path, {
		groups,
		extras
	});
	return {
		requirements: read.requirements,
		pythons: read.python === void 0 ? [] : [{
			python: read.python,
			source: path
		}],
		paths: [path],
		problems: refusals(read.refused)
	};
};
const sourceText = ({ file, line }) => line === void 0 ? file : `${file}:${line}`;
const contentOf = ({ requirements, pythons }, { catalog }) => {
	const found = requirements.map(({ place, isConstraint, hashes, ...one }) => entriesFor(one, {
		source: sourceText(place),
		...isConstraint ? { isConstraint } : {},
		...hashes.length === 0 ? {} : { hashes }
	}, catalog));
	const byKey = pythons.map((one) => [`python ${one.python} of ${one.source}`, one]);
	return {
		names: [...found.flatMap(({ names }) => names), ...byKey.map(([key]) => key)],
		packages: Object.assign({}, ...found.map(({ packages }) => packages)),
		pythons: Object.fromEntries(byKey)
	};
};
/** The request with what the files of one of its sets hold. */
const withContent = (request, set, content) => ({
	...request,
	sets: {
		...request.sets,
		[set]: [.../* @__PURE__ */ new Set([...request.sets[set] ?? [], ...content.names])]
	},
	packages: {
		...request.packages,
		...content.packages
	},
	pythons: {
		...request.pythons,
		...content.pythons
	}
});
/**
* The request with what the files hold that its sets name. Throws DlEnvError(2) `requirement` and
* `requirements-file`, with the file and line of each.
*/
const withSetFiles = async (world, request, facts) => {
	const problems = [];
	let whole = request;
	const paths = [];
	for (const set of request.setFiles) {
		const before = problems.length;
		for (const part of [await readRequirements(world, set, facts.folder), await readPyproject(world, set, facts.folder)]) {
			problems.push(...part.problems);
			paths.push(...part.paths);
			whole = withContent(whole, set.set, contentOf(part, facts));
		}
		if ((whole.sets[set.set] ?? []).length === 0 && problems.length === before) problems.push(fileProblem("The files of this set name no package.", set.place));
	}
	const [first, ...more] = problems;
	if (first !== void 0) throw wrongRequest(first, { more });
	return paths.length === 0 ? request : {
		...whole,
		setPaths: [...new Set(paths)]
	};
};
// src/matrix/onStandIn.ts
/** The name of the stand-in on the axis of Ubuntu releases. */
const STAND_IN = "stand-in";
/** Whether the id of a cell says that it stands on a stand-in. */
const isStandInCell = (id) => id.includes(`-${STAND_IN}-py`);
/** Whether a request asks for a stand-in by name. */
const namesStandIn = ({ matrix, include, customization }) => matrix.ubuntu.includes(STAND_IN) || include.some(({ ubuntu }) => ubuntu === STAND_IN) || (customization?.cells ?? []).some(({ pattern }) => pattern.ubuntu === STAND_IN);
const moved = (pattern) => pattern.ubuntu === void 0 ? pattern : {
	...pattern,
	ubuntu: STAND_IN
};
const movedCells = (cells) => cells.map((one) => ({
	...one,
	pattern: moved(one.pattern)
}));
const distinct = (patterns) => [...new Map(patterns.map((pattern) => [JSON.stringify(pattern), pattern])).values()];
/**
* The same request with the stand-in in place of each Ubuntu release. What leaves out a release by
* its name leaves out nothing here. Pure.
*/
const onStandIn = (request) => ({
	...request,
	matrix: {
		...request.matrix,
		ubuntu: [STAND_IN]
	},
	include: distinct(request.include.map(moved)),
	exclude: request.exclude.filter(({ ubuntu }) => ubuntu === void 0),
	...request.default === void 0 ? {} : { default: moved(request.default) },
	...request.customization === void 0 ? {} : { customization: {
		...request.customization,
		cells: movedCells(request.customization.cells)
	} }
});
// src/plan/reachableBases.ts
/** Whether the registry of at least one of these repositories of bases answers. */
const reachesBases = async ({ sys, open }, repositories) => {
	for (const repository of repositories.filter((name) => !isLocal(name))) try {
		await readTagList(open(repository), sys.clock);
		return true;
	} catch (error) {
		if (!(error instanceof DlEnvError && error.exit === 3)) throw error;
	}
	return false;
};
// src/session.ts
/** The folder part of a path; `.` when it has none. */
const folderOf = (path) => path.includes("/") ? path.slice(0, path.lastIndexOf("/")) || "/" : ".";
/** `oci:DIR` with DIR relative to the folder of dl-env.yml; anything else as it is. */
const anchored = (name, folder) => {
	if (!name.startsWith("oci:")) return name;
	const dir = name.slice(4);
	return dir.startsWith("/") ? name : `oci:${folder}/${dir.replace(/^\.\//, "")}`;
};
/**
* The catalog names a repository for the stand-in; here it is a layout in the user's cache folder.
*/
const withStandIn = (open, dir) => (name, place) => open(name === "localhost/dl-env/stand-in" ? `oci:${dir}` : name, place);
/** A mirror that the client of registries refuses stands in a line of dl-env.yml. */
const withMirrorPlace = (open, { mirrors, places }) => (name, place) => {
	try {
		return open(name, place);
	} catch (error) {
		const key = error instanceof DlEnvError && error.code === "wrong-mirror" ? Object.keys(mirrors).find((one) => error.message.includes(` ${one.replace(/^https?:\/\//, "").replace(/\/+$/, "")} `)) : void 0;
		const at = key === void 0 ? void 0 : places[`mirrors.${key}`];
		if (!(error instanceof DlEnvError) || at === void 0) throw error;
		throw new DlEnvError({
			code: error.code,
			message: error.message,
			place: at,
			...error.hint === void 0 ? {} : { hint: error.hint }
		}, { cause: error });
	}
};
/** Folder of committed locks. */
const lockFolder = ({ folder, assignment }) => assignment.kind === "request" ? `${folder}/locks` : assignment.locks;
const catalogFor = async (sys, { text, file }) => {
	const builtIn = await loadCatalog(sys);
	const { catalog, places, customization } = decodeRequest(text, file, {
		catalog: builtIn,
		tolerant: true,
		engines: engineChoices()
	});
	if (catalog === void 0) return builtIn;
	const place = places["catalog"];
	return loadCatalog(sys, catalog.startsWith("/") ? catalog : `${folderOf(file)}/${catalog.replace(/^\.\//, "")}`, {
		...place === void 0 ? {} : { place },
		indexes: namesOfIndexes(customization)
	});
};
/** Where a message about `--to` belongs: not into the file. */
const OPTION_TO = { file: "--to" };
/**
* The destination of the command line, whose folders are relative to where it was typed; its layers
* lie beside it.
*/
const withDestination = (request, to, { sys, folder }) => {
	const [wrong] = checkDestination("The destination", to, OPTION_TO);
	if (wrong !== void 0) throw wrongRequest(wrong);
	const where = folder === "." ? to : anchored(to, sys.env.cwd);
	return {
		...request,
		to: where,
		store: to.startsWith("oci:") ? where : `${to}-layers`,
		places: {
			...request.places,
			to: OPTION_TO,
			store: OPTION_TO
		}
	};
};
/** Opens the destination and the store of a request that is known already. */
const sessionWith = (sys, { request, catalog, folder, options }) => {
	const open = withMirrorPlace(withStandIn(openRepository(sys, { mirrors: request.mirrors }), standInLayout(sys)), request);
	const to = open(anchored(request.to, folder), request.places["to"]);
	return {
		sys,
		catalog,
		request,
		open,
		to,
		store: request.store === request.to ? to : open(anchored(request.store, folder), request.places["store"]),
		folder,
		assignment: options.assignment ?? { kind: "request" },
		options
	};
};
/** Decodes a request, and opens the destination and the store; nothing outside is asked yet. */
const sessionOf = async (sys, input) => {
	const { text, file, options } = input;
	const folder = folderOf(file);
	const facts = input.catalog ?? await catalogFor(sys, input);
	const decoded = decodeRequest(text, file, {
		catalog: facts,
		engines: engineChoices()
	});
	const whole = await withSetFiles(sys, decoded, {
		catalog: facts,
		folder
	});
	const catalog = withBase(withOwnIndexes(withOwnPackages(facts, whole), whole), whole.base);
	const request = {
		...whole,
		...options.engine === void 0 ? {} : { engine: options.engine },
		...options.build === void 0 ? {} : { build: options.build },
		...options.require === void 0 ? {} : { smoke: { require: options.require } }
	};
	const there = options.to === void 0 ? request : withDestination(request, options.to, {
		sys,
		folder
	});
	return sessionWith(sys, {
		request: there,
		catalog,
		folder,
		options
	});
};
/**
* The session on stand-ins, where they are allowed, the request names none, and no registry of
* bases answers; else as it is.
*/
const withStandIns = async (session) => {
	const { sys, request, catalog, options } = session;
	if (options.standIn !== true || namesStandIn(request)) return session;
	const repositories = baseRepositories(request, catalog);
	if (options.offline !== true && await reachesBases(session, repositories)) return session;
	sys.log.warn(`${repositories.join(", ")} cannot be queried: each Ubuntu of ${request.file} is a stand-in made from Debian 12 in this run. It is not CUDA, and its images are never published.`);
	return sessionWith(sys, {
		...session,
		request: onStandIn(request)
	});
};
/** Reads dl-env.yml and opens what it names; see sessionOf. */
const openSession = async (sys, options = {}) => {
	const file = options.file ?? "dl-env.yml";
	const text = await readRequest(sys.files, file);
	return withStandIns(await sessionOf(sys, {
		text,
		file,
		options
	}));
};
export { runLabels as $, fileEntry as A, isTypeRefusal as B, saysVersions as C, DEFAULT_USER as Ct, ordered$1 as D, notEnough as E, artifactBlob as F, LABEL_PREFIX as G, typesRefused as H, digestsOf as I, STAND_IN_LABEL as J, ORDER_LABEL as K, inMemory as L, ownedEntry as M, symlinkEntry as N, bytesEntry as O, NO_IMAGE as P, orderKey as Q, isBoundTo as R, standInTag as S, unlessDamaged as St, ensureSpace as T, userOf as Tt, APT_LABEL as U, putArtifact as V, CELL_LABEL as W, identityLabels as X, USER_LABEL as Y, labelsOf as Z, baseRepository as _, installCommand as _t, reachesBases as a, decompressed as at, STAND_IN_REPOSITORY as b, isDamage as bt, isLocal as c, TAR_END as ct, baseRepositories as d, decodePaths as dt, userLabel as et, expandCells as f, encodePaths as ft, cellId as g, withFolder as gt, withNeeds as h, NotDeflated as ht, sessionWith as i, tarMembers as it, hardlinkEntry as j, directoryEntry as k, judgeBase as l, tarHeader as lt, isAdded as m, COPIED_FROM as mt, openSession as n, canonicalEntries as nt, isStandInCell as o, firstIsFile as ot, cellLibraries as p, entryContent as pt, RECIPE_ANNOTATION as q, sessionOf as r, readTar as rt, baseOf as s, writeBlob as st, lockFolder as t, wheelLabels as tt, oldCatalog as u, tarPadding as ut, fullCuda as v, installPodman as vt, withTagLists as w, parseUser as wt, makeStandIn as x, isIndex as xt, releaseOf as y, closureReader as yt, isOfType as z };
