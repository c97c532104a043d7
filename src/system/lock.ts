import { mkdir, open, readFile, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A lock whose holder cannot be asked (another host) is broken after this many milliseconds without a sign of life. */
const STALE = 10 * 60_000;

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
};

const isStale = async (path: string): Promise<boolean> => {
  try {
    const pid = Number.parseInt(await readFile(path, "utf8"), 10);
    if (Number.isInteger(pid) && !alive(pid)) return true;
    return Date.now() - (await stat(path)).mtimeMs > STALE;
  } catch {
    // Gone in between: the next attempt to create it decides.
    return false;
  }
};

const take = async (path: string): Promise<boolean> => {
  try {
    const handle = await open(path, "wx");
    await handle.writeFile(String(process.pid));
    await handle.close();
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
};

/** Runs `work` while this process holds `path`; see Files.withLock. */
export const withLock = async <T>(path: string, work: () => Promise<T>): Promise<T> => {
  await mkdir(dirname(path), { recursive: true });
  for (let wait = 5; !(await take(path)); wait = Math.min(wait * 2, 250)) {
    if (await isStale(path)) await rm(path, { force: true });
    else await sleep(wait);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
};
