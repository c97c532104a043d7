import { join } from "node:path";
import { wrongRequest } from "../errors/error.ts";
import type { Files } from "../system/ports.ts";
import { readJson } from "./digest.ts";
import { placed, type LayoutPlace } from "./layoutFault.ts";
import { INDEX_FILE, readIndex, type IndexWriter, type LayoutIndex } from "./layoutIndex.ts";
import type { Traffic } from "./repository.ts";

/** The file that makes a folder an OCI layout. */
export const MARKER = "oci-layout";
/** Ends the name of a file that says what a build makes just now for the layout. */
export const CLAIM_ENDING = ".making";
const MARKER_TEXT = '{"imageLayoutVersion":"1.0.0"}';

/** A layout folder, and what work on it shares. */
export interface LayoutFolder extends LayoutPlace {
  readonly files: Files;
  readonly traffic: Traffic;
  readonly putEntry: IndexWriter;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** What interrupted runs left half-written is removed once. */
  swept?: Promise<number>;
}

/** Path of a blob below a layout folder. */
export const blobPath = (dir: string, digest: string): string =>
  join(dir, "blobs", "sha256", digest.slice("sha256:".length));

const isVersion1 = (marker: unknown): boolean =>
  typeof marker === "object" &&
  marker !== null &&
  "imageLayoutVersion" in marker &&
  marker.imageLayoutVersion === "1.0.0";

/**
 * Whether the folder is a layout; false when there is nothing yet. Refuses a folder with something
 * else in it.
 */
const exists = async ({ files, dir, name, place }: LayoutFolder): Promise<boolean> => {
  const refused = (message: string, hint: string): Error =>
    wrongRequest({ code: "not-a-layout", message: `${name} ${message}.`, ...placed(place), hint });
  const marker = await files.readText(join(dir, MARKER));
  if (marker !== undefined) {
    if (isVersion1(readJson(marker))) return true;
    throw refused(
      "is an image layout of a version that is not supported",
      `Look at it: cat ${join(dir, MARKER)}`,
    );
  }
  const stat = await files.stat(dir);
  if (stat === undefined) return false;
  if (stat.kind === "file" || stat.kind === "other")
    throw refused(
      "is a file, not a folder",
      `Name another folder, or move it away: mv ${dir} ${dir}.old`,
    );
  // What another process that is just beginning has written does not count.
  const others = (await files.list(dir)).filter(
    (entry) =>
      entry !== `${INDEX_FILE}.lock` &&
      entry !== "blobs" &&
      !entry.startsWith(MARKER) &&
      !entry.endsWith(CLAIM_ENDING),
  );
  if (others.length === 0) return false;
  throw refused(
    "is a folder with other things in it, not an image layout",
    `Name an empty or new folder; what is in it: ls ${dir}`,
  );
};

/** The index; without entries where there is no layout yet. */
export const indexOf = async (folder: LayoutFolder): Promise<LayoutIndex> =>
  (await exists(folder)) ? readIndex(folder.files, folder.dir, folder.name) : { manifests: [] };

/** Makes the layout, or finds it and removes what interrupted runs left half-written in it. */
export const beginLayout = async (folder: LayoutFolder): Promise<void> => {
  if (await exists(folder)) {
    folder.swept ??= folder.files.sweep(join(folder.dir, "blobs", "sha256"));
    await folder.swept;
    return;
  }
  await folder.files.write(join(folder.dir, MARKER), MARKER_TEXT, 0o644);
};
