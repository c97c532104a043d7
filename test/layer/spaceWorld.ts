import { setTimeout as sleep } from "node:timers/promises";
import type { Files, ReadNote, System } from "../../src/system/ports.ts";
import { realSystem } from "../../src/system/realSystem.ts";

type NoteFiles = Pick<Files, "freeBytes" | "fileSystem" | "keepNote" | "livingNotes" | "withLock">;

/** A disk with what builds on it see of it and of each other, all in memory. */
export interface Disk {
  free: number;
  /** The least that was ever free. */
  least: number;
  take(bytes: number): void;
}

export const disk = (free: number): Disk => ({
  free,
  least: free,
  take(bytes) {
    this.free -= bytes;
    this.least = Math.min(this.least, this.free);
  },
});

/** The folders below each path are on the disk of that name. */
export const memoryFiles = (disks: Readonly<Record<string, Disk>>): NoteFiles => {
  const nameOf = (path: string): string =>
    Object.keys(disks).find((name) => path.startsWith(name)) ?? "/";
  const folders = new Map<string, Map<string, ReadNote>>();
  const locks = new Map<string, Promise<unknown>>();
  let last = 0;
  return {
    freeBytes: async (path) => disks[nameOf(path)]?.free ?? 1e15,
    fileSystem: async (path) => nameOf(path),
    withLock: async (path, work) => {
      while (locks.has(path)) await locks.get(path);
      const over = Promise.withResolvers<void>();
      locks.set(path, over.promise);
      try {
        return await work();
      } finally {
        locks.delete(path);
        over.resolve();
      }
    },
    keepNote: async (paths, ending, text) => {
      last += 1;
      const name = `${last}${ending}`;
      const holder = { pid: last, isForeign: false };
      const write = async (content: string): Promise<void> => {
        for (const path of paths) {
          const folder = folders.get(path) ?? new Map<string, ReadNote>();
          folder.set(name, { name, text: content, holder });
          folders.set(path, folder);
        }
      };
      await write(text);
      const close = async (): Promise<void> => {
        for (const path of paths) folders.get(path)?.delete(name);
      };
      return { name, write, close };
    },
    livingNotes: async (path) => [...(folders.get(path)?.values() ?? [])],
  };
};

/** A system over such files; what it logs is kept. */
export const spaceSystem = (files: Partial<Files>): System & { readonly said: string[] } => {
  const real = realSystem();
  const said: string[] = [];
  const log: System["log"] = {
    ...real.log,
    info: (text) => void said.push(text),
    debug: () => undefined,
    progress: () => undefined,
  };
  let passed = 0;
  const clock = {
    now: () => passed,
    sleep: async (milliseconds: number) => {
      passed += milliseconds;
      await sleep(0);
    },
  };
  const env = { ...real.env, home: "/home/x", get: () => undefined };
  return { ...real, files: { ...real.files, ...files }, env, log, clock, said };
};
