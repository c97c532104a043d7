import type { Files } from "../system/ports.ts";
import { inflated } from "./deflated.ts";
import type { LayerEntry } from "./layerEntry.ts";

/**
 * What is in the file of an entry; nothing for everything else. Rejects (NotDeflated) where it lies
 * compressed and is not what was said of it.
 */
export async function* entryContent(
  files: Pick<Files, "read">,
  { size, content }: LayerEntry,
): AsyncGenerator<Uint8Array> {
  if (content === undefined || size === 0) return;
  switch (content.kind) {
    case "bytes":
      yield content.bytes;
      return;
    case "file": {
      const start = content.start ?? 0;
      yield* files.read(content.path, { start, end: start + size - 1 });
      return;
    }
    case "deflated":
      yield* inflated(content.deflated);
  }
}
