import { createReadStream } from "node:fs";
import * as fs from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { unreachable } from "../errors/error.ts";
import type { Files, FileStat } from "./ports.ts";
import { diskFull, isFull } from "./diskFull.ts";
import { withLock } from "./fileLock.ts";
import { keepNote, livingNotes } from "./livingNotes.ts";
import { makeFolder } from "./makeFolder.ts";
import { cleanup } from "./cleanup.ts";
import { mark } from "./processOwner.ts";
import { sweep } from "./sweep.ts";
import { tempFolder } from "./tempFolder.ts";

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error ? String(error.code) : undefined;

/** Answers `undefined` where there is no such file, and rejects for anything else. */
const orMissing = async <T>(work: Promise<T>): Promise<T | undefined> => {
  try {
    return await work;
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return undefined;
    throw error;
  }
};

const kindOf = (stat: Awaited<ReturnType<typeof fs.lstat>>): FileStat["kind"] => {
  if (stat.isFile()) return "file";
  if (stat.isDirectory()) return "directory";
  return stat.isSymbolicLink() ? "symlink" : "other";
};

const stat = async (path: string): Promise<FileStat | undefined> => {
  const found = await orMissing(fs.lstat(path));
  if (found === undefined) return undefined;
  const { size, mode, uid, gid, mtimeMs } = found;
  return {
    kind: kindOf(found),
    size,
    mode: mode & 0o7777,
    uid,
    gid,
    mtime: Math.floor(mtimeMs / 1000),
  };
};

const freeBytes = async (path: string): Promise<number> => {
  const found = await orMissing(fs.statfs(path));
  if (found !== undefined) return found.bavail * found.bsize;
  const parent = dirname(path);
  if (parent === path) throw new Error(`no file system for ${path}`);
  return freeBytes(parent);
};

const fileSystem = async (path: string): Promise<string> => {
  const found = await orMissing(fs.stat(path));
  return found === undefined ? fileSystem(dirname(path)) : String(found.dev);
};

const sizeOf = (content: string | Uint8Array | AsyncIterable<Uint8Array>): number | undefined =>
  typeof content === "string" || content instanceof Uint8Array
    ? Buffer.byteLength(content)
    : undefined;

/** A new file; its folder is made only where it is not there, which is one file in many. */
const openNew = async (path: string): Promise<fs.FileHandle> => {
  try {
    return await fs.open(path, "w");
  } catch {
    await makeFolder(dirname(path));
    return fs.open(path, "w");
  }
};

const writeNew = async (path: string, content: Parameters<Files["write"]>[1]): Promise<void> => {
  const file = await openNew(path);
  if (typeof content !== "string" && !(content instanceof Uint8Array))
    return pipeline(Readable.from(content), file.createWriteStream());
  try {
    await file.writeFile(content);
  } finally {
    await file.close();
  }
};

const write: Files["write"] = async (path, content, mode) => {
  const beside = `${path}.${mark()}.${Math.random().toString(36).slice(2)}.part`;
  cleanup.files.add(beside);
  try {
    await writeNew(beside, content);
    if (mode !== undefined) await fs.chmod(beside, mode);
    await fs.rename(beside, path);
  } catch (error) {
    await fs.rm(beside, { force: true });
    throw isFull(error)
      ? diskFull({ path, needed: sizeOf(content), free: await freeBytes(dirname(path)) }, error)
      : error;
  } finally {
    cleanup.files.delete(beside);
  }
};

/** Of a folder that is read like a file the system does not say which it was. */
const withPath = async <T>(path: string, work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    throw error instanceof Error && !("path" in error) ? Object.assign(error, { path }) : error;
  }
};

/**
 * Two file systems, one without hard links, a file that has too many of them, or one of somebody
 * else's (fs.protected_hardlinks).
 */
const NO_LINK = new Set(["EXDEV", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK", "EPERM"]);

const hardLink: Files["hardLink"] = async (from, to) => {
  await makeFolder(dirname(to));
  const beside = `${to}.${mark()}.${Math.random().toString(36).slice(2)}.part`;
  cleanup.files.add(beside);
  try {
    await fs.link(from, beside);
    await fs.rename(beside, to);
    return true;
  } catch (error) {
    if (NO_LINK.has(codeOf(error) ?? "")) return false;
    throw error;
  } finally {
    // Of two names of one file, rename leaves both.
    await fs.rm(beside, { force: true });
    cleanup.files.delete(beside);
  }
};

const NOT_OURS = new Set(["EPERM", "EACCES", "EROFS", "ENOENT"]);

const touch: Files["touch"] = async (path) => {
  try {
    await fs.utimes(path, new Date(), new Date());
  } catch (error) {
    if (!NOT_OURS.has(codeOf(error) ?? "")) throw error;
  }
};

const SHELLS_PIPE = /^\/(?:dev\/(?:stdin|fd\/)|proc\/)/;

/**
 * Without a writer a pipe is never at its end. Those of a shell (`<(…)`, /dev/stdin) have one, and
 * are named so.
 */
const refusePipe = async (path: string): Promise<void> => {
  if (SHELLS_PIPE.test(path)) return;
  if ((await orMissing(fs.stat(path)))?.isFIFO() === true)
    throw unreachable({
      code: "file-system",
      message: `There is a pipe at ${path}, where a file is needed.`,
      hint: `Look at it: ls -ld ${path}`,
    });
};

/** Rejects at a pipe, and undefined where nothing is. */
const readWhole = async <T>(path: string, read: () => Promise<T>): Promise<T | undefined> => {
  await refusePipe(path);
  return orMissing(withPath(path, read()));
};

/** Large reads keep the number of trips through the thread pool low. */
const READ_SIZE = 1 << 20;

const readParts = async function* (
  path: string,
  range: { start: number; end: number } | undefined,
): AsyncGenerator<Uint8Array, void> {
  await refusePipe(path);
  yield* createReadStream(path, {
    highWaterMark: READ_SIZE,
    ...(range === undefined ? {} : { start: range.start, end: range.end }),
  }) as AsyncIterable<Uint8Array>;
};

/** The machine's own files. */
export const realFiles: Files = {
  readText: (path) => readWhole(path, () => fs.readFile(path, "utf8")),
  readBytes: (path) => readWhole(path, () => fs.readFile(path)),
  read: readParts,
  write,
  list: async (path) => ((await orMissing(fs.readdir(path))) ?? []).sort(),
  stat,
  readLink: (path) => fs.readlink(path),
  realPath: (path) => orMissing(fs.realpath(path)),
  makeDir: makeFolder,
  remove: async (path) => {
    await fs.rm(path, { recursive: true, force: true, maxRetries: 3 });
    cleanup.folders.delete(path);
  },
  rename: (from, to) => fs.rename(from, to),
  copy: async (from, to) => {
    await refusePipe(from);
    await makeFolder(dirname(to));
    await fs.copyFile(from, to);
  },
  hardLink,
  link: (target, path) => fs.symlink(target, path),
  chmod: (path, mode) => fs.chmod(path, mode),
  touch,
  makeTemp: async (prefix, near) => {
    const parent = near ?? tempFolder();
    await makeFolder(parent);
    const made = await fs.mkdtemp(join(parent, `${prefix}${mark()}-`));
    cleanup.folders.add(made);
    return made;
  },
  sweep,
  freeBytes,
  fileSystem,
  keepNote,
  livingNotes,
  withLock,
};
