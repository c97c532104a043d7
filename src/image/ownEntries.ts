import type { Customization, FilesSource } from "../matrix/customization.ts";
import { userOf, type ImageUser } from "../matrix/imageUser.ts";
import type { OwnEntry } from "./recipe.ts";
import { isWithin } from "../system/pathWithin.ts";

/** A file or link as it was read: what no line says of it follows from the image's user. */
export interface ReadEntry extends Omit<OwnEntry, "uid" | "gid"> {
  readonly owner?: FilesSource["owner"];
  /** Whether `mode` was stated; else the home's user and its group may write it. */
  readonly hasMode: boolean;
}

/** What each line of `files` brings, as it was read. */
export type OwnFiles = ReadonlyMap<FilesSource, readonly ReadEntry[]>;

/** Folders that every base has: as working directories they are used as they are. */
const OF_BASES = new Set(["/", "/home", "/media", "/mnt", "/opt", "/opt/venv", "/srv", "/tmp"]);

/** Group 0's, as the home is: any other uid of that group works there too. */
const folder = (path: string, { uid }: ImageUser): OwnEntry => ({
  path,
  mode: 0o775,
  uid,
  gid: 0,
  content: { kind: "directory" },
});

/** Folders from the home to one below it: its user's, as the home is. */
const inHome = (path: string, { home }: ImageUser): string[] => {
  if (path !== home && !path.startsWith(`${home}/`)) return [];
  const names = path.slice(home.length).split("/").slice(1);
  return [home, ...names.map((_, at) => [home, ...names.slice(0, at + 1)].join("/"))];
};

const ownedBy = (user: ImageUser, { owner, hasMode, ...entry }: ReadEntry): OwnEntry => {
  const isHome = isWithin(user.home, entry.path);
  const isShared = isHome && !hasMode && entry.content.kind === "file";
  return {
    ...entry,
    mode: isShared ? entry.mode | 0o020 : entry.mode,
    uid: owner?.uid ?? (isHome ? user.uid : 0),
    gid: owner?.gid ?? 0,
  };
};

const parent = (path: string): string => path.slice(0, path.lastIndexOf("/"));

/**
 * Everything of one's own in an image, sorted by path: files, and the folders that are not root's.
 * Of two with one path the later line counts; the working directory is its user's to write.
 */
export const ownEntries = (
  own: Pick<Customization, "files" | "workdir" | "user">,
  read: OwnFiles = new Map(),
): OwnEntry[] => {
  const { files, workdir } = own;
  const user = userOf(own);
  const found = files
    .flatMap((source) => read.get(source) ?? [])
    .map((entry) => ownedBy(user, entry));
  const made = workdir === undefined || OF_BASES.has(workdir) ? [] : [workdir];
  if (found.length === 0 && (made.length === 0 || workdir === user.home)) return [];
  const homes = [...found.map(({ path }) => parent(path)), ...made].flatMap((path) =>
    inHome(path, user),
  );
  const entries = [...homes, ...made].map((path) => folder(path, user));
  const all = [...entries.slice(0, homes.length), ...found, ...entries.slice(homes.length)];
  return [...new Map(all.map((entry) => [entry.path, entry])).values()].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
};
