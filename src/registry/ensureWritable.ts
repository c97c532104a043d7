import { digestOf } from "./digest.ts";
import type { Repository } from "./repository.ts";

/**
 * The empty configuration that the OCI image specification has for artifacts; our layers' manifests
 * name it too.
 */
const EMPTY = Buffer.from("{}");

/**
 * Puts two bytes into a repository, so that one that refuses is told before hours of work and not
 * after them: rejects as `writeBlob` does. What has them already has been written to before, and is
 * asked no more. True when they were written now.
 */
export const ensureWritable = (repository: Repository): Promise<boolean> =>
  repository.writeBlob({
    digest: digestOf(EMPTY),
    size: EMPTY.byteLength,
    open: async function* () {
      yield EMPTY;
    },
  });
