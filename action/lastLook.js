import { a as readNote, i as putNote, n as noteDigest } from "./note.js";
import { c as int, f as object, h as string, l as literal, p as record, r as array } from "./schemas.js";
import { t as DAY } from "./units.js";
import { gunzipSync, gzipSync } from "node:zlib";
// src/publish/lastLook.ts
/** Under which a destination keeps what was seen when everything was looked at last. */
const LOOK_TAG = "dl-env-last-look";
const LOOK_TYPE = "application/vnd.dl-env.last-look.v1+json";
/** So long a look is believed, as the journals of promotions are: people move tags by hand. */
const BELIEVED = 7 * DAY;
/** Bytes of a look once unpacked. */
const MOST = 67108864;
const Texts = array(string());
const Digest = string().regex(/^sha256:[0-9a-f]{64}$/);
const Look = object({
	format: literal(1),
	at: int(),
	published: Texts,
	outside: array(object({
		cell: string(),
		tags: Texts
	})),
	bases: record(string(), object({
		tags: Texts,
		count: int(),
		newest: int(),
		digests: record(string(), object({
			indexDigest: Digest,
			platformDigest: Digest
		}))
	}))
});
const FORGOTTEN = {
	type: LOOK_TYPE,
	text: "forgotten"
};
const unpacked = (text) => {
	try {
		const bytes = gunzipSync(Buffer.from(text, "base64"), { maxOutputLength: MOST });
		return JSON.parse(bytes.toString("utf8"));
	} catch {
		return;
	}
};
/**
* The last look at a destination; undefined where there is none that may be believed: it is
* forgotten, cannot be read, is older than seven days, or of a later time than it is now. One
* request where it is short, as that of 1,000 cells is.
*/
const readLook = async (to, now) => {
	const text = await readNote(to, {
		tag: LOOK_TAG,
		type: LOOK_TYPE
	});
	const decoded = Look.safeParse(text === void 0 ? void 0 : unpacked(text));
	if (!decoded.success) return void 0;
	const { at } = decoded.data;
	return at <= now && now < at + BELIEVED ? decoded.data : void 0;
};
/** Keeps a look in the place of the last one. */
const writeLook = (to, look) => {
	const json = JSON.stringify({
		format: 1,
		...look
	});
	const text = gzipSync(json, { level: 9 }).toString("base64");
	return putNote(to, {
		tag: LOOK_TAG,
		type: LOOK_TYPE,
		text
	});
};
/**
* Takes back what was kept, before tags move or go: by it, nothing would have changed. One request
* where nothing was kept.
*/
const forgetLook = async (to) => {
	if (to.kind !== "registry") return;
	const named = await to.resolve(LOOK_TAG);
	if (named === void 0 || named === noteDigest(FORGOTTEN)) return;
	await putNote(to, {
		tag: LOOK_TAG,
		...FORGOTTEN
	});
};
export { writeLook as i, forgetLook as n, readLook as r, LOOK_TAG as t };
