import type { Files } from "../system/ports.ts";
import { decompressed } from "./decompressed.ts";
import { tarMembers, type ReadEntry } from "./tarMembers.ts";

async function* spooled(
  tar: AsyncIterable<Uint8Array>,
  spool: string,
  entries: ReadEntry[],
): AsyncGenerator<Uint8Array> {
  let offset = 0;
  for await (const { entry, body } of tarMembers(tar)) {
    entries.push(
      entry.kind === "file"
        ? { ...entry, content: { kind: "file", path: spool, start: offset } }
        : entry,
    );
    for await (const chunk of body) {
      offset += chunk.length;
      yield chunk;
    }
  }
}

/**
 * Reads a tar, compressed or plain: the bodies go one after another into `spool`, the entries are
 * returned in the tar's order. Rejects (`bad-tar`) when it is damaged or ends too early, and
 * (`archive-limit`) when it holds more than LIMITS allow.
 */
export const readTar = async (files: Files, tar: string, spool: string): Promise<ReadEntry[]> => {
  const entries: ReadEntry[] = [];
  await files.write(spool, spooled(decompressed(files.read(tar)), spool, entries));
  return entries;
};
