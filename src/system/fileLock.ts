import { randomBytes } from "node:crypto";
import { open, readFile, rm, stat, utimes } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { makeFolder } from "./makeFolder.ts";
import type { Files, LockHolder } from "./ports.ts";
import { lives, self, type Owner } from "./processOwner.ts";
import { cleanup } from "./cleanup.ts";

/**
 * A lock whose holder cannot be asked (another host or container) is broken after this many
 * milliseconds without a sign of life.
 */
const STALE = 10 * 60_000;
/** How often a holder gives that sign, in milliseconds. */
const SIGN = 1000;
/**
 * A file without a holder's name is being written just now, or its writer ended in between;
 * milliseconds.
 */
const EMPTY_STALE = 10_000;
const LONGEST_PAUSE = 250;

export interface Held {
  /** The whole content: no two holders ever write the same. */
  readonly text: string;
  readonly owner: Owner | undefined;
  /** Milliseconds since the epoch: the last sign of life, by the file system's clock. */
  readonly sign: number;
}

/** One line that names this process, and that no other writes. */
export const ownText = (): string => {
  const { space, pid, started } = self();
  const unique = randomBytes(8).toString("hex");
  return [pid, space, started ?? "-", unique, hostname(), Date.now()].join(" ");
};

const firstLine = (text: string): string => text.trim().split("\n", 1)[0] ?? "";

const ownerIn = (text: string): Owner | undefined => {
  const [pid = "", space = self().space, started = "-"] = firstLine(text).split(" ");
  if (!/^\d+$/.test(pid)) return undefined;
  return { pid: Number(pid), space, ...(started === "-" ? {} : { started }) };
};

/** Who holds a lock; undefined when nobody does (any more). */
export const holder = async (path: string): Promise<Held | undefined> => {
  try {
    const [text, { mtimeMs }] = [await readFile(path, "utf8"), await stat(path)];
    return { text, owner: ownerIn(text), sign: mtimeMs };
  } catch {
    return undefined;
  }
};

/**
 * Whether its process is gone; one that cannot be asked, when it gave no sign of life for `silence`
 * milliseconds.
 */
export const isStale = ({ owner, sign }: Held, silence = STALE): boolean => {
  const age = Date.now() - sign;
  if (owner === undefined) return age > EMPTY_STALE;
  const living = lives(owner);
  return living === undefined ? age > silence : !living;
};

/** A holder's host and since when it holds, as far as its text says so. */
export const namedIn = (text: string): Pick<LockHolder, "host" | "since"> => {
  const [, , , , host, since] = firstLine(text).split(" ");
  return {
    ...(host === undefined ? {} : { host }),
    ...(/^\d{1,15}$/.test(since ?? "") ? { since: Number(since) } : {}),
  };
};

/** Gives a sign of life at a file every second, until what is returned is called. */
export const giveSigns = (path: string): (() => void) => {
  const sign = setInterval(
    () => void utimes(path, new Date(), new Date()).catch(() => undefined),
    SIGN,
  ).unref();
  return () => clearInterval(sign);
};

/** Makes the lock file; false when another has it. */
const take = async (path: string): Promise<boolean> => {
  try {
    const handle = await open(path, "wx");
    cleanup.files.add(path);
    await handle.writeFile(ownText());
    await handle.close();
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
};

const release = async (path: string): Promise<void> => {
  await rm(path, { force: true });
  cleanup.files.delete(path);
};

/**
 * Removes a stale lock, and never the fresh one of who was quicker: breaking this one content is
 * itself a lock, and whoever holds that looks once more before it removes anything.
 */
const breakStale = async (path: string, stale: Held): Promise<void> => {
  const guard = `${path}.${Buffer.from(stale.text).toString("hex").slice(-24)}.break`;
  await withLock(guard, async () => {
    const now = await holder(path);
    if (now?.text === stale.text && isStale(now)) await rm(path, { force: true });
  });
};

/** Tells of a holder how long it has been waited for, and how long it gave no sign of life. */
const watcher = (): ((held: Held, owner: Owner) => LockHolder) => {
  let watched: { text: string; sign: number; began: number; signed: number } | undefined;
  return ({ text, sign }, owner) => {
    const now = performance.now();
    if (watched?.text !== text) watched = { text, sign, began: now, signed: now };
    else if (watched.sign !== sign) watched = { ...watched, sign, signed: now };
    return {
      pid: owner.pid,
      isForeign: lives(owner) === undefined,
      waited: now - watched.began,
      silent: now - watched.signed,
      ...namedIn(text),
    };
  };
};

/** Waits until the lock is free, and takes it. */
const acquire = async (
  path: string,
  onHeld: ((holder: LockHolder) => void) | undefined,
): Promise<void> => {
  const watch = watcher();
  for (let pause = 5; !(await take(path)); pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    const held = await holder(path);
    if (held !== undefined && isStale(held)) {
      await breakStale(path, held);
      continue;
    }
    if (held?.owner !== undefined) onHeld?.(watch(held, held.owner));
    await sleep(pause);
  }
};

/** Runs `work` while this process holds `path`; see Files.withLock. */
export const withLock: Files["withLock"] = async (path, work, onHeld) => {
  await makeFolder(dirname(path));
  await acquire(path, onHeld);
  const endSigns = giveSigns(path);
  try {
    return await work();
  } finally {
    endSigns();
    await release(path);
  }
};
