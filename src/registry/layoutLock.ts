import type { Files, LockHolder, Log } from "../system/ports.ts";
import { duration } from "../text/units.ts";

const sentence = (name: string, path: string, holder: LockHolder): string => {
  const { host = "another host or container", pid, since, age, brokenAfter } = holder;
  const held = since === undefined ? "" : ` since ${new Date(since).toISOString()}`;
  return (
    `${name} is locked by process ${pid} of ${host}${held}; its last sign of life was ` +
    `${duration(age)} ago. It is waited for, and its lock is broken after ` +
    `${duration(brokenAfter)} without one. If that process is gone: rm ${path}`
  );
};

/** The files of a layout, whose lock says who holds it when that is nobody who can be asked. */
export const tellingLocks = (
  files: Files,
  log: Pick<Log, "warn"> | undefined,
  name: string,
): Files => ({
  ...files,
  withLock: (path, work) =>
    files.withLock(path, work, (holder) => log?.warn(sentence(name, path, holder))),
});
