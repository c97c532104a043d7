import { n as foundProblem } from "./error.js";
import { h as OCI_LAYER_GZIP } from "./manifest.js";
import { n as bytes } from "./units.js";
import { n as overLimit, t as ARCHIVE_LIMITS } from "./archiveLimits.js";
import { n as damaged, t as tarMembers } from "./tarMembers.js";
import { n as tarHeader, r as tarPadding, t as TAR_END } from "./tarHeader.js";
import { t as decompressed } from "./decompressed.js";
import { Readable, pipeline } from "node:stream";
import { createHash } from "node:crypto";
import { constants, crc32, createInflateRaw, deflateRaw, gunzipSync, gzipSync, inflateRaw, inflateRawSync } from "node:zlib";
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
const SMALL$1 = 1 << 20;
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
	const { chunks, used } = (deflated.size <= SMALL$1 ? inOnePiece : inPieces)(deflated);
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
	if (size <= SMALL$1) yield await archive.piece(start, packed);
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
const BLOCK = 1 << 20;
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
		const part = chunk.subarray(offset, offset + BLOCK - filled);
		parts.push(part);
		filled += part.length;
		offset += part.length;
		if (filled < BLOCK) continue;
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
	if (block.length < BLOCK) return false;
	const samples = Array.from({ length: SAMPLES }, (_, at) => block.subarray(at * BLOCK / SAMPLES, at * BLOCK / SAMPLES + SAMPLE));
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
const tooLarge = () => overLimit("The list of paths of a layer is larger than any that is written here", bytes(ARCHIVE_LIMITS.pathListUnpacked));
const unpacked = (blob) => {
	try {
		return gunzipSync(blob, { maxOutputLength: ARCHIVE_LIMITS.pathListUnpacked });
	} catch (error) {
		if (error instanceof RangeError) throw tooLarge();
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
		if (paths.size === ARCHIVE_LIMITS.entries) throw tooLarge();
		paths.set(unescaped(line.slice(17)), line.slice(0, 16));
	}
	return paths;
};
// src/layer/writeBlob.ts
/** Files up to this size are read whole and ahead of their turn; larger ones are streamed. */
const SMALL = 1 << 18;
/** How many small files are read ahead. */
const AHEAD = 32;
const shortHash = (hash) => hash.digest("hex").slice(0, 16);
const readSmall = async (files, entry) => {
	const content = entry.content;
	if (content === void 0 || entry.size === 0) return /* @__PURE__ */ new Uint8Array(0);
	switch (content.kind) {
		case "bytes": return content.bytes;
		case "file": return entry.size <= SMALL && content.start === void 0 && content.deflated === void 0 ? files.readBytes(content.path) : void 0;
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
export { writeBlob as a, entryContent as c, firstIsFile as i, COPIED_FROM as l, canonicalLayer as n, decodePaths as o, readTar as r, encodePaths as s, canonicalEntries as t, NotDeflated as u };
