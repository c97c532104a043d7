import { p as unlessDamaged, s as isTypeRefusal } from "./artifact.js";
import { n as digestOf } from "./digest.js";
import { c as putTagged, t as ensureWritable } from "./ensureWritable.js";
import { c as readSmall, g as OCI_MANIFEST, n as jsonBytes, o as parseManifest } from "./manifest.js";
// src/registry/note.ts
/** OCI's empty config and empty layer: the two bytes `{}`, which `ensureWritable` puts. */
const EMPTY = {
	type: "application/vnd.oci.empty.v1+json",
	bytes: Buffer.from("{}")
};
/** On a note's manifest: its text; bytes in base64. */
const TEXT = "io.github.dl-env.note";
const CONTENT = "io.github.dl-env.content";
/** Longer texts (characters) lie in a blob: registries bound a manifest to 4 MiB. */
const LONGEST_INLINE = 65536;
const inlineManifest = (type, annotations) => {
	const empty = {
		digest: digestOf(EMPTY.bytes),
		size: EMPTY.bytes.byteLength
	};
	return jsonBytes({
		schemaVersion: 2,
		mediaType: OCI_MANIFEST,
		artifactType: type,
		config: {
			mediaType: EMPTY.type,
			...empty
		},
		layers: [{
			mediaType: EMPTY.type,
			...empty
		}],
		annotations
	});
};
/** The digest of a note that is short enough to stand inside its manifest. */
const noteDigest = ({ type, text }) => digestOf(inlineManifest(type, { [TEXT]: text }));
const putInline = async (repository, { tag, type }, annotations) => {
	await ensureWritable(repository);
	const bytes = inlineManifest(type, annotations);
	await repository.putManifest({
		bytes,
		mediaType: OCI_MANIFEST
	}, tag);
};
/**
* Puts a text under a tag, inside a manifest: one request, where a blob would take four. What the
* tag named before is left.
*/
const putNote = (repository, { tag, type, text }) => text.length > LONGEST_INLINE ? putTagged(repository, {
	tag,
	type,
	content: Buffer.from(text)
}) : putInline(repository, {
	tag,
	type
}, { [TEXT]: text });
/**
* Puts bytes under a tag, inside a manifest where they are few and the registry takes its types,
* else as a blob. What the tag named before is left.
*/
const putContent = async (repository, tagged) => {
	const text = Buffer.from(tagged.content).toString("base64");
	if (text.length > LONGEST_INLINE) return putTagged(repository, tagged);
	try {
		await putInline(repository, tagged, { [CONTENT]: text });
	} catch (error) {
		if (!isTypeRefusal(error)) throw error;
		await putTagged(repository, tagged);
	}
};
/** The bytes that a manifest of a type holds by itself; undefined where they are a blob. */
const inlineContent = ({ artifactType, annotations }, type) => {
	const text = artifactType === type ? annotations?.[CONTENT] : void 0;
	return text === void 0 ? void 0 : Buffer.from(text, "base64");
};
const readWhole = async (repository, { tag, type }) => {
	const stored = await repository.manifest(tag);
	if (stored === void 0) return void 0;
	const { artifactType, annotations, layers } = parseManifest(stored, repository.name);
	if (artifactType !== type) return void 0;
	const inline = annotations?.[TEXT];
	if (inline !== void 0) return inline;
	const [blob] = layers;
	return blob?.mediaType === type ? Buffer.from(await readSmall(repository, blob)).toString("utf8") : void 0;
};
/**
* The text under a tag; undefined when there is none of this type, or it is damaged. One request.
*/
const readNote = (repository, note) => unlessDamaged(readWhole(repository, note));
export { readNote as a, putNote as i, noteDigest as n, putContent as r, inlineContent as t };
