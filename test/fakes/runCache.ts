import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** GitHub's cache service, protocol 2: calls in JSON, and a store of blobs that take blocks. */
export interface RunCacheServer {
  /** For ACTIONS_RESULTS_URL. */
  readonly url: string;
  /** Names of the calls so far. */
  readonly calls: readonly string[];
  readonly keys: readonly string[];
  /** What is stored under a key, compressed. */
  blob(key: string): Buffer | undefined;
  close(): Promise<void>;
}

interface Entry {
  readonly key: string;
  readonly version: string;
  readonly blob: string;
  done: boolean;
}

interface Blob {
  readonly blocks: Map<string, Buffer>;
  whole: Buffer | undefined;
}

const read = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

/** A block list names its blocks in the order in which they make the blob. */
const assembled = (list: string, { blocks }: Blob): Buffer =>
  Buffer.concat(
    [...list.matchAll(/<(?:Latest|Uncommitted|Committed)>([^<]+)</g)].map(
      ([, id = ""]) => blocks.get(id) ?? Buffer.alloc(0),
    ),
  );

const put = (blob: Blob, query: URLSearchParams, body: Buffer): void => {
  if (query.get("comp") === "block") blob.blocks.set(query.get("blockid") ?? "", body);
  else blob.whole = query.get("comp") === "blocklist" ? assembled(body.toString(), blob) : body;
};

const send = ({ whole }: Blob, request: IncomingMessage, response: ServerResponse): void => {
  if (whole === undefined) {
    response.writeHead(404).end();
    return;
  }
  const range = /bytes=(\d+)-(\d*)/.exec(
    String(request.headers["x-ms-range"] ?? request.headers.range ?? ""),
  );
  const from = Number(range?.[1] ?? 0);
  const to = range?.[2] ? Math.min(Number(range[2]), whole.length - 1) : whole.length - 1;
  const partial = range === null ? {} : { "content-range": `bytes ${from}-${to}/${whole.length}` };
  response.writeHead(range === null ? 200 : 206, {
    etag: '"1"',
    "last-modified": new Date(0).toUTCString(),
    "content-length": to - from + 1,
    "accept-ranges": "bytes",
    "content-type": "application/octet-stream",
    ...partial,
  });
  response.end(request.method === "HEAD" ? undefined : whole.subarray(from, to + 1));
};

/** Starts one on loopback; each has a store of its own. */
export const startRunCache = async (): Promise<RunCacheServer> => {
  const entries: Entry[] = [];
  const blobs = new Map<string, Blob>();
  const calls: string[] = [];
  let url = "";
  type Call = (given: { key: string; version: string; restore_keys?: string[] }) => object;
  const service: Readonly<Record<string, Call>> = {
    CreateCacheEntry: ({ key, version }) => {
      if (entries.some((entry) => entry.key === key && entry.version === version))
        return { ok: false, message: "it is there already" };
      const blob = randomUUID();
      entries.push({ key, version, blob, done: false });
      blobs.set(blob, { blocks: new Map(), whole: undefined });
      return { ok: true, signed_upload_url: `${url}blobs/${blob}?sig=s3cr3t-signature` };
    },
    FinalizeCacheEntryUpload: ({ key, version }) => {
      const entry = entries.find((one) => one.key === key && one.version === version);
      if (entry !== undefined) entry.done = true;
      return { ok: entry !== undefined, entry_id: "1" };
    },
    GetCacheEntryDownloadURL: ({ key, version, restore_keys: prefixes = [] }) => {
      const done = entries.filter((entry) => entry.done && entry.version === version);
      const found =
        done.find((entry) => entry.key === key) ??
        prefixes
          .map((prefix) => done.findLast((entry) => entry.key.startsWith(prefix)))
          .find((entry) => entry !== undefined);
      return found === undefined
        ? { ok: false, signed_download_url: "", matched_key: "" }
        : {
            ok: true,
            signed_download_url: `${url}blobs/${found.blob}?sig=s3cr3t-signature`,
            matched_key: found.key,
          };
    },
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await read(request);
    const { pathname, searchParams } = new URL(request.url ?? "/", url);
    const name = /^\/twirp\/github\.actions\.results\.api\.v1\.CacheService\/(\w+)$/.exec(
      pathname,
    )?.[1];
    if (name !== undefined) {
      calls.push(name);
      const out = service[name]?.(JSON.parse(body.toString()) as Parameters<Call>[0]);
      response
        .writeHead(out === undefined ? 404 : 200, { "content-type": "application/json" })
        .end(JSON.stringify(out ?? { code: "bad_route" }));
      return;
    }
    const blob = blobs.get(/^\/blobs\/(.+)$/.exec(pathname)?.[1] ?? "");
    if (blob === undefined) response.writeHead(404).end();
    else if (request.method === "PUT") {
      put(blob, searchParams, body);
      response.writeHead(201, { etag: '"1"', "last-modified": new Date(0).toUTCString() }).end();
    } else send(blob, request, response);
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    url,
    calls,
    get keys() {
      return entries.map(({ key }) => key);
    },
    blob: (key) => blobs.get(entries.find((entry) => entry.key === key)?.blob ?? "")?.whole,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
};

/** A token as a runner has it; the scopes in it say which cache it may use. */
export const runCacheToken = (): string => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none" })}.${part({ scp: "Actions.Results:run:job", exp: 4_102_444_800, ac: '[{"Scope":"refs/heads/main","Permission":3}]' })}.c4n4ry-s1gnature`;
};
