import { randomBytes } from "node:crypto";
import { readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { cleanup } from "./cleanup.ts";
import { giveSigns, holder, isStale, namedIn, ownText } from "./fileLock.ts";
import { makeFolder } from "./makeFolder.ts";
import type { Files, LivingNote, ReadNote } from "./ports.ts";
import { lives, mark } from "./processOwner.ts";

/** A process that cannot be asked does not count any more after so long; milliseconds. */
const SILENCE = 30_000;

/** Written beside and renamed: nobody reads half a note. */
const put = async (path: string, text: string): Promise<void> => {
  const beside = `${path}.${mark()}.note.part`;
  cleanup.files.add(beside);
  try {
    await writeFile(beside, text);
    await rename(beside, path);
  } finally {
    await rm(beside, { force: true });
    cleanup.files.delete(beside);
  }
};

/** Keeps a note; see Files.keepNote. Its first line names this process. */
export const keepNote: Files["keepNote"] = async (folders, ending, text): Promise<LivingNote> => {
  const who = ownText();
  const name = `${mark()}-${randomBytes(6).toString("hex")}${ending}`;
  const paths = folders.map((folder) => join(folder, name));
  const ends: (() => void)[] = [];
  const close = async (): Promise<void> => {
    for (const end of ends) end();
    for (const path of paths) {
      await rm(path, { force: true });
      cleanup.files.delete(path);
    }
  };
  const write = async (content: string): Promise<void> => {
    for (const path of paths) await put(path, `${who}\n${content}`);
  };
  try {
    for (const path of paths) {
      await makeFolder(dirname(path));
      cleanup.files.add(path);
    }
    await write(text);
    ends.push(...paths.map(giveSigns));
  } catch (error) {
    await close();
    throw error;
  }
  return { name, write, close };
};

const read = async (folder: string, name: string): Promise<ReadNote[]> => {
  const path = join(folder, name);
  const held = await holder(path);
  if (held?.owner === undefined) return [];
  if (isStale(held, SILENCE)) {
    // Nobody gives a file a second time to another process; one of somebody else's stays.
    await rm(path, { force: true }).catch(() => undefined);
    return [];
  }
  const isForeign = lives(held.owner) === undefined;
  return [
    {
      name,
      text: held.text.slice(held.text.indexOf("\n") + 1),
      holder: { pid: held.owner.pid, isForeign, ...namedIn(held.text) },
    },
  ];
};

const namesIn = async (folder: string): Promise<string[]> => {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
};

/** Reads notes; see Files.livingNotes. Those of processes that are gone are removed. */
export const livingNotes: Files["livingNotes"] = async (folder, ending) => {
  const names = (await namesIn(folder)).filter((name) => name.endsWith(ending)).sort();
  return (await Promise.all(names.map((name) => read(folder, name)))).flat();
};
