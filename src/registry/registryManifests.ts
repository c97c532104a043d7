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

const ACCEPT = [OCI_MANIFEST, OCI_INDEX, DOCKER_MANIFEST, DOCKER_LIST].join(", ");

const mediaTypeOf = (header: string | undefined, bytes: Uint8Array): string => {
  const declared = header?.split(";", 1)[0]?.trim() ?? "";
  if (declared !== "" && declared !== "application/octet-stream" && declared !== "application/json")
    return declared;
  const value = readJson(bytes);
  return typeof value === "object" &&
    value !== null &&
    "mediaType" in value &&
    typeof value.mediaType === "string"
    ? value.mediaType
    : OCI_MANIFEST;
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
      follow: true,
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
    follow: true,
    expect: [200, 404],
  });
  await response.discard();
  if (response.status === 404) return undefined;
  return (
    digestAnswered(response.headers["docker-content-digest"]) ??
    (await getManifest(context, reference))?.digest
  );
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
  const stored = response.headers["docker-content-digest"] ?? digest;
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
