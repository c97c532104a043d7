import { DlEnvError } from "../errors/error.ts";
import { mountBlob } from "./mountBlob.ts";
import { verified } from "./digest.ts";
import { headBlob, readBlob, type WantedBlob } from "./registryBlobs.ts";
import type { RegistryContext } from "./registryContext.ts";
import type { Repository } from "./repository.ts";
import type { Scope } from "./scope.ts";
import { uploadBlob } from "./upload.ts";

/** Writers of the same blob side by side wait for the first, which alone moves bytes. */
const once = (write: Repository["writeBlob"]): Repository["writeBlob"] => {
  const running = new Map<string, Promise<boolean>>();
  return async (source) => {
    const other = running.get(source.digest);
    if (other !== undefined) {
      await other;
      return false;
    }
    const work = write(source).finally(() => running.delete(source.digest));
    running.set(source.digest, work);
    return work;
  };
};

/** The blobs of a repository, as this process has come to know them. */
export interface SeenBlobs extends Pick<Repository, "hasBlob" | "readBlob" | "writeBlob"> {
  /** `from` is another repository of the same registry. */
  mount(digest: string, from: string): Promise<boolean>;
}

/**
 * Blobs that this process saw in the repository are not asked for again: hundreds of images share a
 * few dozen layers, so the second link costs four requests instead of one a layer. A registry that
 * collects garbage meanwhile refuses the manifest, and says so.
 */
export const seenBlobs = (context: RegistryContext, chunk: number): SeenBlobs => {
  const seen = new Set<string>();
  const look = async (blob: WantedBlob, scopes: readonly Scope[]): Promise<boolean> => {
    if (!seen.has(blob.digest) && (await headBlob(context, blob, scopes))) seen.add(blob.digest);
    return seen.has(blob.digest);
  };
  /**
   * Asked as one who may push: some registries deny a repository that does not exist yet to those
   * who may only pull, and some to everybody. Whether one may write, the upload says.
   */
  const lookToWrite = async (blob: WantedBlob): Promise<boolean> => {
    try {
      return await look(blob, context.push);
    } catch (error) {
      if (error instanceof DlEnvError && error.code === "registry-denied") return false;
      throw error;
    }
  };
  return {
    readBlob: async function* (digest, size) {
      yield* verified(readBlob(context, digest), { digest, from: context.name, size });
      seen.add(digest);
    },
    hasBlob: (digest, size) => look({ digest, size }, context.pull),
    writeBlob: once(async (source) => {
      if (seen.has(source.digest)) return false;
      if (source.isNew !== true && (await lookToWrite(source))) return false;
      await uploadBlob(context, source, chunk);
      seen.add(source.digest);
      return true;
    }),
    mount: async (digest, from) => {
      if (!seen.has(digest) && (await mountBlob(context, digest, from))) seen.add(digest);
      return seen.has(digest);
    },
  };
};
