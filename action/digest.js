import { r as unreachable } from "./error.js";
import { createHash } from "node:crypto";
// src/registry/digest.ts
/** `sha256:…` of the bytes. */
const digestOf = (bytes) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
const differs = (digest, from, found) => unreachable({
	code: "digest-mismatch",
	message: `What ${from} holds as ${digest} has another digest (${found}).`,
	hint: "The content is damaged or was tampered with; look at the storage behind it, then try again: dl-env plan"
});
/**
* Passes the bytes on and rejects with `digest-mismatch` at their end when they are not what the
* digest names.
*/
async function* verified(bytes, { digest, from, size }) {
	const hash = createHash("sha256");
	let count = 0;
	for await (const chunk of bytes) {
		hash.update(chunk);
		count += chunk.byteLength;
		if (size !== void 0 && count > size) throw differs(digest, from, `longer than ${size} bytes`);
		yield chunk;
	}
	const found = `sha256:${hash.digest("hex")}`;
	if (found !== digest) throw differs(digest, from, found);
}
/** Throws `digest-mismatch` when the bytes are not what the digest names. */
const checkDigest = (bytes, digest, from) => {
	const found = digestOf(bytes);
	if (found !== digest) throw differs(digest, from, found);
};
/** The value of JSON bytes; undefined when they are no JSON. */
const readJson = (bytes) => {
	try {
		return JSON.parse(typeof bytes === "string" ? bytes : Buffer.from(bytes).toString("utf8"));
	} catch {
		return;
	}
};
export { verified as i, digestOf as n, readJson as r, checkDigest as t };
