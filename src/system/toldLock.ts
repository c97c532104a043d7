import { unreachable } from "../errors/error.ts";
import { duration } from "../text/units.ts";
import type { Files, LockHolder, Log } from "./ports.ts";

/**
 * Who is of another host or container and gives no sign of life for so long is not waited for;
 * milliseconds.
 */
export const SILENT = 4000;

/** Locks are passed on within a fraction of a second; what takes longer is worth a line. */
const WORTH_TELLING = 1000;

/** A process as a reader would look for it: its number, its host or container, since when. */
export const holderText = ({
  pid,
  host,
  isForeign,
  since,
}: Pick<LockHolder, "pid" | "host" | "isForeign" | "since">): string => {
  const named = host === undefined ? "" : ` (${host})`;
  const where = isForeign ? ` of another host or container${named}` : "";
  const when = since === undefined ? "" : ` since ${new Date(since).toISOString()}`;
  return `process ${pid}${where}${when}`;
};

/** A lock, and what it is about. */
export interface ToldLock {
  readonly path: string;
  /** Begins a sentence: what nobody else may change meanwhile. */
  readonly what: string;
  /** Milliseconds after which a holder that lives is not waited for any more. */
  readonly limit: number;
}

const given = ({ path, what, limit }: ToldLock, holder: LockHolder): Error =>
  unreachable({
    code: "lock-held",
    message:
      `${what} is locked by ${holderText(holder)}. ` +
      (holder.waited >= limit
        ? `It was waited for, for ${duration(holder.waited)}.`
        : `It cannot be asked from here, and gave no sign of life for ${duration(holder.silent)}.`),
    hint: holder.isForeign
      ? `If that process is gone, remove its lock, then type the command again: rm ${path}`
      : `See what it does, and type the command again when it is done: ps -fp ${holder.pid}`,
  });

const isGivenUp = ({ limit }: ToldLock, { isForeign, silent, waited }: LockHolder): boolean =>
  waited >= limit || (isForeign && silent >= SILENT);

/** Where a wait is told. */
export type WaitLog = Pick<Log, "info" | "progress">;

/**
 * Runs `work` under a lock. A holder that is waited for is told with how long that may last.
 * Rejects with `lock-held` where the limit is over, or at once where the holder is of another host
 * or container and gives no sign of life.
 */
export const withToldLock = async <T>(
  { files, log }: { readonly files: Files; readonly log?: WaitLog | undefined },
  lock: ToldLock,
  work: () => Promise<T>,
): Promise<T> => {
  const over = Promise.withResolvers<void>();
  let held: LockHolder | undefined;
  const say = (): string =>
    held === undefined
      ? ""
      : `${lock.what} is locked by ${holderText(held)}; waited for ${duration(held.waited)} ` +
        `of at most ${duration(lock.limit)}`;
  const onHeld = (holder: LockHolder): void => {
    if (isGivenUp(lock, holder)) throw given(lock, holder);
    const isFirst = held === undefined;
    if (isFirst && holder.waited < WORTH_TELLING) return;
    held = holder;
    if (!isFirst) return;
    log?.info(say());
    log?.progress(say, over.promise);
  };
  try {
    return await files.withLock(
      lock.path,
      () => {
        over.resolve();
        return work();
      },
      onHeld,
    );
  } finally {
    over.resolve();
  }
};
