import { DlEnvError } from "../errors/error.ts";
import { pushScope } from "./tokens.ts";
import { verified } from "./digest.ts";
import type { BlobSource } from "./repository.ts";
import { isNetworkFault, pauseBefore, persist, refusalStatus } from "./retry.ts";
import type { Transport } from "./transport.ts";

/** Blobs up to this many bytes are sent in one request, larger ones in pieces of it, so that a lost connection costs one piece. */
export const CHUNK = 128 * 1024 * 1024;

/** Reads a source piece by piece; goes back by opening it again. */
interface Cursor {
  piece(start: number, end: number): AsyncGenerator<Uint8Array, void, undefined>;
}

const makeCursor = (open: () => AsyncIterable<Uint8Array>): Cursor => {
  const state: { iterator: AsyncIterator<Uint8Array> | undefined; rest: Uint8Array; at: number } = {
    iterator: undefined,
    rest: new Uint8Array(0),
    at: 0,
  };

  /** Up to `most` bytes; undefined at the end. */
  const next = async (most: number): Promise<Uint8Array | undefined> => {
    while (state.rest.byteLength === 0) {
      const result = await state.iterator?.next();
      if (result === undefined || result.done === true) return undefined;
      state.rest = result.value;
    }
    const part = state.rest.subarray(0, most);
    state.rest = state.rest.subarray(part.byteLength);
    state.at += part.byteLength;
    return part;
  };

  const seek = async (offset: number): Promise<void> => {
    if (state.iterator === undefined || state.at > offset) {
      await state.iterator?.return?.();
      Object.assign(state, {
        iterator: open()[Symbol.asyncIterator](),
        rest: new Uint8Array(0),
        at: 0,
      });
    }
    while (state.at < offset && (await next(offset - state.at)) !== undefined);
  };

  async function* piece(start: number, end: number): AsyncGenerator<Uint8Array, void, undefined> {
    await seek(start);
    while (state.at < end) {
      const part = await next(end - state.at);
      if (part === undefined) return;
      yield part;
    }
  }
  return { piece };
};

/** Milliseconds that a registry may take to put a blob away after its last byte came: some copy it to a storage of their own first. */
const PATIENCE = 300_000;

const withDigest = (location: string, digest: string): string => {
  const url = new URL(location);
  url.searchParams.set("digest", digest);
  return url.href;
};

interface Upload {
  readonly transport: Transport;
  readonly repository: string;
  readonly source: BlobSource;
}

const ask = ({ repository, source }: Upload) => ({
  scopes: [pushScope(repository)],
  wanted: `take the blob ${source.digest}`,
});

const start = async (upload: Upload): Promise<{ location: string; least: number }> => {
  const response = await upload.transport.send({
    ...ask(upload),
    method: "POST",
    to: `${upload.repository}/blobs/uploads/`,
    body: "",
    headers: { "content-length": "0" },
    safe: false,
    expect: [202],
  });
  await response.discard();
  return {
    location: upload.transport.location(response),
    least: Number(response.headers["oci-chunk-min-length"] ?? 0) || 0,
  };
};

const finish = async (
  upload: Upload,
  location: string,
  length: number,
  body: "" | (() => AsyncIterable<Uint8Array>),
): Promise<void> => {
  const response = await upload.transport.send({
    ...ask(upload),
    method: "PUT",
    to: withDigest(location, upload.source.digest),
    headers: { "content-type": "application/octet-stream", "content-length": String(length) },
    body,
    timeout: PATIENCE,
    // A session that was closed cannot be closed twice: the whole upload is repeated instead.
    safe: false,
    expect: [201, 204],
  });
  await response.discard();
};

const whole = async (upload: Upload): Promise<void> => {
  const { source } = upload;
  const { location } = await start(upload);
  await finish(upload, location, source.size, () =>
    verified(source.open(), source.digest, "this machine", source.size),
  );
  upload.transport.traffic.sent += source.size;
};

const sendPiece = async (
  upload: Upload,
  cursor: Cursor,
  location: string,
  from: number,
  to: number,
): Promise<string> => {
  const response = await upload.transport.send({
    ...ask(upload),
    method: "PATCH",
    to: location,
    headers: {
      "content-type": "application/octet-stream",
      "content-length": String(to - from),
      "content-range": `${from}-${to - 1}`,
    },
    body: () => cursor.piece(from, to),
    timeout: PATIENCE,
    safe: false,
    expect: [202],
  });
  await response.discard();
  upload.transport.traffic.sent += to - from;
  return upload.transport.location(response);
};

/** How far the registry has come, after a connection was lost. */
const progress = async (
  upload: Upload,
  location: string,
): Promise<{ location: string; offset: number }> => {
  const response = await upload.transport.send({
    ...ask(upload),
    method: "GET",
    to: location,
    expect: [204],
  });
  await response.discard();
  const end = /^(?:bytes=)?0-([0-9]+)$/.exec(response.headers["range"] ?? "")?.[1];
  const last = end === undefined ? -1 : Number(end);
  // "0-0" is what registries say for nothing and for one byte; nothing is the safe reading, as pieces are far larger.
  return {
    location:
      response.headers["location"] === undefined ? location : upload.transport.location(response),
    offset: last <= 0 ? 0 : last + 1,
  };
};

const inPieces = async (upload: Upload, chunk: number): Promise<void> => {
  const { source, transport } = upload;
  const begun = await start(upload);
  const size = Math.max(chunk, begun.least);
  const cursor = makeCursor(() =>
    verified(source.open(), source.digest, "this machine", source.size),
  );
  let { location } = begun;
  for (let offset = 0, failures = 0; offset < source.size;) {
    const end = Math.min(offset + size, source.size);
    try {
      location = await sendPiece(upload, cursor, location, offset, end);
      offset = end;
    } catch (error) {
      failures += 1;
      const pause = isNetworkFault(error)
        ? pauseBefore(failures + 1, { network: true }, true, transport.clock.now())
        : undefined;
      if (pause === undefined) throw error;
      await transport.clock.sleep(pause);
      ({ location, offset } = await progress(upload, location));
    }
  }
  await finish(upload, location, 0, "");
};

/** Whether a registry that took the request says that it does not take blobs in pieces. */
const dislikesPieces = (error: unknown): boolean => {
  const status = refusalStatus(error);
  return status !== undefined && [400, 404, 405, 411, 413, 415, 416, 501].includes(status);
};

/** Sends a blob in constant memory. A lost connection repeats a piece, or the whole of a small blob, as the table of retries says. */
export const uploadBlob = async (
  transport: Transport,
  repository: string,
  source: BlobSource,
  chunk = CHUNK,
): Promise<void> => {
  const upload: Upload = { transport, repository, source };
  await persist(transport.clock, ["network", "server", "race"], async () => {
    if (source.size <= chunk) return whole(upload);
    try {
      return await inPieces(upload, chunk);
    } catch (error) {
      if (!(error instanceof DlEnvError) || !dislikesPieces(error)) throw error;
      return whole(upload);
    }
  });
};
