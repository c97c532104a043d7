import * as z from "zod";
import { CLAIM_ENDING } from "../registry/layoutFolder.ts";
import type { LivingNote, ReadNote, System } from "../system/ports.ts";
import { withToldLock } from "../system/toldLock.ts";

/** Bytes of one file system that a build holds for itself. */
export interface HeldBytes {
  /** What it will still write and leave there. */
  readonly stays: number;
  /** What it will hold at most at one time, and give back. */
  readonly passing: number;
  /** As much of both as it may have taken already: what is free lacks it. */
  readonly taken: number;
}

/** What a build says of itself. */
export interface Holdings {
  /** By the name of the file system. */
  readonly disks: Readonly<Record<string, HeldBytes>>;
  /** What it will put where: another build need not count the same again. */
  readonly items: readonly string[];
}

const Note = z.object({
  disks: z.record(
    z.string(),
    z.object({ stays: z.number(), passing: z.number(), taken: z.number() }),
  ),
  items: z.array(z.string()),
});

/** What other builds hold of one file system, all of them together, and who they are. */
export interface OthersHeld extends HeldBytes {
  readonly items: ReadonlySet<string>;
  readonly holders: readonly ReadNote["holder"][];
}

/** What builds say to each other of the space that they need. */
export interface SpaceNotes {
  /** Runs `work` while no other build looks or reserves. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  others(fileSystem: string): Promise<OthersHeld>;
  /** Says what this build holds from now on. */
  write(holdings: Holdings): Promise<void>;
  close(): Promise<void>;
}

/** Whoever opens the same folder or cache sees them, and nobody takes them for an image's. */
const ENDING = `.space${CLAIM_ENDING}`;
const LOCK = `lock${ENDING}`;
/** Milliseconds: what is done under the lock is a look and a few lines. */
const LOCK_LIMIT = 60_000;

const holdingsIn = ({ text }: ReadNote): Holdings | undefined => {
  try {
    return Note.parse(JSON.parse(text));
  } catch {
    // The lock, which is no note, or what another version wrote.
    return undefined;
  }
};

const sum = (all: readonly HeldBytes[], part: keyof HeldBytes): number =>
  all.reduce((total, one) => total + one[part], 0);

type NoteSystem = Pick<System, "files" | "log">;

/** Holds the locks of all folders, one after the other. */
const underLocks = <T>(
  sys: NoteSystem,
  [folder, ...more]: readonly string[],
  work: () => Promise<T>,
): Promise<T> => {
  if (folder === undefined) return work();
  const lock = { path: `${folder}/${LOCK}`, what: `Space in ${folder}`, limit: LOCK_LIMIT };
  return withToldLock(sys, lock, () => underLocks(sys, more, work));
};

const summed = (notes: readonly ReadNote[], fileSystem: string): OthersHeld => {
  const found = notes.flatMap((one) => {
    const holdings = holdingsIn(one);
    const held = holdings?.disks[fileSystem];
    return holdings === undefined || held === undefined || held.stays + held.passing === 0
      ? []
      : [{ held, items: holdings.items, holder: one.holder }];
  });
  const held = found.map((one) => one.held);
  return {
    stays: sum(held, "stays"),
    passing: sum(held, "passing"),
    taken: sum(held, "taken"),
    items: new Set(found.flatMap(({ items }) => items)),
    holders: found.map(({ holder }) => holder),
  };
};

/** Opens the notes in folders that other builds look into as well: caches, layouts. */
export const spaceNotes = (sys: NoteSystem, folders: readonly string[]): SpaceNotes => {
  const { files } = sys;
  // Two builds that share some of their folders take their locks in one order.
  const all = [...new Set(folders)].sort();
  let note: LivingNote | undefined;
  let written: Promise<void> = Promise.resolve();
  const writeAfter = async (before: Promise<void>, text: string): Promise<void> => {
    await before.catch(() => undefined);
    if (note === undefined) note = await files.keepNote(all, ENDING, text);
    else await note.write(text);
  };
  return {
    alone: (work) => underLocks(sys, all, work),
    others: async (fileSystem) => {
      const read = await Promise.all(all.map((folder) => files.livingNotes(folder, ENDING)));
      const notes = new Map(read.flat().map((one) => [one.name, one]));
      if (note !== undefined) notes.delete(note.name);
      return summed([...notes.values()], fileSystem);
    },
    write: (holdings) => {
      written = writeAfter(written, JSON.stringify(holdings));
      return written;
    },
    close: async () => {
      await written.catch(() => undefined);
      await note?.close();
    },
  };
};
