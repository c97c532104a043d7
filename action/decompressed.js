import { n as bytes } from "./units.js";
import { n as overLimit, t as ARCHIVE_LIMITS } from "./archiveLimits.js";
import { Readable } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
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
export { byteReader as n, decompressed as t };
