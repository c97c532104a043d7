import { gunzipSync, gzipSync } from "node:zlib";
import * as z from "zod";
import { noteDigest, putNote, readNote } from "../registry/note.ts";
import type { Repository } from "../registry/repository.ts";
import { DAY } from "../text/units.ts";
import type { SeenRepositories } from "../plan/seenBases.ts";

/** Under which a destination keeps what was seen when everything was looked at last. */
export const LOOK_TAG = "dl-env-last-look";

const LOOK_TYPE = "application/vnd.dl-env.last-look.v1+json";
/** So long a look is believed, as the journals of promotions are: people move tags by hand. */
const BELIEVED = 7 * DAY;
/** Bytes of a look once unpacked. */
const MOST = 64 * 1024 * 1024;

/** What was seen when everything was looked at and nothing was to be done. */
export interface LastLook {
  /** When it began; milliseconds since the epoch. */
  readonly at: number;
  /** The tags of images that cells had. */
  readonly published: readonly string[];
  /** Cells that were not in the matrix and had tags all the same. */
  readonly outside: readonly { readonly cell: string; readonly tags: readonly string[] }[];
  readonly bases: SeenRepositories;
}

const Texts = z.array(z.string());
const Digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const Look = z.object({
  format: z.literal(1),
  at: z.int(),
  published: Texts,
  outside: z.array(z.object({ cell: z.string(), tags: Texts })),
  bases: z.record(
    z.string(),
    z.object({
      tags: Texts,
      count: z.int(),
      newest: z.int(),
      digests: z.record(z.string(), z.object({ indexDigest: Digest, platformDigest: Digest })),
    }),
  ),
});

const FORGOTTEN = { type: LOOK_TYPE, text: "forgotten" };

const unpacked = (text: string): unknown => {
  try {
    const bytes = gunzipSync(Buffer.from(text, "base64"), { maxOutputLength: MOST });
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined; // Not one of ours, or forgotten.
  }
};

/**
 * The last look at a destination; undefined where there is none that may be believed: it is
 * forgotten, cannot be read, is older than seven days, or of a later time than it is now. One
 * request where it is short, as that of 1,000 cells is.
 */
export const readLook = async (to: Repository, now: number): Promise<LastLook | undefined> => {
  const text = await readNote(to, { tag: LOOK_TAG, type: LOOK_TYPE });
  const decoded = Look.safeParse(text === undefined ? undefined : unpacked(text));
  if (!decoded.success) return undefined;
  const { at } = decoded.data;
  return at <= now && now < at + BELIEVED ? decoded.data : undefined;
};

/** Keeps a look in the place of the last one. */
export const writeLook = (to: Repository, look: LastLook): Promise<void> => {
  const json = JSON.stringify({ format: 1, ...look });
  const text = gzipSync(json, { level: 9 }).toString("base64");
  return putNote(to, { tag: LOOK_TAG, type: LOOK_TYPE, text });
};

/**
 * Takes back what was kept, before tags move or go: by it, nothing would have changed. One request
 * where nothing was kept.
 */
export const forgetLook = async (to: Repository): Promise<void> => {
  if (to.kind !== "registry") return;
  const named = await to.resolve(LOOK_TAG);
  if (named === undefined || named === noteDigest(FORGOTTEN)) return;
  await putNote(to, { tag: LOOK_TAG, ...FORGOTTEN });
};
