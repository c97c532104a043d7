import { takenAtPace } from "../system/boundedBody.ts";
import { blobPace } from "./answerLimits.ts";
import type { RegistryContext } from "./registryContext.ts";
import type { BlobSource } from "./repository.ts";
import type { HttpResponse } from "../system/ports.ts";
import type { Ask } from "./ask.ts";
import { uploadAddress } from "./uploadAddress.ts";

/**
 * Milliseconds that a registry may take to put a blob away after its last byte came: some copy it
 * to a storage of their own first.
 */
const STORING = 300_000;

/** One blob on its way into one repository. */
export interface Upload {
  readonly context: RegistryContext;
  readonly source: BlobSource;
}

/** An upload that a registry has opened. */
export interface Session {
  /** Where the next request goes; each answer may name another place. */
  readonly location: string;
  /** Bytes that the registry has. */
  readonly offset: number;
}

const common = ({ context, source }: Upload) => ({
  scopes: context.push,
  wanted: `write the blob ${source.digest} into ${context.name}`,
});

/** Body that is given up when the registry takes too little of it. */
const paced =
  ({ context, source }: Upload, open: () => AsyncIterable<Uint8Array>) =>
  (): AsyncIterable<Uint8Array> =>
    takenAtPace(
      open(),
      blobPace(`Sending the blob ${source.digest} to ${context.name}`),
      context.transport.clock,
    );

const withDigest = (location: string, digest: string): string => {
  const url = new URL(location);
  url.searchParams.set("digest", digest);
  return url.href;
};

/** Opens an upload. `least` is what the registry asks each piece but the last to have. */
export const openSession = async (upload: Upload): Promise<Session & { least: number }> => {
  const { transport, repository } = upload.context;
  const ask: Ask = {
    ...common(upload),
    method: "POST",
    to: `${repository}/blobs/uploads/`,
    body: "",
    headers: { "content-length": "0" },
    // An upload that was opened and is not gone on with is forgotten by the registry.
    expect: [202],
  };
  const response = await transport.send(ask);
  await response.discard();
  return {
    location: uploadAddress(upload.context, response, ask) ?? transport.location(response, ask),
    offset: 0,
    least: Number(response.headers["oci-chunk-min-length"] ?? 0) || 0,
  };
};

/** Ends an upload with the last `length` bytes of the blob. */
export const closeSession = async (
  upload: Upload,
  { location }: Pick<Session, "location">,
  rest: { readonly length: number; readonly open: () => AsyncIterable<Uint8Array> } | undefined,
): Promise<void> => {
  const response = await upload.context.transport.send({
    ...common(upload),
    method: "PUT",
    to: withDigest(location, upload.source.digest),
    headers: {
      "content-type": "application/octet-stream",
      "content-length": String(rest?.length ?? 0),
    },
    body: rest === undefined ? "" : paced(upload, rest.open),
    timeout: STORING,
    // A session that was closed cannot be closed twice: the whole upload is repeated instead.
    safe: false,
    expect: [201, 204],
  });
  await response.discard();
};

/** Bytes that a registry says to have; undefined where it says nothing that can be read. */
const keptBytes = ({ headers }: Pick<HttpResponse, "headers">): number | undefined => {
  const last = Number(/^(?:bytes=)?0-([0-9]+)$/.exec(headers["range"] ?? "")?.[1] ?? 0);
  // "0-0" is what registries say for nothing and for one byte.
  return last === 0 ? undefined : last + 1;
};

/** A session after a piece; `kept` where the registry says that it has less of it. */
interface Sent extends Session {
  readonly kept?: number;
}

/** Sends the bytes up to `end`. */
export const sendPiece = async (
  upload: Upload,
  { location, offset }: Session,
  { end, open }: { readonly end: number; readonly open: () => AsyncIterable<Uint8Array> },
): Promise<Sent> => {
  const { transport } = upload.context;
  const ask: Ask = {
    ...common(upload),
    method: "PATCH",
    to: location,
    headers: {
      "content-type": "application/octet-stream",
      "content-length": String(end - offset),
      "content-range": `${offset}-${end - 1}`,
    },
    body: paced(upload, open),
    timeout: STORING,
    safe: false,
    expect: [202],
  };
  const response = await transport.send(ask);
  await response.discard();
  transport.traffic.sent += end - offset;
  const kept = keptBytes(response);
  return {
    location: uploadAddress(upload.context, response, ask) ?? location,
    offset: end,
    ...(kept === undefined || kept >= end ? {} : { kept }),
  };
};

/** How far the registry has come, after a fault. */
export const askProgress = async (
  upload: Upload,
  { location }: Pick<Session, "location">,
): Promise<Session> => {
  const { transport } = upload.context;
  const ask: Ask = { ...common(upload), method: "GET", to: location, expect: [204] };
  const response = await transport.send(ask);
  await response.discard();
  return {
    location: uploadAddress(upload.context, response, ask) ?? location,
    // Nothing is the safe reading, as pieces are far larger than a byte.
    offset: keptBytes(response) ?? 0,
  };
};
