import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a test may do to a request instead of having it answered. */
export type Fault =
  /** Answers with this status (and headers, and body). */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string;
    }
  /** Ends the connection without an answer, after taking this many bytes of the request's body. */
  | { readonly kind: "reset"; readonly after?: number }
  /** Answers, but ends the connection after this many bytes of the answer's body. */
  | { readonly kind: "cut"; readonly after: number };

export interface Asked {
  readonly method: string;
  /** With its query. */
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
}

export interface FakeRegistryOptions {
  /** Called for each request before it is answered; undefined = answer. */
  readonly fault?: ((asked: Asked, count: number) => Fault | undefined) | undefined;
  /** Which tags are listed; others are there only for who asks for them. Default: all. */
  readonly lists?: (tag: string) => boolean;
  /** Tags a page; default all at once. */
  readonly pageSize?: number;
  /**
   * Links to next pages begin with this origin, as those of registries that do not know the name
   * they are asked by.
   */
  readonly linkOrigin?: string;
  /**
   * GET of a blob redirects to this origin (`http://host:port`), as registries with object storage
   * do.
   */
  readonly storage?: string | ((port: number) => string);
  /** Tags come in the order they were last put, the newest first, as Docker Hub's do. */
  readonly newestFirst?: boolean;
  /** Puts tags, which are sorted, in the order in which they are listed. */
  readonly order?: (tags: readonly string[]) => string[];
  /** What refers to a digest is listed under `/referrers/`. */
  readonly referrersApi?: boolean;
  /** Which types that list has, where it has not all; the others are taken and not listed. */
  readonly listsType?: (artifactType: string) => boolean;
  /** What is said against a manifest for its types; undefined = it is taken. */
  readonly refusesTypes?: (manifest: Record<string, unknown>) => string | undefined;
  /** What is answered when a tag that is there would move; undefined = it moves. */
  readonly refusesMove?: (
    tag: string,
  ) => { readonly status: number; readonly message: string } | undefined;
  /** Status for DELETE of a manifest; default 202, and it is gone. */
  readonly deletes?: number;
  /** What readers of a repository without a manifest are answered, as if it were not there. */
  readonly hidesEmpty?: number;
  readonly mounts?: boolean;
  /**
   * What DELETE of a manifest takes: tags alone and digests with their tags (default); digests
   * only, as distribution does; tags with their manifest and all of its tags; nothing (405).
   */
  readonly removes?: "both" | "digests" | "manifests" | "none";
  /** True: uploads are at addresses relative to the request that is answered. */
  readonly relativeLocation?: boolean;
  /** How many bytes of a piece are kept, where not all are; it says so in its answer. */
  readonly keeps?: (bytes: number) => number;
  /** What is in front of it does to an answer; "transfer-encoding" in place of its length. */
  readonly alters?: (asked: Asked, answer: Answer) => Answer;
  /** True: the request is done, but its answer is lost. */
  readonly late?: (asked: Asked) => boolean;
  /** False: PATCH is refused, as by registries that want one request a blob. */
  readonly pieces?: boolean;
  /** Authorization that must come with each request; a 401 carries this challenge. */
  readonly auth?: {
    readonly challenge: string;
    readonly accepts: (authorization: string | undefined, asked: Asked) => boolean;
  };
}

export interface FakeRegistry {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  readonly asked: Asked[];
  readonly blobs: Map<string, Map<string, Buffer>>;
  readonly manifests: Map<string, Map<string, { mediaType: string; bytes: Buffer }>>;
  /** Requests answered or faulted, as `METHOD /path`. */
  readonly lines: () => string[];
  readonly close: () => Promise<void>;
}

interface State {
  readonly options: FakeRegistryOptions;
  readonly blobs: FakeRegistry["blobs"];
  readonly manifests: FakeRegistry["manifests"];
  readonly uploads: Map<string, Buffer>;
  readonly begun: { count: number };
  readonly port: () => number;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: Buffer | string;
}

const sha256 = (bytes: Buffer): string =>
  `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
const failed = (status: number, code: string, message: string, detail?: unknown): Answer => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({
    errors: [{ code, message, ...(detail === undefined ? {} : { detail }) }],
  }),
});
const of = <T>(maps: Map<string, Map<string, T>>, name: string): Map<string, T> => {
  const found = maps.get(name) ?? new Map<string, T>();
  maps.set(name, found);
  return found;
};

const tagsOf = (state: State, name: string, url: URL): Answer => {
  const all = state.manifests.get(name);
  if (all === undefined)
    return failed(404, "NAME_UNKNOWN", "repository name not known to registry", { name });
  const put = [...all.keys()].filter(
    (key) => !key.startsWith("sha256:") && (state.options.lists?.(key) ?? true),
  );
  const { order = (sorted) => [...sorted], newestFirst } = state.options;
  const tags = newestFirst === true ? put.toReversed() : order(put.sort());
  const size = state.options.pageSize ?? tags.length;
  const last = url.searchParams.get("last");
  const from = last === null ? 0 : tags.indexOf(last) + 1;
  const page = tags.slice(from, from + size);
  const more = from + size < tags.length;
  return {
    status: 200,
    headers: {
      "content-type": "application/json",
      ...(more
        ? {
            link: `<${state.options.linkOrigin ?? ""}/v2/${name}/tags/list?last=${page.at(-1)}&n=${size}>; rel="next"`,
          }
        : {}),
    },
    body: JSON.stringify({ name, tags: page }),
  };
};

const blobsNamed = (bytes: Buffer): { digest: string }[] => {
  const value = JSON.parse(bytes.toString()) as {
    config?: { digest: string };
    layers?: { digest: string }[];
    manifests?: unknown;
  };
  return value.manifests === undefined
    ? [...(value.config === undefined ? [] : [value.config]), ...(value.layers ?? [])]
    : [];
};

/** What is said against a manifest. */
const refusalOf = (
  { options }: State,
  manifests: ReadonlyMap<string, { readonly bytes: Buffer }>,
  reference: string,
  body: Buffer,
): Answer | undefined => {
  const types = options.refusesTypes?.(JSON.parse(body.toString()) as Record<string, unknown>);
  if (types !== undefined) return failed(400, "MANIFEST_INVALID", types);
  const there = manifests.get(reference);
  if (there === undefined || there.bytes.equals(body)) return undefined;
  const held = options.refusesMove?.(reference);
  return held === undefined ? undefined : failed(held.status, "TAG_INVALID", held.message);
};

/** The index of what refers to a digest. */
const referrersOf = (state: State, name: string, subject: string): Answer => {
  const entries = [...of(state.manifests, name)].flatMap(([key, { mediaType, bytes }]) => {
    const manifest = JSON.parse(bytes.toString()) as {
      subject?: { digest: string };
      artifactType?: string;
      config?: { mediaType: string };
      annotations?: object;
    };
    if (!key.startsWith("sha256:") || manifest.subject?.digest !== subject) return [];
    const { artifactType = manifest.config?.mediaType ?? "", annotations } = manifest;
    if (state.options.listsType?.(artifactType) === false) return [];
    return [{ mediaType, digest: key, size: bytes.byteLength, artifactType, annotations }];
  });
  return {
    status: 200,
    headers: { "content-type": "application/vnd.oci.image.index.v1+json" },
    // As olareg writes an empty list.
    body: JSON.stringify({ schemaVersion: 2, manifests: entries.length === 0 ? null : entries }),
  };
};

const deleted = (
  { options: { removes = "both" } }: State,
  manifests: Map<string, { bytes: Buffer }>,
  reference: string,
): Answer => {
  const isDigest = reference.startsWith("sha256:");
  if (removes === "none" || (removes === "digests" && !isDigest))
    return failed(405, "UNSUPPORTED", "the operation is unsupported");
  const found = manifests.get(reference);
  if (found === undefined) return failed(404, "MANIFEST_UNKNOWN", "manifest unknown");
  if (!isDigest && removes !== "manifests") manifests.delete(reference);
  else
    for (const [key, { bytes }] of manifests)
      if (sha256(bytes) === sha256(found.bytes)) manifests.delete(key);
  return { status: 202 };
};

const manifestAnswer = (
  state: State,
  method: string,
  name: string,
  reference: string,
  body: Buffer,
  type: string,
): Answer => {
  const manifests = of(state.manifests, name);
  if (method === "DELETE") {
    const status = state.options.deletes ?? 202;
    if (status !== 202) return failed(status, "UNSUPPORTED", "manifests cannot be deleted");
    return deleted(state, manifests, reference);
  }
  if (method === "PUT") {
    const refusal = refusalOf(state, manifests, reference, body);
    if (refusal !== undefined) return refusal;
    const missing = blobsNamed(body).filter(({ digest }) => !of(state.blobs, name).has(digest));
    if (missing.length > 0)
      return failed(400, "MANIFEST_BLOB_UNKNOWN", "blob unknown to registry", missing[0]);
    const digest = sha256(body);
    if (reference.startsWith("sha256:") && reference !== digest)
      return failed(400, "DIGEST_INVALID", "provided digest did not match uploaded content");
    for (const key of [digest, reference]) {
      manifests.delete(key);
      manifests.set(key, { mediaType: type, bytes: body });
    }
    const subject = (JSON.parse(body.toString()) as { subject?: { digest: string } }).subject;
    return {
      status: 201,
      headers: {
        "docker-content-digest": digest,
        location: `/v2/${name}/manifests/${digest}`,
        ...(subject === undefined || state.options.referrersApi !== true
          ? {}
          : { "oci-subject": subject.digest }),
      },
    };
  }
  const found = manifests.get(reference);
  if (found === undefined)
    return failed(404, "MANIFEST_UNKNOWN", "manifest unknown", { Tag: reference });
  return {
    status: 200,
    headers: { "content-type": found.mediaType, "docker-content-digest": sha256(found.bytes) },
    body: found.bytes,
  };
};

const blobAnswer = (
  state: State,
  method: string,
  name: string,
  digest: string,
  range: string | undefined,
): Answer => {
  const found = of(state.blobs, name).get(digest);
  if (found === undefined) return failed(404, "BLOB_UNKNOWN", "blob unknown to registry", digest);
  const { storage } = state.options;
  if (storage !== undefined && method === "GET") {
    const origin = typeof storage === "string" ? storage : storage(state.port());
    return {
      status: 307,
      headers: {
        location: `${origin}/bucket/${name}/${digest}?signature=s3cr3t-signature`,
      },
    };
  }
  const start = /^bytes=([0-9]+)-$/.exec(range ?? "")?.[1];
  if (start !== undefined) return { status: 206, body: found.subarray(Number(start)) };
  return {
    status: 200,
    headers: { "content-type": "application/octet-stream", "docker-content-digest": digest },
    body: found,
  };
};

const startUpload = (state: State, name: string, url: URL): Answer => {
  const digest = url.searchParams.get("mount");
  const from = url.searchParams.get("from");
  if (digest !== null && from !== null && state.options.mounts !== false) {
    const found = state.blobs.get(from)?.get(digest);
    if (found !== undefined) {
      of(state.blobs, name).set(digest, found);
      return {
        status: 201,
        headers: { location: `/v2/${name}/blobs/${digest}`, "docker-content-digest": digest },
      };
    }
  }
  state.begun.count += 1;
  const id = `u${state.begun.count}`;
  state.uploads.set(id, Buffer.alloc(0));
  return {
    status: 202,
    headers: {
      location: `/v2/${name}/blobs/uploads/${id}?_state=abc`,
      range: "0-0",
      "docker-upload-uuid": id,
    },
  };
};

const uploadAnswer = (
  state: State,
  asked: Asked,
  name: string,
  id: string,
  url: URL,
  body: Buffer,
): Answer => {
  const sofar = state.uploads.get(id);
  if (sofar === undefined)
    return failed(404, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry");
  const where = { location: `/v2/${name}/blobs/uploads/${id}?_state=abc` };
  if (asked.method === "DELETE") {
    state.uploads.delete(id);
    return { status: 204 };
  }
  if (asked.method === "GET")
    return { status: 204, headers: { ...where, range: `0-${Math.max(0, sofar.byteLength - 1)}` } };
  if (asked.method === "PATCH") {
    if (state.options.pieces === false)
      return failed(405, "UNSUPPORTED", "The operation is unsupported.");
    const start = Number(/^([0-9]+)-/.exec(asked.headers["content-range"] ?? "")?.[1] ?? "0");
    if (start !== sofar.byteLength)
      return {
        status: 416,
        headers: { ...where, range: `0-${Math.max(0, sofar.byteLength - 1)}` },
      };
    const kept = state.options.keeps?.(body.byteLength) ?? body.byteLength;
    const grown = Buffer.concat([sofar, body.subarray(0, kept)]);
    state.uploads.set(id, grown);
    return { status: 202, headers: { ...where, range: `0-${grown.byteLength - 1}` } };
  }
  const whole = Buffer.concat([sofar, body]);
  const digest = url.searchParams.get("digest");
  if (sha256(whole) !== digest)
    return failed(400, "DIGEST_INVALID", "provided digest did not match uploaded content");
  state.uploads.delete(id);
  of(state.blobs, name).set(digest, whole);
  return {
    status: 201,
    headers: { location: `/v2/${name}/blobs/${digest}`, "docker-content-digest": digest },
  };
};

const answer = (state: State, asked: Asked, body: Buffer): Answer => {
  const url = new URL(asked.url, "http://fake");
  const { auth } = state.options;
  if (auth !== undefined && !auth.accepts(asked.headers.authorization, asked))
    return {
      ...failed(401, "UNAUTHORIZED", "authentication required"),
      headers: { "www-authenticate": auth.challenge },
    };
  const stored = /^\/bucket\/(.+)\/(sha256:[0-9a-f]{64})$/.exec(url.pathname);
  if (stored?.[1] !== undefined && stored[2] !== undefined) {
    const bytes = state.blobs.get(stored[1])?.get(stored[2]);
    return bytes === undefined ? { status: 404 } : { status: 200, body: bytes };
  }
  const subject = /^\/v2\/(.+)\/referrers\/(sha256:[0-9a-f]{64})$/.exec(url.pathname);
  if (subject?.[1] !== undefined && subject[2] !== undefined && state.options.referrersApi === true)
    return referrersOf(state, subject[1], subject[2]);
  const match =
    /^\/v2\/(.+)\/(tags\/list|manifests\/([^/]+)|blobs\/uploads\/([^/]*)|blobs\/([^/]+))$/.exec(
      url.pathname,
    );
  if (match?.[1] === undefined) return { status: url.pathname === "/v2/" ? 200 : 404, body: "{}" };
  const [, name, kind, reference, upload, digest] = match;
  const { hidesEmpty } = state.options;
  const reads = asked.method === "GET" || asked.method === "HEAD";
  if (
    hidesEmpty !== undefined &&
    reads &&
    upload === undefined &&
    of(state.manifests, name).size === 0
  )
    return failed(hidesEmpty, hidesEmpty === 404 ? "NAME_UNKNOWN" : "DENIED", "no access");
  if (kind === "tags/list") return tagsOf(state, name, url);
  if (reference !== undefined)
    return manifestAnswer(
      state,
      asked.method,
      name,
      reference,
      body,
      asked.headers["content-type"] ?? "",
    );
  if (digest !== undefined)
    return blobAnswer(state, asked.method, name, digest, asked.headers.range);
  if (upload === "" || upload === undefined) return startUpload(state, name, url);
  return uploadAnswer(state, asked, name, upload, url, body);
};

/** The answer with a Location that means the same seen from the request's own path. */
const relative = (state: State, { url }: Asked, given: Answer): Answer => {
  const location = given.headers?.["location"];
  if (state.options.relativeLocation !== true || location === undefined) return given;
  const folder = new URL(url, "http://fake").pathname.replace(/[^/]*$/, "");
  return location.startsWith(folder)
    ? { ...given, headers: { ...given.headers, location: location.slice(folder.length) } }
    : given;
};

const readBody = async (request: IncomingMessage, limit: number): Promise<Buffer> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    parts.push(part);
    size += part.byteLength;
    if (size >= limit) break;
  }
  return Buffer.concat(parts).subarray(0, limit);
};

const send = (
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: Answer,
  cut: number | undefined,
): void => {
  const bytes = Buffer.from(body ?? "");
  const isChunked = headers?.["transfer-encoding"] !== undefined;
  response.writeHead(status, {
    ...headers,
    ...(isChunked ? {} : { "content-length": String(bytes.byteLength) }),
  });
  if (request.method === "HEAD") response.end();
  else if (cut === undefined) response.end(bytes);
  else response.write(bytes.subarray(0, cut), () => response.destroy());
};

/**
 * A registry in memory that speaks distribution's protocol on loopback: uploads, pieces, mounts,
 * pages, redirects, challenges, and faults on demand.
 */
export const startFakeRegistry = async (
  options: FakeRegistryOptions = {},
): Promise<FakeRegistry> => {
  const state: State = {
    options,
    blobs: new Map(),
    manifests: new Map(),
    uploads: new Map(),
    begun: { count: 0 },
    port: () => (server.address() as AddressInfo).port,
  };
  const asked: Asked[] = [];

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = "GET", url = "/", headers } = request;
    const one = { method, url, headers };
    asked.push(one);
    const fault = options.fault?.(one, asked.length);
    if (fault?.kind === "reset") {
      // Leaving the loop below takes the socket away from the request.
      const { socket } = request;
      const kept = await readBody(request, fault.after ?? 0);
      // What had come before the connection broke is kept, as registries do.
      const id = /\/blobs\/uploads\/([^/?]+)/.exec(url)?.[1];
      if (id !== undefined && method === "PATCH")
        state.uploads.set(id, Buffer.concat([state.uploads.get(id) ?? Buffer.alloc(0), kept]));
      socket.destroy();
      return;
    }
    const body = await readBody(request, Number.POSITIVE_INFINITY);
    if (fault?.kind === "status") return send(request, response, fault, undefined);
    const made = relative(state, one, answer(state, one, body));
    const given = options.alters?.(one, made) ?? made;
    if (options.late?.(one) === true) {
      request.socket.destroy();
      return;
    }
    send(request, response, given, fault?.after);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    asked,
    blobs: state.blobs,
    manifests: state.manifests,
    lines: () => asked.map(({ method, url }) => `${method} ${url}`),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
