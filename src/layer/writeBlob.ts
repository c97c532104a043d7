import { createHash, type Hash } from "node:crypto";
import type { MadeLayer } from "../image/recipe.ts";
import { OCI_LAYER_GZIP } from "../registry/repository.ts";
import type { Env, Files } from "../system/ports.ts";
import type { LayerEntry } from "./layerEntry.ts";
import { COPIED_FROM, deflatedBytes, inflated, NotDeflated } from "./deflated.ts";
import { entryContent } from "./entryContent.ts";
import { gzip, type DeflatedContent } from "./gzip.ts";
import { PATH_HASH_DIGITS } from "./pathList.ts";
import { TAR_END, tarHeader, tarPadding } from "./tarHeader.ts";

/** Files up to this size are read whole and ahead of their turn; larger ones are streamed. */
const SMALL = 1 << 18;
/** How many small files are read ahead. */
const AHEAD = 32;

const shortHash = (hash: Hash): string => hash.digest("hex").slice(0, PATH_HASH_DIGITS);

const readSmall = async (files: Files, entry: LayerEntry): Promise<Uint8Array | undefined> => {
  const content = entry.content;
  if (content === undefined || entry.size === 0) return new Uint8Array(0);
  switch (content.kind) {
    case "bytes":
      return content.bytes;
    case "file": {
      const isRead =
        entry.size <= SMALL && content.start === undefined && content.deflated === undefined;
      return isRead ? files.readBytes(content.path) : undefined;
    }
    case "deflated":
      return undefined;
  }
};

/** Hashes that are fed while a tar is written: of the tar, and of the file that is written. */
interface Hashes {
  tar: Hash;
  file: Hash;
}

async function* body(
  files: Files,
  { entry, small }: { readonly entry: LayerEntry; readonly small: Uint8Array | undefined },
  hashes: Hashes,
): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of small === undefined ? entryContent(files, entry) : [small]) {
    hashes.file.update(chunk);
    hashes.tar.update(chunk);
    length += chunk.length;
    yield chunk;
  }
  if (length !== entry.size)
    throw new Error(
      `${entry.path} has ${length} bytes, not ${entry.size}: it changed while it was read`,
    );
}

/**
 * A file's content as it lies deflated, once it was inflated and hashed; undefined, and nothing is
 * hashed, where it is small, does not lie so or is not what it should be. Rejects (NotDeflated)
 * where that is the only place it lies.
 */
const ready = async (
  { content }: LayerEntry,
  hashes: Hashes,
): Promise<DeflatedContent | undefined> => {
  if (content === undefined || content.kind === "bytes") return undefined;
  const { deflated } = content;
  if (deflated === undefined || deflated.size < COPIED_FROM) return undefined;
  const [tar, file] = [hashes.tar.copy(), hashes.file.copy()];
  try {
    for await (const chunk of inflated(deflated)) {
      tar.update(chunk);
      file.update(chunk);
    }
  } catch (error) {
    if (error instanceof NotDeflated && content.kind === "file") return undefined;
    throw error;
  }
  Object.assign(hashes, { tar, file });
  const { crc, size } = deflated;
  return { crc, size, deflated: () => deflatedBytes(deflated) };
};

/** Reads small files ahead of their turn; the results come in the order of the entries. */
const openReadAhead = (
  files: Files,
  entries: readonly LayerEntry[],
): (() => Promise<Uint8Array | undefined>) => {
  const ahead: Promise<Uint8Array | undefined>[] = [];
  let next = 0;
  return async () => {
    for (; next < entries.length && ahead.length < AHEAD; next += 1) {
      const reading = readSmall(files, entries[next] as LayerEntry);
      reading.catch(() => undefined);
      ahead.push(reading);
    }
    return ahead.shift();
  };
};

/** What a tar is packed for. */
interface Packing {
  readonly files: Files;
  /** Its `tar` is the tar's own hash when all is packed. */
  readonly hashes: Hashes;
  /** Gets the short hash of each file's content and of each link's target. */
  readonly onHash: (path: string, hash: string) => void;
}

/** The tar of these entries in their order. */
async function* pack(
  { files, hashes, onHash }: Packing,
  entries: readonly LayerEntry[],
): AsyncGenerator<Uint8Array | DeflatedContent> {
  const readNext = openReadAhead(files, entries);
  const hashed = (bytes: Uint8Array): Uint8Array => {
    hashes.tar.update(bytes);
    return bytes;
  };
  for (const entry of entries) {
    const small = await readNext();
    yield hashed(tarHeader(entry));
    if (entry.kind === "directory") continue;
    hashes.file = createHash("sha256");
    if (entry.kind === "file") {
      const compressed = await ready(entry, hashes);
      if (compressed === undefined) yield* body(files, { entry, small }, hashes);
      else yield compressed;
    } else hashes.file.update(entry.target ?? "");
    onHash(entry.path, shortHash(hashes.file));
    if (entry.size > 0) yield hashed(tarPadding(entry.size));
  }
  yield hashed(TAR_END);
}

/** The same parts; each is shown before it goes on. */
async function* seen<T>(source: AsyncIterable<T>, onPart: (part: T) => void): AsyncGenerator<T> {
  for await (const part of source) {
    onPart(part);
    yield part;
  }
}

/**
 * A blob with what its content hashes to: a MadeLayer without its list of paths, and the list as a
 * map.
 */
export interface WrittenBlob {
  readonly layer: MadeLayer;
  readonly hashes: ReadonlyMap<string, string>;
}

/**
 * Writes the entries as one gzipped tar to `file`, in memory that does not grow with the layer, and
 * hashes it on the way.
 */
export const writeBlob = async (
  sys: {
    files: Files;
    env: Pick<Env, "cpus">;
    /** Told how many bytes are written so far. */
    onBytes?: (size: number) => void;
  },
  entries: readonly LayerEntry[],
  file: string,
): Promise<WrittenBlob> => {
  const hashes = new Map<string, string>();
  const running = { tar: createHash("sha256"), file: createHash("sha256") };
  const blobHash = createHash("sha256");
  let unpacked = 0;
  let size = 0;
  const onHash = (path: string, hash: string): void => void hashes.set(path, hash);
  const packing = { files: sys.files, hashes: running, onHash };
  const tar = seen(pack(packing, entries), (part) => {
    unpacked += part instanceof Uint8Array ? part.length : part.size;
  });
  const blob = seen(gzip(tar, sys.env.cpus + 2), (chunk) => {
    blobHash.update(chunk);
    size += chunk.length;
    sys.onBytes?.(size);
  });
  await sys.files.write(file, blob);
  const layer = {
    file,
    size,
    unpacked,
    digest: `sha256:${blobHash.digest("hex")}`,
    diffId: `sha256:${running.tar.digest("hex")}`,
    mediaType: OCI_LAYER_GZIP,
  };
  return { layer, hashes };
};
