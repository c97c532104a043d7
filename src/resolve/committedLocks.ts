import type { Question } from "../matrix/question.ts";
import { wrongRequest } from "../errors/error.ts";
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

/** The file that a lock was read from in this run, which need not be compared with what was read from it. */
const sources = new WeakMap<Lock, string>();

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
    message: "This lock answers another question than its name says.",
    place: { file },
    hint: "Make it anew: dl-env lock --update",
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

const OURS = /^(?:py\d+\.\d+-[0-9a-f]{12}|apt-[A-Za-z0-9.-]+)\.json$/;

export interface WriteLocks {
  /** Removes files of locks that are not among these. */
  readonly prune: boolean;
  /** Milliseconds since the epoch: the time that a lock gets which is written for the first time or anew. Default: the lock's own. */
  readonly now?: number;
}

/** Writes locks into their folder. A lock whose wheels are the same is not touched. */
export const writeLocks = async (
  files: Files,
  folder: string,
  locks: readonly Lock[],
  apt: readonly AptLock[],
  options: WriteLocks,
): Promise<WrittenLocks> => {
  const stamped = (lock: Lock): Lock =>
    options.now === undefined ? lock : { ...lock, created: new Date(options.now).toISOString() };
  const written: string[] = [];
  const kept: string[] = [];
  for (const lock of locks) {
    const name = lockFileName(lock.question);
    const file = `${folder}/${name}`;
    const isItself = sources.get(lock) === file;
    const before = isItself ? undefined : await files.readText(file);
    if (
      isItself ||
      (before !== undefined && (before === encodeLock(lock) || saysTheSame(before, name, lock)))
    )
      kept.push(name);
    else {
      await files.write(file, encodeLock(stamped(lock)));
      written.push(name);
    }
  }
  for (const lock of apt) {
    const name = aptLockFileName(lock.release);
    const content = encodeAptLock(lock);
    if ((await files.readText(`${folder}/${name}`)) === content) kept.push(name);
    else {
      await files.write(`${folder}/${name}`, content);
      written.push(name);
    }
  }
  const known = new Set([...written, ...kept]);
  const removed = options.prune
    ? (await files.list(folder)).filter((name) => OURS.test(name) && !known.has(name))
    : [];
  for (const name of removed) await files.remove(`${folder}/${name}`);
  return { written: written.sort(), kept: kept.sort(), removed };
};
