import { checkDigest, digestOf, readJson } from "./digest.ts";
import { hasBlob, writeBlob } from "./layoutBlobs.ts";
import { blobPath, indexOf, type LayoutFolder } from "./layoutFolder.ts";
import { changeIndex, REF_NAME, tagged } from "./layoutIndex.ts";
import { isDigest } from "./reference.ts";
import { OCI_MANIFEST, type StoredManifest } from "./repository.ts";

/** The digest that a tag or digest means; a digest need not be there. */
export const digestFor = async (
  folder: LayoutFolder,
  reference: string,
): Promise<string | undefined> => {
  if (isDigest(reference)) return reference;
  return tagged(await indexOf(folder), reference)?.digest;
};

/** A manifest or index by tag or digest, verified. */
export const readManifest = async (
  folder: LayoutFolder,
  reference: string,
): Promise<StoredManifest | undefined> => {
  const entry = isDigest(reference) ? undefined : tagged(await indexOf(folder), reference);
  const digest = isDigest(reference) ? reference : entry?.digest;
  if (digest === undefined) return undefined;
  const bytes = await folder.files.readBytes(blobPath(folder.dir, digest));
  if (bytes === undefined) return undefined;
  checkDigest(bytes, digest, folder.name);
  const value = readJson(bytes);
  const own =
    typeof value === "object" &&
    value !== null &&
    "mediaType" in value &&
    typeof value.mediaType === "string"
      ? value.mediaType
      : undefined;
  return { digest, bytes, mediaType: own ?? entry?.mediaType ?? OCI_MANIFEST };
};

/** Stores a manifest; with a tag, the tag then names it. Returns the digest. */
export const writeManifest = async (
  folder: LayoutFolder,
  { bytes, mediaType }: { readonly bytes: Uint8Array; readonly mediaType: string },
  {
    tag,
    annotations,
  }: {
    readonly tag: string | undefined;
    readonly annotations: Readonly<Record<string, string>> | undefined;
  },
): Promise<string> => {
  const digest = digestOf(bytes);
  await writeBlob(folder, {
    digest,
    size: bytes.byteLength,
    open: async function* () {
      yield bytes;
    },
  });
  if (tag === undefined) return digest;
  await folder.putEntry({
    mediaType,
    digest,
    size: bytes.byteLength,
    annotations: { ...annotations, [REF_NAME]: tag },
  });
  return digest;
};

/** A tag, and the manifest that it is to name. */
export interface NewTag {
  readonly tag: string;
  readonly manifest: StoredManifest;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Decides which tags move, by the digest that each names now. */
export type TagChoice = (
  named: (tag: string) => Promise<string | undefined>,
) => Promise<readonly NewTag[]>;

/** See LayoutRepository.retag. */
export const retag = async (folder: LayoutFolder, choose: TagChoice): Promise<void> => {
  await changeIndex(folder.files, folder, async (index) => {
    const chosen = await choose(async (tag) => {
      const digest = tagged(index, tag)?.digest;
      return digest !== undefined && (await hasBlob(folder, digest)) ? digest : undefined;
    });
    return chosen.map(({ tag, manifest: { mediaType, digest, bytes }, annotations }) => ({
      mediaType,
      digest,
      size: bytes.byteLength,
      annotations: { ...annotations, [REF_NAME]: tag },
    }));
  });
};
