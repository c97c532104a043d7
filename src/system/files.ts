import { createReadStream, createWriteStream } from "node:fs";
import * as fs from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Files, FileStat } from "./ports.ts";
import { withLock } from "./lock.ts";

const codeOf = (error: unknown): string | undefined => (error instanceof Error && "code" in error ? String(error.code) : undefined);

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
  return { kind: kindOf(found), size, mode: mode & 0o7777, uid, gid, mtime: Math.floor(mtimeMs / 1000) };
};

const write: Files["write"] = async (path, content, mode) => {
  await fs.mkdir(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}.part`;
  try {
    if (typeof content === "string" || content instanceof Uint8Array) await fs.writeFile(beside, content);
    else await pipeline(Readable.from(content), createWriteStream(beside));
    if (mode !== undefined) await fs.chmod(beside, mode);
    await fs.rename(beside, path);
  } catch (error) {
    await fs.rm(beside, { force: true });
    throw error;
  }
};

const freeBytes = async (path: string): Promise<number> => {
  const found = await orMissing(fs.statfs(path));
  if (found !== undefined) return found.bavail * found.bsize;
  const parent = dirname(path);
  if (parent === path) throw new Error(`no file system for ${path}`);
  return freeBytes(parent);
};

/** Large reads keep the number of trips through the thread pool low. */
const READ_SIZE = 1 << 20;

/** The machine's own files. */
export const realFiles: Files = {
  readText: (path) => orMissing(fs.readFile(path, "utf8")),
  readBytes: (path) => orMissing(fs.readFile(path)),
  read: (path, range) =>
    createReadStream(path, { highWaterMark: READ_SIZE, ...(range === undefined ? {} : { start: range.start, end: range.end }) }) as AsyncIterable<Uint8Array>,
  write,
  list: async (path) => ((await orMissing(fs.readdir(path))) ?? []).sort(),
  stat,
  readLink: (path) => fs.readlink(path),
  makeDir: async (path) => {
    await fs.mkdir(path, { recursive: true });
  },
  remove: (path) => fs.rm(path, { recursive: true, force: true, maxRetries: 3 }),
  rename: (from, to) => fs.rename(from, to),
  copy: async (from, to) => {
    await fs.mkdir(dirname(to), { recursive: true });
    await fs.copyFile(from, to);
  },
  link: (target, path) => fs.symlink(target, path),
  chmod: (path, mode) => fs.chmod(path, mode),
  makeTemp: async (prefix, near) => {
    const parent = near ?? tmpdir();
    await fs.mkdir(parent, { recursive: true });
    return fs.mkdtemp(join(parent, prefix));
  },
  freeBytes,
  withLock,
};
