import type { Files } from "../system/ports.ts";
import { withToldLock, type WaitLog } from "../system/toldLock.ts";

/** A promotion moves all of its tags under one lock, and reads their images; milliseconds. */
const LIMIT = 10 * 60_000;

/** The files of a layout, whose lock says who holds it and is not waited for without end. */
export const tellingLocks = (files: Files, log: WaitLog | undefined, name: string): Files => ({
  ...files,
  withLock: (path, work) => withToldLock({ files, log }, { path, what: name, limit: LIMIT }, work),
});
