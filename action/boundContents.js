import { s as pLimit } from "./networkFault.js";
import { r as unreachable } from "./error.js";
import { i as LIMITS } from "./boundedBody.js";
import { a as isBoundTo, n as artifactBlob, o as isOfType } from "./artifact.js";
import { c as readSmall, o as parseManifest } from "./manifest.js";
import { f as isTagOf, s as indexed } from "./ensureWritable.js";
// src/registry/boundContents.ts
/** Artifacts that are read at the same time. */
const AT_ONCE = 8;
/**
* Where the content of a referrer lies; undefined when it is not of this type, or of another image.
*/
const contentBlob = async (repository, reference, { digest, type }) => {
	const stored = await repository.manifest(reference);
	if (stored === void 0) return void 0;
	const manifest = parseManifest(stored, repository.name);
	return isBoundTo(manifest, digest) ? artifactBlob(manifest, type) : void 0;
};
const tooMuch = (repository, digest, what) => unreachable({
	code: "too-large",
	message: `${repository.name} has ${what} bound to ${digest}.`,
	hint: "Tests write a few reports of some KB each; see what is there: dl-env plan --json"
});
/** Digests of a type's artifacts. */
const ofType = (entries, type) => entries.filter((entry) => isOfType(entry, type)).map((entry) => entry.digest);
/** What is known of an artifact that is named by its digest or by its own tag. */
const knownContent = (known, reference) => known.get(reference) ?? [...known].find(([artifact]) => isTagOf(reference, artifact))?.[1];
/** The contents of a type's artifacts among some digests and tags. */
const contentsOf = async (repository, all, { digest, type, known = /* @__PURE__ */ new Map() }) => {
	if (all.length > LIMITS.referrers) throw tooMuch(repository, digest, `${all.length} artifacts of one type`);
	const limit = pLimit(AT_ONCE);
	const before = all.flatMap((reference) => knownContent(known, reference) ?? []);
	const found = all.filter((reference) => knownContent(known, reference) === void 0);
	const blobs = (await Promise.all(found.map((reference) => limit(() => contentBlob(repository, reference, {
		digest,
		type
	}))))).filter((blob) => blob !== void 0);
	const bytes = blobs.reduce((sum, { size }) => sum + size, 0);
	if (bytes > LIMITS.referrerBytes) throw tooMuch(repository, digest, `${bytes} bytes of one type`);
	const read = await Promise.all(blobs.map((blob) => limit(() => readSmall(repository, blob))));
	return [...before, ...read];
};
/**
* What of a type is bound to an image's digest; none when there is none. Signatures and other
* referrers are passed over.
*/
const readBound = async (repository, digest, { type, own, isEnough, trustsTags = false, known }) => {
	const wanted = {
		digest,
		type,
		known
	};
	const listed = await repository.referrers?.(digest);
	const ownTags = async () => await own?.(digest) ?? [];
	const tags = listed === void 0 ? await ownTags() : [];
	const first = [...ofType(listed ?? [], type), ...trustsTags ? tags : []];
	const contents = await contentsOf(repository, first, wanted);
	if (first.length > 0 && isEnough?.(contents) === true) return contents;
	const isRead = (artifact) => first.some((reference) => reference === artifact || isTagOf(reference, artifact));
	const others = ofType(await indexed(repository, digest), type).filter((one) => !isRead(one));
	const isNamed = (tag) => [...first, ...others].some((reference) => reference === tag || isTagOf(tag, reference));
	const all = [...others, ...(await ownTags()).filter((tag) => !isNamed(tag))];
	if (first.length + all.length > LIMITS.referrers) throw tooMuch(repository, digest, `${first.length + all.length} artifacts of one type`);
	return [...contents, ...await contentsOf(repository, all, wanted)];
};
export { readBound as t };
