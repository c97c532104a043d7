import { unreachable } from "../errors/error.ts";
import { checkDigest, digestOf, readJson } from "./digest.ts";
import { LIMITS } from "./answerLimits.ts";
import { isDigest } from "./reference.ts";
import type { RegistryContext } from "./registryContext.ts";
import {
  DOCKER_LIST,
  DOCKER_MANIFEST,
  OCI_INDEX,
  OCI_MANIFEST,
  type StoredManifest,
} from "./repository.ts";

const TYPES: readonly string[] = [OCI_MANIFEST, OCI_INDEX, DOCKER_MANIFEST, DOCKER_LIST];
const ACCEPT = TYPES.join(", ");

/** What a HEAD is answered that is not taken, as by some proxies. */
export const NO_HEAD = [405, 501];

/**
 * What a manifest says that it is, which its digest covers; else what its header says, where that
 * is a manifest's type; else what it looks like.
 */
const mediaTypeOf = (header: string | undefined, bytes: Uint8Array): string => {
  const value = readJson(bytes);
  const object = typeof value === "object" && value !== null ? value : {};
  const own = "mediaType" in object ? object.mediaType : undefined;
  const declared = header?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const known = [own, declared].find((type) => TYPES.some((one) => one === type));
  if (typeof known === "string") return known;
  if (declared.startsWith("application/vnd.")) return declared;
  return "manifests" in object ? OCI_INDEX : OCI_MANIFEST;
};

const digestAnswered = (header: string | undefined): string | undefined =>
  header !== undefined && isDigest(header) ? header : undefined;

/** A manifest or index by tag or digest, verified. */
export const getManifest = async (
  { transport, repository, name, pull }: RegistryContext,
  reference: string,
): Promise<StoredManifest | undefined> => {
  const { status, headers, bytes } = await transport.read(
    {
      method: "GET",
      to: `${repository}/manifests/${reference}`,
      scopes: pull,
      headers: { accept: ACCEPT },
      wanted: `read the manifest ${reference} of ${name}`,
      follow: "anywhere",
      expect: [200, 404],
    },
    { what: `The manifest ${reference} of ${name}`, bytes: LIMITS.manifestBytes },
  );
  if (status === 404) return undefined;
  transport.traffic.received += bytes.byteLength;
  const digest = isDigest(reference)
    ? reference
    : (digestAnswered(headers["docker-content-digest"]) ?? digestOf(bytes));
  checkDigest(bytes, digest, name);
  return { digest, mediaType: mediaTypeOf(headers["content-type"], bytes), bytes };
};

/** Digest behind a tag or digest, without its bytes where the registry names it. */
export const headManifest = async (
  context: RegistryContext,
  reference: string,
): Promise<string | undefined> => {
  const { transport, repository, name, pull } = context;
  const response = await transport.send({
    method: "HEAD",
    to: `${repository}/manifests/${reference}`,
    scopes: pull,
    headers: { accept: ACCEPT },
    wanted: `resolve ${reference} in ${name}`,
    follow: "anywhere",
    expect: [200, 404, ...NO_HEAD],
  });
  await response.discard();
  if (response.status === 404) return undefined;
  const digest =
    response.status === 200 ? digestAnswered(response.headers["docker-content-digest"]) : undefined;
  // Of a digest another one is no answer.
  const isAnswer = digest !== undefined && (!isDigest(reference) || digest === reference);
  return isAnswer ? digest : (await getManifest(context, reference))?.digest;
};

/** Stores the exact bytes under a tag, or under their digest alone. Returns the digest. */
export const putManifest = async (
  { transport, repository, name, push }: RegistryContext,
  manifest: { bytes: Uint8Array; mediaType: string },
  tag: string | undefined,
): Promise<string> => {
  const digest = digestOf(manifest.bytes);
  const reference = tag ?? digest;
  const response = await transport.send({
    method: "PUT",
    to: `${repository}/manifests/${reference}`,
    scopes: push,
    headers: {
      "content-type": manifest.mediaType,
      "content-length": String(manifest.bytes.byteLength),
    },
    body: manifest.bytes,
    wanted: `write the manifest ${reference} into ${name}`,
    expect: [200, 201, 202],
  });
  await response.discard();
  transport.traffic.sent += manifest.bytes.byteLength;
  const stored = digestAnswered(response.headers["docker-content-digest"]) ?? digest;
  if (stored !== digest)
    throw unreachable({
      code: "digest-mismatch",
      message: `${name} stored ${stored} where ${digest} was sent.`,
      hint:
        "It changes what it stores; look at it: curl -sSI " +
        `${transport.endpoint.origin}/v2/${repository}/manifests/${reference}`,
    });
  return digest;
};
