import { unreachable } from "../errors/error.ts";
import { diskFull } from "../system/diskFull.ts";
import { digestOf, verified } from "./digest.ts";
import { beginLayout, blobPath, type LayoutFolder } from "./layoutFolder.ts";
import { noteUse } from "./layoutCollection.ts";
import { isDigest } from "./reference.ts";
import type { BlobSource } from "./repository.ts";

/** Whether a blob lies in the folder, and has this many bytes where that is known. */
export const hasBlob = async (
  { files, dir }: LayoutFolder,
  digest: string,
  size?: number,
): Promise<boolean> => {
  if (!isDigest(digest)) return false;
  const stat = await files.stat(blobPath(dir, digest));
  return stat?.kind === "file" && (size === undefined || stat.size === size);
};

/** Bytes of a blob, verified. Rejects with `blob-missing`. */
export async function* readBlob(
  folder: LayoutFolder,
  digest: string,
  size?: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (!(await hasBlob(folder, digest))) {
    throw unreachable({
      code: "blob-missing",
      message: `${folder.name} has no blob ${digest}.`,
      hint: `Something was removed from it; make it again: dl-env build`,
    });
  }
  yield* verified(folder.files.read(blobPath(folder.dir, digest)), {
    digest,
    from: folder.name,
    size,
  });
}

/** Whether a file of this machine became the blob as it is: then no byte was copied. */
const tookFile = async (
  { files }: LayoutFolder,
  { file, size }: BlobSource,
  path: string,
): Promise<boolean> => {
  if (file === undefined || (await files.stat(file))?.size !== size) return false;
  await files.chmod(file, 0o644);
  return files.hardLink(file, path);
};

/** Bytes up to which what is there is read, not only looked at: manifests, configs, lists. */
const SMALL = 1 << 20;

/** Whether a blob is there, and is it as far as that costs nothing. */
const isThere = async (folder: LayoutFolder, { digest, size }: BlobSource): Promise<boolean> => {
  if (!(await hasBlob(folder, digest, size))) return false;
  if (size > SMALL) return true;
  const bytes = await folder.files.readBytes(blobPath(folder.dir, digest));
  return bytes !== undefined && digestOf(bytes) === digest;
};

/** Puts a blob into the folder; false where it is there. */
export const writeBlob = async (folder: LayoutFolder, source: BlobSource): Promise<boolean> => {
  if (!isDigest(source.digest)) throw new TypeError(`not a digest: ${source.digest}`);
  await beginLayout(folder);
  if (await isThere(folder, source)) {
    await noteUse(folder, source.digest);
    return false;
  }
  const path = blobPath(folder.dir, source.digest);
  if (await tookFile(folder, source, path)) {
    folder.traffic.sent += source.size;
    return true;
  }
  const free = await folder.files.freeBytes(folder.dir);
  if (free < source.size) throw diskFull({ path, needed: source.size, free });
  // Written beside its place and renamed: nobody sees half a blob, and writers of the same blob do
  // not disturb each other.
  await folder.files.write(
    path,
    verified(source.open(), {
      digest: source.digest,
      from: "what was to be stored",
      size: source.size,
    }),
    0o644,
  );
  folder.traffic.sent += source.size;
  return true;
};
