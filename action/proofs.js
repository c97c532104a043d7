import { r as SMOKE_REQUIREMENTS } from "./requestValues.js";
import { _ as union, d as number, f as object, h as string, i as boolean, l as literal, n as _enum, p as record, r as array } from "./schemas.js";
import { r as readJson } from "./digest.js";
import { n as jsonBytes } from "./manifest.js";
import { a as bind, m as ownTagsOf, o as boundDigests } from "./ensureWritable.js";
import { t as readBound } from "./boundContents.js";
// src/smoke/proofs.ts
/** Type of a report's artifact and of its one blob. */
const REPORT_TYPE = "application/vnd.dl-env.report.v1+json";
const Text = string();
const Result = object({
	library: Text,
	check: Text,
	device: _enum(["cpu", "gpu"]),
	outcome: _enum([
		"pass",
		"fail",
		"unavailable",
		"skipped"
	]),
	reason: Text.optional(),
	seconds: number(),
	facts: record(Text, union([
		Text,
		number(),
		boolean(),
		array(union([Text, number()]))
	]))
});
const ReportFile = object({
	format: literal(1),
	digest: Text,
	cell: Text,
	at: Text,
	runtime: object({
		name: _enum(["podman", "docker"]),
		version: Text
	}),
	gpu: object({
		name: Text,
		driver: Text,
		computeCapability: Text
	}).optional(),
	results: array(Result),
	probes: object({
		libraries: array(Text),
		version: Text
	}).optional(),
	requirement: _enum(SMOKE_REQUIREMENTS).optional(),
	platform: Text.optional(),
	diffIds: array(Text).optional()
});
/** A report as JSON; undefined when it is none. */
const decodeReport = (bytes) => {
	const decoded = ReportFile.safeParse(readJson(bytes));
	return decoded.success ? decoded.data : void 0;
};
/** The report in a blob; undefined when it is not one of this digest. */
const decode = (bytes, digest) => {
	const report = decodeReport(bytes);
	return report?.digest === digest ? report : void 0;
};
const hasFailed = ({ results }) => results.some(({ outcome }) => outcome === "fail");
/**
* When a report was made, in milliseconds since the epoch. Of what says no time a failure counts as
* the newest, and anything else as the oldest.
*/
const timeOf = (report) => {
	const at = Date.parse(report.at);
	if (!Number.isNaN(at)) return at;
	return hasFailed(report) ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
};
/** Newest first; of two of one time, a failure. */
const byTime = (a, b) => {
	const [at, other] = [timeOf(a), timeOf(b)];
	return at === other ? Number(hasFailed(b)) - Number(hasFailed(a)) : other - at;
};
/** Reports bound to an image's digest, the newest first; none when there are none. */
const readProofs = async (repository, digest, { own = ownTagsOf(repository), isEnough = () => false, ...wanted } = {}) => {
	const newestFirst = (contents) => contents.map((bytes) => decode(bytes, digest)).filter((report) => report !== void 0).sort(byTime);
	const bound = {
		...wanted,
		type: REPORT_TYPE,
		own,
		isEnough: (contents) => isEnough(newestFirst(contents))
	};
	return newestFirst(await readBound(repository, digest, bound));
};
/** All cells are for it. Reports of times before they named theirs are of it too. */
const PLATFORM = "linux/amd64";
/**
* Those of an image's reports that are about this cell: what ran under the name of another one, or
* on another platform, proves nothing of it.
*/
const readCellProofs = async (repository, { cell, digest }, { isEnough = () => false, ...wanted } = {}) => {
	const ofCell = (reports) => reports.filter((report) => report.cell === cell && (report.platform ?? PLATFORM) === PLATFORM);
	return ofCell(await readProofs(repository, digest, {
		...wanted,
		isEnough: (reports) => isEnough(ofCell(reports))
	}));
};
const boundOf = ({ digest, at }, content) => ({
	digest,
	type: REPORT_TYPE,
	content,
	at,
	own: true
});
/** Digests of the artifacts that these bytes can be as a report of this image. Pure. */
const reportArtifacts = (image, content) => {
	const report = decode(content, image.digest);
	return report === void 0 ? [] : boundDigests(image, boundOf(report, content));
};
/**
* Stores a report beside its image, bound to the image's digest. Returns the digest of the proof.
* Doing it again changes nothing.
*/
const writeProof = (repository, report) => bind(repository, boundOf(report, jsonBytes(report)));
export { writeProof as a, reportArtifacts as i, readCellProofs as n, readProofs as r, decodeReport as t };
