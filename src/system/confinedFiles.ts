import { dirname, resolve } from "node:path";
import { linkOut } from "./linkOut.ts";
import type { Files } from "./ports.ts";
import { isWithin } from "./pathWithin.ts";

/** Where the nearest part of a path that exists leads. */
const nearest = async (files: Files, path: string): Promise<string> =>
  (await files.realPath(path)) ?? (path === dirname(path) ? path : nearest(files, dirname(path)));

/**
 * The same files, but no link in `folder` leads out of it: neither what is read nor what is written
 * there is elsewhere. Paths that are not in `folder` are left alone: whoever names one means it.
 * Rejects with `link-out`.
 */
export const confinedFiles = (files: Files, folder: string): Files => {
  const top = resolve(folder);
  const check = async (asked: string, path: string): Promise<void> => {
    if (!isWithin(top, path)) return;
    if (!isWithin(await nearest(files, top), await nearest(files, path))) throw linkOut(asked);
  };
  /** For what reads or changes the thing itself that a path leads to. */
  const through = (path: string): Promise<void> => check(path, resolve(path));
  /** For what reads or changes the entry in its folder: a link there stays one. */
  const entry = (path: string): Promise<void> =>
    resolve(path) === top ? Promise.resolve() : check(path, dirname(resolve(path)));
  const read = async function* (
    ...args: Parameters<Files["read"]>
  ): AsyncGenerator<Uint8Array, void> {
    await through(args[0]);
    yield* files.read(...args);
  };
  return {
    ...files,
    read,
    readText: (path) => through(path).then(() => files.readText(path)),
    readBytes: (path) => through(path).then(() => files.readBytes(path)),
    list: (path) => through(path).then(() => files.list(path)),
    chmod: (path, mode) => through(path).then(() => files.chmod(path, mode)),
    makeDir: (path) => through(path).then(() => files.makeDir(path)),
    makeTemp: (prefix, near) => through(near ?? "/").then(() => files.makeTemp(prefix, near)),
    sweep: (path, prefix) => through(path).then(() => files.sweep(path, prefix)),
    write: (path, content, mode) => entry(path).then(() => files.write(path, content, mode)),
    stat: (path) => entry(path).then(() => files.stat(path)),
    readLink: (path) => entry(path).then(() => files.readLink(path)),
    remove: (path) => entry(path).then(() => files.remove(path)),
    link: (target, path) => entry(path).then(() => files.link(target, path)),
    withLock: (path, work, onHeld) => entry(path).then(() => files.withLock(path, work, onHeld)),
    rename: (from, to) => Promise.all([entry(from), entry(to)]).then(() => files.rename(from, to)),
    copy: (from, to) => Promise.all([through(from), through(to)]).then(() => files.copy(from, to)),
    hardLink: (from, to) =>
      Promise.all([through(from), entry(to)]).then(() => files.hardLink(from, to)),
  };
};
