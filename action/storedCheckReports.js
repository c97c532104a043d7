import { f as object, h as string, l as literal, r as array } from "./schemas.js";
import { r as readJson } from "./digest.js";
import { a as readNote, i as putNote } from "./note.js";
import { t as readBound } from "./boundContents.js";
// src/inspect/storedCheckReports.ts
/** Type of what the static checks found, as an artifact. */
const CHECKS_TYPE = "application/vnd.dl-env.checks.v1+json";
const Text = string();
const ReportFile = object({
	format: literal(1),
	version: literal(1),
	digest: Text,
	cell: Text,
	at: Text,
	code: array(object({
		package: Text,
		version: Text,
		sm: array(Text),
		ptx: array(Text)
	})),
	findings: array(object({
		check: Text,
		code: Text,
		message: Text,
		path: Text.optional(),
		layer: Text.optional(),
		hint: Text
	}))
});
/** The report of today's checks in some bytes; undefined when it is none of this digest. */
const decodeChecks = (bytes, digest) => {
	const decoded = ReportFile.safeParse(readJson(bytes));
	return decoded.success && decoded.data.digest === digest ? decoded.data : void 0;
};
/** Under which the report of an image lies in the store. */
const checksTag = (digest) => `checks-${digest.replace("sha256:", "").slice(0, 32)}`;
/** Before reports lay in the store, each was bound to its image. */
const readBoundChecks = async (to, digest) => {
	return (await readBound(to, digest, { type: CHECKS_TYPE })).map((bytes) => decodeChecks(bytes, digest)).filter((report) => report !== void 0).sort((a, b) => a.at < b.at ? 1 : -1)[0];
};
/**
* The report of today's checks about an image's digest; undefined when there is none, or only such
* of older checks. One request where the store has it.
*/
const readChecks = async ({ to, store }, digest) => {
	const text = await readNote(store, {
		tag: checksTag(digest),
		type: CHECKS_TYPE
	});
	return (text === void 0 ? void 0 : decodeChecks(Buffer.from(text), digest)) ?? readBoundChecks(to, digest);
};
/** Stores what the checks found about an image in the store, under the image's digest. */
const writeChecks = ({ store }, report) => putNote(store, {
	tag: checksTag(report.digest),
	type: CHECKS_TYPE,
	text: JSON.stringify(report)
});
export { writeChecks as i, decodeChecks as n, readChecks as r, checksTag as t };
