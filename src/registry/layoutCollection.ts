import { join } from "node:path";
import { blobPath, type LayoutFolder } from "./layoutFolder.ts";
import { isDigest } from "./reference.ts";

/** A blob as it lies in a layout. */
export interface LayoutBlob {
  readonly digest: string;
  /** bytes */
  readonly size: number;
  /** Seconds since the epoch: when it was written, or last used by a build. */
  readonly used: number;
}

/** All blobs of a layout; what is being written just now is none yet. */
export const listBlobs = async ({ files, dir }: LayoutFolder): Promise<readonly LayoutBlob[]> => {
  const digests = (await files.list(join(dir, "blobs", "sha256")))
    .map((name) => `sha256:${name}`)
    .filter(isDigest);
  const found = await Promise.all(
    digests.map(async (digest) => {
      const stat = await files.stat(blobPath(dir, digest));
      return stat?.kind === "file" ? [{ digest, size: stat.size, used: stat.mtime }] : [];
    }),
  );
  return found.flat();
};

/** Removes the bytes of a blob; false where it was written or used since it was listed. */
export const removeBlob = async (
  { files, dir }: LayoutFolder,
  { digest, used }: Pick<LayoutBlob, "digest" | "used">,
): Promise<boolean> => {
  if (!isDigest(digest)) return false;
  const path = blobPath(dir, digest);
  const stat = await files.stat(path);
  if (stat !== undefined && stat.mtime !== used) return false;
  await files.remove(path);
  return true;
};

/** Seconds after which the use of a blob is noted again. */
const NOTED_FOR = 3600;

/** Notes that a blob is in use, so that nobody takes it for left over. */
export const noteUse = async ({ files, dir, now }: LayoutFolder, digest: string): Promise<void> => {
  const path = blobPath(dir, digest);
  const stat = await files.stat(path);
  if (stat !== undefined && stat.mtime < now() / 1000 - NOTED_FOR) await files.touch(path);
};
