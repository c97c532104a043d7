import * as fs from "node:fs/promises";
import { join } from "node:path";
import { lives, ownerOf } from "./processOwner.ts";

/**
 * What nobody can be asked about (another host's or container's, or an older dl-env's) is left
 * behind once nothing moved in it for so long; milliseconds.
 */
const FORGOTTEN = 3 * 24 * 3_600_000;

/**
 * A private folder (`w-<mark>-XXXXXX`) or a half-written file (`name.<mark>.<random>.part`), with
 * its mark.
 */
const MARKED = /-([0-9a-z]{5,12})-[A-Za-z0-9]{6}$|\.([0-9a-z]{5,12})\.[0-9a-z]+\.part$/;
/** The same as older versions named them. */
const UNMARKED = /^(?:w|ask|newest)-[A-Za-z0-9]{6}$|\.\d+\.[0-9a-z]+\.part$/;

const isLeft = async (path: string, name: string): Promise<boolean> => {
  const found = MARKED.exec(name);
  if (found === null && !UNMARKED.test(name)) return false;
  const { mtimeMs, uid } = await fs.lstat(path);
  if (uid !== (process.getuid?.() ?? uid)) return false;
  const owner = found === null ? undefined : ownerOf(found[1] ?? found[2] ?? "");
  const living = owner === undefined ? undefined : lives(owner);
  return living === undefined ? Date.now() - mtimeMs > FORGOTTEN : !living;
};

/** Removes what runs that are gone left half-made in a folder; see Files.sweep. */
export const sweep = async (folder: string, prefix = ""): Promise<number> => {
  let names: string[];
  try {
    names = (await fs.readdir(folder)).filter((name) => name.startsWith(prefix));
  } catch {
    return 0;
  }
  let removed = 0;
  for (const name of names) {
    const path = join(folder, name);
    try {
      if (!(await isLeft(path, name))) continue;
      await fs.rm(path, { recursive: true, force: true });
      removed += 1;
    } catch {
      // Another run sweeps too, or it is not ours to remove: either way this one goes on.
    }
  }
  return removed;
};
