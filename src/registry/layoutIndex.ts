import { join } from "node:path";
import * as z from "zod";
import { unreachable } from "../errors/error.ts";
import type { Files } from "../system/ports.ts";
import { readJson } from "./digest.ts";
import { OCI_INDEX, type Descriptor } from "./repository.ts";

export const INDEX_FILE = "index.json";
/** The tag of an entry (image-spec, annotations). */
export const REF_NAME = "org.opencontainers.image.ref.name";
/** The name under which containerd and docker list an entry. */
export const IMAGE_NAME = "io.containerd.image.name";

/** index.json as far as it is used; what else an entry has is kept as it was. */
export interface LayoutIndex {
  readonly manifests: readonly Descriptor[];
}

const Entry = z.looseObject({
  mediaType: z.string(),
  digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  size: z.number().int().nonnegative(),
  annotations: z.record(z.string(), z.string()).optional(),
});
const Index = z.looseObject({ schemaVersion: z.literal(2), manifests: z.array(Entry) });

/** What a person sees of an image in `podman images` and `docker images`. */
export const localName = (tag: string): string => `localhost/dl-env:${tag}`;

/** Annotations for the entry of an image (not of a layer), so that engines name it. */
export const imageAnnotations = (tag: string): Readonly<Record<string, string>> => ({
  [IMAGE_NAME]: localName(tag),
});

const readWhole = async (
  files: Files,
  dir: string,
  name: string,
): Promise<z.infer<typeof Index>> => {
  const path = join(dir, INDEX_FILE);
  const text = await files.readText(path);
  if (text === undefined) return { schemaVersion: 2, mediaType: OCI_INDEX, manifests: [] };
  const decoded = Index.safeParse(readJson(text));
  if (decoded.success) return decoded.data;
  throw unreachable({
    code: "layout-broken",
    message: `The index of ${name} cannot be read.`,
    place: { file: path },
    hint: `Its blobs may still be whole; start a new folder beside it: mv ${dir} ${dir}.old`,
  });
};

/** Entries of the layout's index; none when there is no index yet. */
export const readIndex = async (files: Files, dir: string, name: string): Promise<LayoutIndex> => {
  const { manifests } = await readWhole(files, dir, name);
  // zod's optional keys are `| undefined`; JSON has none.
  return { manifests: manifests as Descriptor[] };
};

/** The entry with this tag; in a foreign layout with two of them, the last. */
export const tagged = (index: LayoutIndex, tag: string): Descriptor | undefined =>
  index.manifests.findLast((entry) => entry.annotations?.[REF_NAME] === tag);

/** Decides which entries are put, by the index as it is. */
export type EntryChoice = (index: LayoutIndex) => Promise<readonly Descriptor[]>;

/**
 * Puts the entries that `choose` returns in the place of those with the same tags, alone among all
 * writers of this folder from before it is asked until they are on disk.
 */
export const changeIndex = async (
  files: Files,
  { dir, name }: { readonly dir: string; readonly name: string },
  choose: EntryChoice,
): Promise<void> => {
  const path = join(dir, INDEX_FILE);
  await files.withLock(`${path}.lock`, async () => {
    const whole = await readWhole(files, dir, name);
    const entries = await choose({ manifests: whole.manifests as Descriptor[] });
    if (entries.length === 0) return;
    const changed = new Map(entries.map((entry) => [entry.annotations?.[REF_NAME], entry]));
    const others = whole.manifests.filter((other) => !changed.has(other.annotations?.[REF_NAME]));
    await files.write(
      path,
      `${JSON.stringify({ ...whole, manifests: [...others, ...changed.values()] }, undefined, 1)}\n`,
      0o644,
    );
  });
};

/**
 * Takes the entries out that are not to stay, alone among all writers of this folder; those are
 * given as they are then.
 */
export const removeEntries = async (
  files: Files,
  { dir, name }: { readonly dir: string; readonly name: string },
  stays: (entry: Descriptor) => boolean,
): Promise<void> => {
  const path = join(dir, INDEX_FILE);
  await files.withLock(`${path}.lock`, async () => {
    const whole = await readWhole(files, dir, name);
    const manifests = whole.manifests.filter((entry) => stays(entry as Descriptor));
    if (manifests.length === whole.manifests.length) return;
    await files.write(path, `${JSON.stringify({ ...whole, manifests }, undefined, 1)}\n`, 0o644);
  });
};

/** Puts an entry into the index; resolves when it is on disk. */
export type IndexWriter = (entry: Descriptor) => Promise<void>;

/**
 * Entries that come while the lock is held elsewhere are written together: 300 images linked at
 * once are a few writes, not 300.
 */
export const makeIndexWriter = (files: Files, dir: string, name: string): IndexWriter => {
  let waiting: Descriptor[] = [];
  let scheduled: Promise<void> | undefined;
  let last: Promise<void> = Promise.resolve();
  const flush = async (): Promise<void> => {
    const entries = waiting;
    waiting = [];
    scheduled = undefined;
    await changeIndex(files, { dir, name }, async () => entries);
  };
  return (entry) => {
    waiting.push(entry);
    if (scheduled === undefined) {
      scheduled = last.then(flush);
      last = scheduled.catch(() => undefined);
    }
    return scheduled;
  };
};
