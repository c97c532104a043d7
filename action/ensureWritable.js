import { r as unreachable, t as DlEnvError } from "./error.js";
import { n as digestOf } from "./digest.js";
import { t as memoized } from "./memoized.js";
import { a as parseIndex, g as OCI_MANIFEST, m as OCI_INDEX, n as jsonBytes } from "./manifest.js";
import { c as putArtifact, l as typesRefused, r as digestsOf, s as isTypeRefusal } from "./artifact.js";
// src/registry/ownTags.ts
/** Hex digits of an artifact's digest that its tag ends in. */
const DIGITS = 16;
const beginOf = (subject) => `${subject.replace(":", "-")}-`;
/**
* The tag of one artifact that is bound to a digest. The index of referrers is one tag for all of
* them, and its writers may undo each other; this one nobody else writes to.
*/
const ownTag = (subject, artifact) => `${beginOf(subject)}${artifact.slice(7).slice(0, DIGITS)}`;
/** Whether this is the tag of the artifact with this digest. */
const isTagOf = (tag, artifact) => tag.endsWith(`-${artifact.slice(7).slice(0, DIGITS)}`);
const OWN = new RegExp(`^(sha256-[0-9a-f]{64}-)[0-9a-f]{${DIGITS}}$`);
/** Whether a tag is one artifact's own. */
const isOwnTag = (tag) => OWN.test(tag);
/** Asks a repository for its tags once, when the first is needed, and not again. */
const ownTagsOf = (repository) => {
	const byBegin = memoized(async (from) => Map.groupBy(await from.tags(), (tag) => OWN.exec(tag)?.[1]));
	return async (subject) => (await byBegin(repository)).get(beginOf(subject)) ?? [];
};
// src/registry/referrers.ts
/** When it was made, on an artifact and on its entry in an index. */
const CREATED = "org.opencontainers.image.created";
/** Two writers of one index may undo each other; each looks again this often. */
const ATTEMPTS = 5;
/**
* Tag of the index of what refers to a digest: the fallback of the distribution specification, for
* registries without the referrers API.
*/
const referrersTag = (digest) => digest.replace(":", "-");
/** What the index under the tag of a digest names. */
const indexed = async (repository, digest) => {
	const stored = await repository.manifest(referrersTag(digest));
	return stored === void 0 ? [] : parseIndex(stored, repository.name).manifests;
};
/**
* What refers to a digest: by the registry's own list, and by the index under the tag, where it has
* no list, or had none when the artifact was stored.
*/
const referrersOf = async (repository, digest) => {
	const [listed, others] = await Promise.all([repository.referrers?.(digest), indexed(repository, digest)]);
	const known = new Set(listed?.map((entry) => entry.digest));
	return [...listed ?? [], ...others.filter((entry) => !known.has(entry.digest))];
};
/** Whether some are among what refers to a digest. */
const areAmong = (found, wanted) => wanted.every(({ digest }) => found.some((other) => other.digest === digest));
const putIndex = async (repository, bytes, tag) => {
	try {
		await repository.putManifest({
			bytes,
			mediaType: OCI_INDEX
		}, tag);
	} catch (error) {
		if (!isTypeRefusal(error)) throw error;
		throw typesRefused(repository, `index of the type ${OCI_INDEX}, by which reports are found`, error);
	}
};
/** Whether the registry lists all of these by itself. */
const isListed = async (repository, digest, referrers) => areAmong(await repository.referrers?.(digest) ?? [], referrers);
/**
* Adds artifacts, which are stored already, to what refers to a digest: where the registry does not
* list them by itself, they are put into the index under the tag. `read` is what that named a
* moment ago; returned is what it names now. Rejects with `proof-lost` when other writers undo that
* all the time.
*/
const addReferrers = async (repository, { digest, read }, referrers) => {
	if (await isListed(repository, digest, referrers)) return read ?? [];
	let present = read ?? await indexed(repository, digest);
	for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
		if (areAmong(present, referrers)) return present;
		const index = jsonBytes({
			schemaVersion: 2,
			mediaType: OCI_INDEX,
			manifests: [...present, ...referrers.filter((one) => !areAmong(present, [one]))]
		});
		await putIndex(repository, index, referrersTag(digest));
		present = await indexed(repository, digest);
	}
	if (areAmong(present, referrers)) return present;
	throw unreachable({
		code: "proof-lost",
		message: `${repository.name} does not keep what is bound to ${digest}: others write to its index all the time.`,
		hint: "Try again when they are done: dl-env smoke"
	});
};
/** A stored artifact as an index of referrers names it. */
const referrerOf = ({ digest, size, entry }, at) => ({
	mediaType: OCI_MANIFEST,
	digest,
	size,
	...entry,
	annotations: {
		...entry.annotations,
		[CREATED]: at
	}
});
/** Whether the index has it is no question of losing what has a tag of its own. */
const addToIndex = async (repository, referrer, { digest, own }) => {
	try {
		await addReferrers(repository, { digest }, [referrer]);
	} catch (error) {
		if (!(own === true && error instanceof DlEnvError && error.code === "proof-lost")) throw error;
	}
};
/** Puts content under a tag as an artifact of a type; what the tag named before is left. */
const putTagged = async (repository, artifact) => {
	const { tag, type, content } = artifact;
	await putArtifact(repository, {
		tag,
		type,
		files: [{
			type,
			content
		}],
		embeds: true
	});
};
/** The artifact that some content is when it is bound to an image. */
const artifactOf = ({ mediaType, digest, bytes }, { type, content, at, own = false }) => ({
	type,
	files: [{
		type,
		content
	}],
	subject: {
		mediaType,
		digest,
		size: bytes.byteLength
	},
	annotations: { [CREATED]: at },
	embeds: own
});
/** Digests that an artifact has when it is bound to this image, in each of its forms. Pure. */
const boundDigests = (image, bound) => digestsOf(artifactOf(image, bound));
/**
* Stores content beside an image, bound to the image's digest. Returns the digest of the artifact.
* Doing it again changes nothing.
*/
const bind = async (repository, bound) => {
	const { digest: subject, at, own = false } = bound;
	const image = bound.image ?? await repository.manifest(subject);
	if (image === void 0) throw unreachable({
		code: "image-missing",
		message: `${repository.name} has no image ${subject} to bind a report to.`,
		hint: "Make it: dl-env build"
	});
	const made = artifactOf(image, bound);
	const tagged = {
		...made,
		tag: (digest) => ownTag(subject, digest)
	};
	const hasList = await repository.referrers?.(subject) !== void 0;
	const artifact = await putArtifact(repository, own && !hasList ? tagged : made);
	const referrer = referrerOf(artifact, at);
	if (hasList && await isListed(repository, subject, [referrer])) return artifact.digest;
	if (own && hasList) await putArtifact(repository, tagged);
	await addToIndex(repository, referrer, {
		digest: subject,
		own
	});
	return artifact.digest;
};
// src/registry/ensureWritable.ts
/**
* The empty configuration that the OCI image specification has for artifacts; our layers' manifests
* name it too.
*/
const EMPTY = Buffer.from("{}");
/**
* Puts two bytes into a repository, so that one that refuses is told before hours of work and not
* after them: rejects as `writeBlob` does. What has them already has been written to before, and is
* asked no more. True when they were written now.
*/
const ensureWritable = (repository) => repository.writeBlob({
	digest: digestOf(EMPTY),
	size: EMPTY.byteLength,
	open: async function* () {
		yield EMPTY;
	}
});
export { bind as a, putTagged as c, isOwnTag as d, isTagOf as f, artifactOf as i, referrerOf as l, ownTagsOf as m, CREATED as n, boundDigests as o, ownTag as p, addReferrers as r, indexed as s, ensureWritable as t, referrersOf as u };
