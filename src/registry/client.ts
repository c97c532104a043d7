import * as z from "zod";
import { unreachable } from "../errors/error.ts";
import type { System } from "../system/ports.ts";
import { pullScope, pushScope, type Scope } from "./tokens.ts";
import { checkDigest, collect, digestOf, readJson, verified } from "./digest.ts";
import type { Endpoint } from "./endpoint.ts";
import { isDigest } from "./reference.ts";
import {
  DOCKER_LIST,
  DOCKER_MANIFEST,
  OCI_INDEX,
  OCI_MANIFEST,
  type Repository,
  type StoredManifest,
} from "./repository.ts";
import { isNetworkFault, pauseBefore, persist } from "./retry.ts";
import { makeTransport, type Transport } from "./transport.ts";
import { CHUNK, uploadBlob } from "./upload.ts";

/** Registries take no larger manifests (distribution's own limit). */
export const LARGEST_MANIFEST = 4 * 1024 * 1024;
const ACCEPT = [OCI_MANIFEST, OCI_INDEX, DOCKER_MANIFEST, DOCKER_LIST].join(", ");
const PAGE = 1000;
/** Registries that do not page give all tags at once; 100,000 of them are about this many bytes. */
const LARGEST_PAGE = 32 * 1024 * 1024;
const MOST_PAGES = 1000;

const TagsPage = z.object({ tags: z.array(z.string()).nullish() });

/** What a registry repository has beside the interface, so that blobs can be mounted between two of one registry. */
export interface RegistryRepository extends Repository {
  readonly kind: "registry";
  readonly endpoint: Endpoint;
}

export const isRegistry = (repository: Repository): repository is RegistryRepository =>
  repository.kind === "registry" && "endpoint" in repository;

interface Context {
  readonly transport: Transport;
  readonly repository: string;
  readonly name: string;
  readonly pull: readonly Scope[];
  readonly push: readonly Scope[];
}

/** The path of `<…>; rel="next"`, resolved and held to the same registry. */
const nextPage = (link: string | undefined, origin: string, at: string): string | undefined => {
  const next = (link ?? "")
    .split(",")
    .map((part) => /^\s*<([^>]*)>\s*;.*\brel="?next"?/i.exec(part)?.[1])
    .find((found) => found !== undefined);
  if (next === undefined) return undefined;
  const url = new URL(next, `${origin}/v2/${at}`);
  // The token goes with it, so no other place may be named here.
  return url.origin === origin && url.pathname.startsWith("/v2/")
    ? `${url.pathname.slice("/v2/".length)}${url.search}`
    : undefined;
};

const listTags = async ({ transport, repository, name, pull }: Context): Promise<string[]> => {
  const tags = new Set<string>();
  let page: string | undefined = `${repository}/tags/list?n=${PAGE}`;
  for (let count = 0; page !== undefined; count += 1) {
    if (count === MOST_PAGES)
      throw unreachable({
        code: "tags-without-end",
        message: `${name} lists tags without end.`,
        hint: `Look at its answer: curl -sSI ${transport.endpoint.origin}/v2/${repository}/tags/list`,
      });
    const response = await transport.send({
      method: "GET",
      to: page,
      scopes: pull,
      wanted: `list the tags of ${name}`,
      expect: [200, 404],
    });
    if (response.status === 404) {
      await response.discard();
      return [];
    }
    const before = tags.size;
    const decoded = TagsPage.safeParse(
      readJson(await collect(response.body, LARGEST_PAGE, `The list of tags of ${name}`)),
    );
    if (!decoded.success)
      throw unreachable({
        code: "registry-nonsense",
        message: `${name} answered with something that is no list of tags.`,
        hint: `Look at it: curl -sS ${transport.endpoint.origin}/v2/${repository}/tags/list`,
      });
    for (const tag of decoded.data.tags ?? []) tags.add(tag);
    page =
      tags.size === before
        ? undefined
        : nextPage(response.headers["link"], transport.endpoint.origin, page);
  }
  return [...tags].sort();
};

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

const getManifest = async (
  { transport, repository, name, pull }: Context,
  reference: string,
): Promise<StoredManifest | undefined> => {
  const response = await transport.send({
    method: "GET",
    to: `${repository}/manifests/${reference}`,
    scopes: pull,
    headers: { accept: ACCEPT },
    wanted: `give the manifest ${reference} of ${name}`,
    follow: true,
    expect: [200, 404],
  });
  if (response.status === 404) {
    await response.discard();
    return undefined;
  }
  const bytes = await collect(
    response.body,
    LARGEST_MANIFEST,
    `The manifest ${reference} of ${name}`,
  );
  transport.traffic.received += bytes.byteLength;
  const told = response.headers["docker-content-digest"] ?? "";
  const digest = isDigest(reference) ? reference : isDigest(told) ? told : digestOf(bytes);
  checkDigest(bytes, digest, name);
  return { digest, mediaType: mediaTypeOf(response.headers["content-type"], bytes), bytes };
};

const headManifest = async (context: Context, reference: string): Promise<string | undefined> => {
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
  const digest = response.headers["docker-content-digest"];
  return digest !== undefined && isDigest(digest)
    ? digest
    : (await getManifest(context, reference))?.digest;
};

const headBlob = async (
  { transport, repository, name }: Context,
  digest: string,
  scopes: readonly Scope[],
): Promise<boolean> => {
  // A redirect to storage says that it is there; following it would cost a request.
  const response = await transport.send({
    method: "HEAD",
    to: `${repository}/blobs/${digest}`,
    scopes,
    wanted: `look for ${digest} in ${name}`,
    expect: [200, 302, 303, 307, 308, 404],
  });
  await response.discard();
  return response.status !== 404;
};

/** Bytes from `offset` on; a registry that ignores the range gives all, so what is known already is dropped. */
async function* bytesFrom(
  { transport, repository, name, pull }: Context,
  digest: string,
  offset: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const headers = offset === 0 ? {} : { range: `bytes=${offset}-` };
  const response = await transport.send({
    method: "GET",
    to: `${repository}/blobs/${digest}`,
    scopes: pull,
    headers,
    wanted: `give the blob ${digest} of ${name}`,
    follow: true,
    expect: [200, 206],
  });
  let drop = response.status === 206 ? 0 : offset;
  for await (const chunk of response.body) {
    const rest = chunk.subarray(Math.min(drop, chunk.byteLength));
    drop -= chunk.byteLength - rest.byteLength;
    transport.traffic.received += chunk.byteLength;
    if (rest.byteLength > 0) yield rest;
  }
}

/** All bytes; a connection that is lost half-way is taken up where it broke. */
async function* bytesOf(
  context: Context,
  digest: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { clock } = context.transport;
  for (let offset = 0, failures = 0; ;) {
    try {
      for await (const chunk of bytesFrom(context, digest, offset)) {
        offset += chunk.byteLength;
        yield chunk;
      }
      return;
    } catch (error) {
      failures += 1;
      const pause = isNetworkFault(error)
        ? pauseBefore(failures + 1, { network: true }, true, clock.now())
        : undefined;
      if (pause === undefined) throw error;
      await clock.sleep(pause);
    }
  }
}

const mount = async (
  { transport, repository, name }: Context,
  digest: string,
  from: RegistryRepository,
): Promise<boolean> => {
  const query = new URLSearchParams({ mount: digest, from: from.endpoint.repository });
  const response = await transport.send({
    method: "POST",
    to: `${repository}/blobs/uploads/?${query.toString()}`,
    scopes: [pushScope(repository), pullScope(from.endpoint.repository)],
    wanted: `mount ${digest} in ${name}`,
    body: "",
    headers: { "content-length": "0" },
    expect: [201, 202],
  });
  await response.discard();
  if (response.status === 201) return true;
  // Not mounted: the registry opened an upload instead, which is given back. That it fails changes nothing.
  const cancelled = await transport.send({
    method: "DELETE",
    to: transport.location(response),
    scopes: [pushScope(repository)],
    wanted: "end an upload",
    safe: false,
    expect: [200, 202, 204, 400, 401, 403, 404, 405, 501],
  });
  await cancelled.discard();
  return false;
};

const put = async (
  { transport, repository, name, push }: Context,
  manifest: { bytes: Uint8Array; mediaType: string },
  tag: string | undefined,
): Promise<string> => {
  const digest = digestOf(manifest.bytes);
  const reference = tag ?? digest;
  const headers = {
    "content-type": manifest.mediaType,
    "content-length": String(manifest.bytes.byteLength),
  };
  const response = await transport.send({
    method: "PUT",
    to: `${repository}/manifests/${reference}`,
    scopes: push,
    headers,
    body: manifest.bytes,
    wanted: `take the manifest ${reference} into ${name}`,
    expect: [200, 201, 202],
  });
  await response.discard();
  transport.traffic.sent += manifest.bytes.byteLength;
  const stored = response.headers["docker-content-digest"] ?? digest;
  if (stored !== digest)
    throw unreachable({
      code: "digest-mismatch",
      message: `${name} stored ${stored} where ${digest} was sent.`,
      hint: `It changes what it is given; look at it: curl -sSI ${transport.endpoint.origin}/v2/${repository}/manifests/${reference}`,
    });
  return digest;
};

/** Writers of the same blob side by side wait for the first, which alone moves bytes. */
const once = (write: Repository["writeBlob"]): Repository["writeBlob"] => {
  const running = new Map<string, Promise<boolean>>();
  return async (source) => {
    const other = running.get(source.digest);
    if (other !== undefined) {
      await other;
      return false;
    }
    const work = write(source).finally(() => running.delete(source.digest));
    running.set(source.digest, work);
    return work;
  };
};

/**
 * Blobs that this process saw in the repository are not asked for again: hundreds of images share a few dozen layers, so the second
 * link costs four requests instead of one a layer. A registry that collects garbage meanwhile refuses the manifest, and says so.
 */
const remembered = (
  context: Context,
  chunk: number,
): Pick<Repository, "hasBlob" | "writeBlob"> & {
  mount: (digest: string, from: RegistryRepository) => Promise<boolean>;
} => {
  const seen = new Set<string>();
  const look = async (digest: string, scopes: readonly Scope[]): Promise<boolean> => {
    if (!seen.has(digest) && (await headBlob(context, digest, scopes))) seen.add(digest);
    return seen.has(digest);
  };
  return {
    hasBlob: (digest) => look(digest, context.pull),
    writeBlob: once(async (source) => {
      // Asked as one who may push: some registries deny a repository that does not exist yet to those who may only pull.
      if (await look(source.digest, context.push)) return false;
      await uploadBlob(context.transport, context.repository, source, chunk);
      seen.add(source.digest);
      return true;
    }),
    mount: async (digest, from) => {
      if (!seen.has(digest) && (await mount(context, digest, from))) seen.add(digest);
      return seen.has(digest);
    },
  };
};

/** One repository of a registry over the distribution protocol. `chunk` is for tests: bytes above which a blob is sent in pieces. */
export const registryRepository = (
  sys: Pick<System, "http" | "files" | "env" | "processes" | "clock">,
  endpoint: Endpoint,
  name: string,
  options: { chunk?: number } = {},
): RegistryRepository => {
  const transport = makeTransport(sys, endpoint);
  const { repository } = endpoint;
  const context: Context = {
    transport,
    repository,
    name,
    pull: [pullScope(repository)],
    push: [pushScope(repository)],
  };
  const blobs = remembered(context, options.chunk ?? CHUNK);
  const same = (from: Repository): from is RegistryRepository =>
    isRegistry(from) && from.endpoint.origin === endpoint.origin;
  return {
    name,
    kind: "registry",
    local: endpoint.loopback,
    endpoint,
    traffic: transport.traffic,
    tags: () => listTags(context),
    manifest: (reference) => getManifest(context, reference),
    resolve: (reference) => headManifest(context, reference),
    hasBlob: blobs.hasBlob,
    readBlob: (digest) => verified(bytesOf(context, digest), digest, name),
    writeBlob: blobs.writeBlob,
    mountBlob: async (digest, from) =>
      same(from) && (from.endpoint.repository === repository || blobs.mount(digest, from)),
    putManifest: (manifest, tag) => persist(sys.clock, ["race"], () => put(context, manifest, tag)),
  };
};
