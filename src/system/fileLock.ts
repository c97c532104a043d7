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
const SIGN = 60_000;
/**
 * A file without a holder's name is being written just now, or its writer ended in between;
 * milliseconds.
 */
const EMPTY_STALE = 10_000;

interface Held {
  /** The whole content: no two holders ever write the same. */
  readonly text: string;
  readonly owner: Owner | undefined;
  /** milliseconds since the last sign of life */
  readonly age: number;
}

const ownText = (): string => {
  const { space, pid, started } = self();
  const unique = randomBytes(8).toString("hex");
  return [pid, space, started ?? "-", unique, hostname(), Date.now()].join(" ");
};

const ownerIn = (text: string): Owner | undefined => {
  const [pid = "", space = self().space, started = "-"] = text.trim().split(" ");
  if (!/^\d+$/.test(pid)) return undefined;
  return { pid: Number(pid), space, ...(started === "-" ? {} : { started }) };
};

/** Who holds a lock; undefined when nobody does (any more). */
const holder = async (path: string): Promise<Held | undefined> => {
  try {
    const [text, { mtimeMs }] = [await readFile(path, "utf8"), await stat(path)];
    return { text, owner: ownerIn(text), age: Date.now() - mtimeMs };
  } catch {
    return undefined;
  }
};

/** The holder, when it cannot be asked whether it lives. */
const foreign = ({ text, owner, age }: Held): LockHolder | undefined => {
  if (owner === undefined || lives(owner) !== undefined) return undefined;
  const [, , , , host, since] = text.trim().split(" ");
  return {
    pid: owner.pid,
    age,
    brokenAfter: STALE,
    ...(host === undefined ? {} : { host }),
    ...(since === undefined ? {} : { since: Number(since) }),
  };
};

const isStale = ({ owner, age }: Held): boolean => {
  if (owner === undefined) return age > EMPTY_STALE;
  const living = lives(owner);
  return living === undefined ? age > STALE : !living;
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

/** Runs `work` while this process holds `path`; see Files.withLock. */
export const withLock: Files["withLock"] = async (path, work, onForeign) => {
  let told = onForeign === undefined;
  await makeFolder(dirname(path));
  for (let wait = 5; !(await take(path)); wait = Math.min(wait * 2, 250)) {
    const held = await holder(path);
    if (held !== undefined && isStale(held)) {
      await breakStale(path, held);
      continue;
    }
    const other = told || held === undefined ? undefined : foreign(held);
    if (other !== undefined) onForeign?.(other);
    told ||= other !== undefined;
    await sleep(wait);
  }
  const sign = setInterval(
    () => void utimes(path, new Date(), new Date()).catch(() => undefined),
    SIGN,
  ).unref();
  try {
    return await work();
  } finally {
    clearInterval(sign);
    await release(path);
  }
};
