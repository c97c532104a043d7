import { createHash, type Hash } from "node:crypto";
import type { MadeLayer } from "../image/recipe.ts";
import { OCI_LAYER_GZIP } from "../registry/repository.ts";
import type { Env, Files } from "../system/ports.ts";
import type { LayerEntry } from "./layerEntry.ts";
import { gzip } from "./gzip.ts";
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
  if (content.kind === "bytes") return content.bytes;
  if (entry.size > SMALL || content.start !== undefined) return undefined;
  return files.readBytes(content.path);
};

async function* streamed(files: Files, entry: LayerEntry): AsyncGenerator<Uint8Array> {
  const content = entry.content;
  if (content?.kind !== "file") return;
  const start = content.start ?? 0;
  yield* files.read(content.path, { start, end: start + entry.size - 1 });
}

async function* body(
  files: Files,
  { entry, small }: { readonly entry: LayerEntry; readonly small: Uint8Array | undefined },
  hash: Hash,
): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of small === undefined ? streamed(files, entry) : [small]) {
    hash.update(chunk);
    length += chunk.length;
    yield chunk;
  }
  if (length !== entry.size)
    throw new Error(
      `${entry.path} has ${length} bytes, not ${entry.size}: it changed while it was read`,
    );
}

/**
 * The tar of these entries in their order; `onHash` gets the short hash of each file's content and
 * of each link's target.
 */
async function* pack(
  files: Files,
  entries: readonly LayerEntry[],
  onHash: (path: string, hash: string) => void,
): AsyncGenerator<Uint8Array> {
  const ahead: Promise<Uint8Array | undefined>[] = [];
  let next = 0;
  for (const entry of entries) {
    for (; next < entries.length && ahead.length < AHEAD; next += 1) {
      const reading = readSmall(files, entries[next] as LayerEntry);
      reading.catch(() => undefined);
      ahead.push(reading);
    }
    const small = await ahead.shift();
    yield tarHeader(entry);
    if (entry.kind === "directory") continue;
    const hash = createHash("sha256");
    if (entry.kind === "file") yield* body(files, { entry, small }, hash);
    else hash.update(entry.target ?? "");
    onHash(entry.path, shortHash(hash));
    if (entry.size > 0) yield tarPadding(entry.size);
  }
  yield TAR_END;
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
  const tarHash = createHash("sha256");
  const blobHash = createHash("sha256");
  let unpacked = 0;
  let size = 0;
  const tar = pack(sys.files, entries, (path, hash) => hashes.set(path, hash));
  const zipped = gzip(tar, sys.env.cpus + 2, (block) => {
    tarHash.update(block);
    unpacked += block.length;
  });
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of zipped) {
      blobHash.update(chunk);
      size += chunk.length;
      sys.onBytes?.(size);
      yield chunk;
    }
  };
  await sys.files.write(file, counted());
  const layer = {
    file,
    size,
    unpacked,
    digest: `sha256:${blobHash.digest("hex")}`,
    diffId: `sha256:${tarHash.digest("hex")}`,
    mediaType: OCI_LAYER_GZIP,
  };
  return { layer, hashes };
};
