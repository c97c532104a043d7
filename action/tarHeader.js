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
export { withFolder as i, tarHeader as n, tarPadding as r, TAR_END as t };
