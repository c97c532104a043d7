import { isFull } from "../system/diskFull.ts";
import type { System } from "../system/ports.ts";
import type { HeldBytes, SpaceNotes } from "./spaceNotes.ts";

/** What setting space aside asks of the world. */
export type SpaceSystem = Pick<System, "files" | "log" | "clock">;

/** What this build holds of one file system, in bytes. */
export interface OwnBytes {
  readonly stays: number;
  /** The part of it that is not given back before the end. */
  readonly untracked: number;
  /** Reserved beside that, whether something runs just now or not. */
  readonly passing: number;
  readonly running: number;
}

/** Before anything is held. */
export const NOTHING: OwnBytes = { stays: 0, untracked: 0, passing: 0, running: 0 };

/** To others it is what runs, where that is more than what was reserved for it. */
export const asHeld = ({ stays, untracked, passing, running }: OwnBytes): HeldBytes => ({
  stays,
  passing: Math.max(passing, running),
  taken: running + untracked,
});

/** The state of one build's space. */
export interface Held {
  readonly sys: SpaceSystem;
  readonly notes: SpaceNotes;
  /** By the name of the file system. */
  readonly own: Map<string, OwnBytes>;
  readonly items: Set<string>;
}

/** Counts more, or less. */
export const add = ({ own }: Held, disk: string, more: Partial<OwnBytes>): void => {
  const before = own.get(disk) ?? NOTHING;
  own.set(disk, {
    stays: Math.max(0, before.stays + (more.stays ?? 0)),
    untracked: before.untracked + (more.untracked ?? 0),
    passing: before.passing + (more.passing ?? 0),
    running: before.running + (more.running ?? 0),
  });
};

/** Says to other builds what is held now. */
export const publish = ({ notes, own, items }: Held): Promise<void> =>
  notes.write({
    disks: Object.fromEntries([...own].map(([disk, one]) => [disk, asHeld(one)])),
    items: [...items],
  });

/** Gives back; that a disk is too full for the note of it changes nothing for others. */
export const giveBack = async (held: Held): Promise<void> => {
  try {
    await publish(held);
  } catch (error) {
    if (!isFull(error)) throw error;
  }
};
