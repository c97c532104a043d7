import type { Customization, FilesSource } from "../matrix/customization.ts";
import type { OwnEntry } from "./recipe.ts";
import { IMAGE_USER } from "./systemRecipe.ts";

/** What each line of `files` brings, as it was read. */
export type OwnFiles = ReadonlyMap<FilesSource, readonly OwnEntry[]>;

/** Folders that every base has: as working directories they are used as they are. */
const OF_BASES = new Set(["/", "/home", "/media", "/mnt", "/opt", "/opt/venv", "/srv", "/tmp"]);

const folder = (path: string): OwnEntry => ({
  path,
  mode: 0o775,
  uid: IMAGE_USER.uid,
  gid: IMAGE_USER.gid,
  content: { kind: "directory" },
});

/** Folders from the home to one below it: its user's, as the home is. */
const inHome = (path: string): string[] => {
  const { home } = IMAGE_USER;
  if (path !== home && !path.startsWith(`${home}/`)) return [];
  const names = path.slice(home.length).split("/").slice(1);
  return [home, ...names.map((_, at) => [home, ...names.slice(0, at + 1)].join("/"))];
};

const parent = (path: string): string => path.slice(0, path.lastIndexOf("/"));

/**
 * Everything of one's own in an image, sorted by path: files, and the folders that are not root's.
 * Of two with one path the later line counts; the working directory is its user's to write.
 */
export const ownEntries = (
  { files, workdir }: Pick<Customization, "files" | "workdir">,
  read: OwnFiles = new Map(),
): OwnEntry[] => {
  const found = files.flatMap((source) => read.get(source) ?? []);
  const made = workdir === undefined || OF_BASES.has(workdir) ? [] : [workdir];
  if (found.length === 0 && (made.length === 0 || workdir === IMAGE_USER.home)) return [];
  const homes = [...found.map(({ path }) => parent(path)), ...made].flatMap(inHome);
  const entries = [...homes.map(folder), ...found, ...made.map(folder)];
  return [...new Map(entries.map((entry) => [entry.path, entry])).values()].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
};
