import { createHash } from "node:crypto";
import { unreachable } from "../errors/error.ts";

/** `sha256:…` of the bytes. */
export const digestOf = (bytes: Uint8Array | string): string =>
  `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

const differs = (digest: string, from: string, found: string): Error =>
  unreachable({
    code: "digest-mismatch",
    message: `What ${from} holds as ${digest} has another digest (${found}).`,
    hint:
      "The content is damaged or was tampered with; look at the storage behind it, " +
      "then try again: dl-env plan",
  });

/**
 * Passes the bytes on and rejects with `digest-mismatch` at their end when they are not what the
 * digest names.
 */
export async function* verified(
  bytes: AsyncIterable<Uint8Array>,
  {
    digest,
    from,
    size,
  }: {
    readonly digest: string;
    /** Completes "what … holds as". */
    readonly from: string;
    /** Bytes that there must not be more of. */
    readonly size?: number | undefined;
  },
): AsyncGenerator<Uint8Array, void, undefined> {
  const hash = createHash("sha256");
  let count = 0;
  for await (const chunk of bytes) {
    hash.update(chunk);
    count += chunk.byteLength;
    if (size !== undefined && count > size)
      throw differs(digest, from, `longer than ${size} bytes`);
    yield chunk;
  }
  const found = `sha256:${hash.digest("hex")}`;
  if (found !== digest) throw differs(digest, from, found);
}

/** Throws `digest-mismatch` when the bytes are not what the digest names. */
export const checkDigest = (bytes: Uint8Array, digest: string, from: string): void => {
  const found = digestOf(bytes);
  if (found !== digest) throw differs(digest, from, found);
};

/** The value of JSON bytes; undefined when they are no JSON. */
export const readJson = (bytes: Uint8Array | string): unknown => {
  try {
    const value: unknown = JSON.parse(
      typeof bytes === "string" ? bytes : Buffer.from(bytes).toString("utf8"),
    );
    return value;
  } catch {
    return undefined;
  }
};
