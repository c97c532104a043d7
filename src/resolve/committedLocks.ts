import type { Question } from "../matrix/question.ts";
import { wrongRequest } from "../errors/error.ts";
import { refuseLinkOut } from "../system/linkOut.ts";
import type { Files } from "../system/ports.ts";
import { questionKey } from "./lockKey.ts";
import type { AptLock, Lock } from "./lock.ts";
import {
  aptLockFileName,
  decodeAptLock,
  decodeLock,
  encodeAptLock,
  encodeLock,
  lockFileName,
} from "./lockfile.ts";

/**
 * The file that a lock was read from in this run, which need not be compared with what was read
 * from it.
 */
const sources = new WeakMap<Lock, string>();

/** Whether a lock was read from a committed file in this run. */
export const isCommitted = (lock: Lock): boolean => sources.has(lock);

/** The lock that is committed for a question in a folder of locks, or undefined. */
export const readLock = async (
  files: Files,
  folder: string,
  question: Question,
): Promise<Lock | undefined> => {
  const file = `${folder}/${lockFileName(question)}`;
  const content = await files.readText(file);
  if (content === undefined) return undefined;
  const lock = decodeLock(content, file);
  sources.set(lock, file);
  if (questionKey(lock.question) === questionKey(question)) return lock;
  throw wrongRequest({
    code: "lock-changed",
    message: "This lock is for other requirements than its file name says.",
    place: { file },
    hint: "Make it again: dl-env lock --update",
  });
};

/** The committed apt lock of a release, or undefined. */
export const readAptLock = async (
  files: Files,
  folder: string,
  release: string,
): Promise<AptLock | undefined> => {
  const file = `${folder}/${aptLockFileName(release)}`;
  const content = await files.readText(file);
  return content === undefined ? undefined : decodeAptLock(content, file);
};

export interface WrittenLocks {
  /** File names, sorted. */
  readonly written: readonly string[];
  readonly kept: readonly string[];
  readonly removed: readonly string[];
}

/** Same wheels and no size learned: the file keeps its time, so that nothing shows in a diff. */
const saysTheSame = (content: string, file: string, lock: Lock): boolean => {
  try {
    const old = decodeLock(content, file);
    return (
      old.key === lock.key &&
      !old.wheels.some((wheel, at) => wheel.download === 0 && (lock.wheels[at]?.download ?? 0) > 0)
    );
  } catch {
    return false;
  }
};

/** Names that dl-env gives to files of locks. */
const LOCK_NAME = /^(?:py\d+\.\d+-[0-9a-f]{12}|apt-[A-Za-z0-9.-]+)\.json$/;

/** Locks and the folder in which they lie. */
export interface LockFolder {
  readonly folder: string;
  readonly locks: readonly Lock[];
  readonly apt: readonly AptLock[];
}

export interface WriteOptions {
  /** Removes files of locks that are not among these. */
  readonly prune: boolean;
  /**
   * Milliseconds since the epoch: the time that a lock gets which is written for the first time or
   * again. Default: the lock's own.
   */
  readonly now?: number;
}

interface LockFile {
  readonly name: string;
  /** Text to write; undefined where the file says the same already. */
  readonly content: string | undefined;
}

const lockFile = async (
  files: Files,
  folder: string,
  { lock, now }: { readonly lock: Lock; readonly now: number | undefined },
): Promise<LockFile> => {
  const name = lockFileName(lock.question);
  const file = `${folder}/${name}`;
  if (sources.get(lock) === file) return { name, content: undefined };
  const before = await files.readText(file);
  const isSame =
    before !== undefined && (before === encodeLock(lock) || saysTheSame(before, name, lock));
  const stamped = now === undefined ? lock : { ...lock, created: new Date(now).toISOString() };
  return { name, content: isSame ? undefined : encodeLock(stamped) };
};

const aptLockFile = async (files: Files, folder: string, lock: AptLock): Promise<LockFile> => {
  const name = aptLockFileName(lock.release);
  const content = encodeAptLock(lock);
  const isSame = (await files.readText(`${folder}/${name}`)) === content;
  return { name, content: isSame ? undefined : content };
};

/**
 * Writes locks into their folder. A lock whose wheels are the same is not touched. Rejects with
 * `link-out` for a folder that is elsewhere.
 */
export const writeLocks = async (
  files: Files,
  { folder, locks, apt }: LockFolder,
  { prune, now }: WriteOptions,
): Promise<WrittenLocks> => {
  await refuseLinkOut(files, folder);
  const written: string[] = [];
  const kept: string[] = [];
  const writeOne = async ({ name, content }: LockFile): Promise<void> => {
    (content === undefined ? kept : written).push(name);
    if (content !== undefined) await files.write(`${folder}/${name}`, content);
  };
  for (const lock of locks) await writeOne(await lockFile(files, folder, { lock, now }));
  for (const lock of apt) await writeOne(await aptLockFile(files, folder, lock));
  const names = new Set([...written, ...kept]);
  const removed = prune
    ? (await files.list(folder)).filter((name) => LOCK_NAME.test(name) && !names.has(name))
    : [];
  for (const name of removed) await files.remove(`${folder}/${name}`);
  return { written: written.sort(), kept: kept.sort(), removed };
};
