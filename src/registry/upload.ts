import { DlEnvError } from "../errors/error.ts";
import { verified } from "./digest.ts";
import { refusalStatus } from "./networkFault.ts";
import { headBlob } from "./registryBlobs.ts";
import type { RegistryContext } from "./registryContext.ts";
import type { BlobSource } from "./repository.ts";
import { countAttempts, type Attempted } from "./retry.ts";
import type { FaultKind } from "./retryTable.ts";
import { makeCursor, type SourceCursor } from "./sourceCursor.ts";
import {
  askProgress,
  closeSession,
  openSession,
  sendPiece,
  type Session,
  type Upload,
} from "./uploadSession.ts";

/**
 * Blobs up to this many bytes are sent in one request, larger ones in pieces of it, so that a lost
 * connection costs one piece.
 */
export const CHUNK = 128 * 1024 * 1024;
/** Where a registry or a proxy before it finds a piece too large, it is halved down to this. */
const LEAST_CHUNK = 1024 * 1024;

/**
 * What an upload is tried again for; a request that is limited in its rate is repeated by itself.
 */
const FAULTS: readonly FaultKind[] = ["network", "server", "race"];

const attempted = ({ transport }: RegistryContext): Attempted => ({
  clock: transport.clock,
  health: transport.health,
  lane: "write",
  faults: FAULTS,
});

const contentOf = (source: BlobSource) =>
  verified(source.open(), { digest: source.digest, from: "this machine", size: source.size });

/** In one request; each attempt opens an upload of its own. */
const sendWhole = async (upload: Upload): Promise<void> => {
  const { source, context } = upload;
  const attempts = countAttempts(attempted(context));
  for (;;) {
    const session = await openSession(upload);
    try {
      await closeSession(upload, session, { length: source.size, open: () => contentOf(source) });
      context.transport.traffic.sent += source.size;
      return;
    } catch (error) {
      await attempts.again(error);
    }
  }
};

/**
 * Where a session stands after a fault; undefined when the registry has closed it, and the blob is
 * to be sent again.
 */
const standOf = async (upload: Upload, session: Session): Promise<Session | undefined> => {
  try {
    return await askProgress(upload, session);
  } catch (error) {
    if (refusalStatus(error) === undefined) throw error;
    return undefined;
  }
};

/**
 * Where to go on after a piece that a registry says it has not all of: from there, where it says so
 * again when it is asked and has come further; else behind the piece.
 */
const afterPiece = async (
  upload: Upload,
  { kept, ...sent }: Awaited<ReturnType<typeof sendPiece>>,
  { offset }: Session,
): Promise<Session> => {
  if (kept === undefined) return sent;
  const stand = await standOf(upload, sent);
  return stand !== undefined && stand.offset > offset && stand.offset < sent.offset ? stand : sent;
};

/** The rest of a blob, from where the session is. */
const sendRest = async (
  upload: Upload,
  cursor: SourceCursor,
  {
    chunk,
    begin,
    moved,
  }: {
    readonly chunk: number;
    readonly begin: Session & { readonly least: number };
    readonly moved: (session: Session) => void;
  },
): Promise<void> => {
  const { size } = upload.source;
  const step = Math.max(chunk, begin.least);
  let session: Session = begin;
  while (session.offset < size) {
    const { offset } = session;
    const end = Math.min(offset + step, size);
    const sent = await sendPiece(upload, session, { end, open: () => cursor.piece(offset, end) });
    session = await afterPiece(upload, sent, session);
    moved(session);
  }
  await closeSession(upload, session, undefined);
};

const sendInPieces = async (upload: Upload, chunk: number): Promise<void> => {
  const { source, context } = upload;
  const attempts = countAttempts(attempted(context));
  const cursor = makeCursor(() => contentOf(source));
  let session: (Session & { least: number }) | undefined;
  for (;;) {
    session ??= await openSession(upload);
    try {
      const { least } = session;
      const moved = (next: Session): void => {
        session = { ...next, least };
        attempts.reached(next.offset);
      };
      return await sendRest(upload, cursor, { chunk, begin: session, moved });
    } catch (error) {
      await attempts.again(error);
      const { least, offset } = session;
      const stand = await standOf(upload, session);
      // A session that was closed at its end may have been closed well, and only its answer lost.
      if (stand === undefined && offset === source.size)
        if (await headBlob(context, source, context.push)) return;
      session = stand === undefined ? undefined : { ...stand, least };
    }
  }
};

/** Whether a registry that took the request says that it does not take blobs in pieces. */
const refusesPieces = (error: unknown): boolean => {
  const status = refusalStatus(error);
  return status !== undefined && [400, 404, 405, 411, 415, 416, 501].includes(status);
};

const isTooLarge = (error: unknown): boolean =>
  error instanceof DlEnvError && refusalStatus(error) === 413;

/**
 * In pieces of this size, or of half of it and so on where they are too large; whole where the
 * registry takes no pieces.
 */
const sendFitting = async (upload: Upload, chunk: number): Promise<void> => {
  try {
    return await sendInPieces(upload, chunk);
  } catch (error) {
    if (isTooLarge(error) && chunk > LEAST_CHUNK)
      return sendFitting(upload, Math.max(LEAST_CHUNK, Math.ceil(chunk / 2)));
    if (!refusesPieces(error)) throw error;
    return sendWhole(upload);
  }
};

/**
 * Sends a blob in constant memory. A lost connection repeats a piece, or the whole of a small blob,
 * as the table of retries says.
 */
export const uploadBlob = async (
  context: RegistryContext,
  source: BlobSource,
  chunk: number,
): Promise<void> => {
  const upload: Upload = { context, source };
  if (source.size > chunk) return sendFitting(upload, chunk);
  try {
    await sendWhole(upload);
  } catch (error) {
    if (!isTooLarge(error) || source.size <= LEAST_CHUNK) throw error;
    await sendFitting(upload, Math.max(LEAST_CHUNK, Math.ceil(source.size / 2)));
  }
};
