import { createHash } from "node:crypto";
import { dirname, join, normalize } from "node:path";
import type { Files } from "../../system/ports.ts";
import { git, gitFailed, type Repository } from "./git.ts";

/** A file of a commit, as git keeps it. */
export interface CommittedFile {
  /** From the repository's top. */
  readonly path: string;
  readonly kind: "file" | "link";
  /** Hash of the object that holds its content, or a link's target. */
  readonly object: string;
}

const KINDS: Readonly<Record<string, CommittedFile["kind"]>> = {
  "100644": "file",
  "100755": "file",
  "120000": "link",
};

/** `<mode> <type> <object>TAB<path>`; other repositories in it (160000) have no content here. */
const readEntry = (line: string): CommittedFile[] => {
  const [, mode = "", object = "", path = ""] =
    /^(\d+) \w+ ([0-9a-f]+)\t([\s\S]+)$/.exec(line) ?? [];
  const kind = KINDS[mode];
  return kind === undefined ? [] : [{ path, kind, object }];
};

/**
 * The files of a commit that are these paths, or below them. Paths above the top are in no commit.
 */
const committedFiles = async (
  repository: Repository,
  commit: string,
  paths: readonly string[],
): Promise<CommittedFile[]> => {
  const inside = paths.map((path) => normalize(path)).filter((path) => !isAbove(path));
  if (inside.length === 0) return [];
  const args = ["ls-tree", "-r", "-z", "--full-tree", commit, "--", ...inside];
  return (await git(repository, args)).split("\0").flatMap(readEntry);
};

const isAbove = (path: string): boolean =>
  path === ".." || path.startsWith("../") || path.startsWith("/");

const NEWLINE = 10;

/**
 * Contents of objects, in their order: each is `<object> blob <size>`, its bytes, and a line break.
 */
const readObjects = async (
  repository: Repository,
  objects: readonly string[],
): Promise<Buffer[]> => {
  const parts: Uint8Array[] = [];
  await git(repository, ["cat-file", "--batch"], {
    input: objects.map((object) => `${object}\n`).join(""),
    onOutput: (bytes) => parts.push(bytes),
  });
  const all = Buffer.concat(parts);
  let at = 0;
  return objects.map((object) => {
    const end = all.indexOf(NEWLINE, at);
    const [, size] = /^\S+ blob (\d+)$/.exec(all.toString("utf8", at, Math.max(at, end))) ?? [];
    if (size === undefined) throw gitFailed("cat-file", `there is no object ${object}`);
    const start = end + 1;
    at = start + Number(size) + 1;
    return all.subarray(start, start + Number(size));
  });
};

/** Where a link of the commit leads, from the top; undefined when that is outside it. */
const linkTarget = (path: string, target: string): string | undefined => {
  const resolved = target.startsWith("/") ? target : normalize(join(dirname(path), target));
  return isAbove(resolved) ? undefined : resolved.replace(/\/$/, "");
};

const MOST_LINKS = 8;

/** Text of one file of a commit, links within it followed; undefined when there is none. */
export const committedText = async (
  repository: Repository,
  commit: string,
  path: string,
): Promise<string | undefined> => {
  let at: string | undefined = path;
  for (let links = 0; at !== undefined && links <= MOST_LINKS; links += 1) {
    const wanted = normalize(at);
    const found = await committedFiles(repository, commit, [wanted]);
    const file = found.find((one) => one.path === wanted);
    if (file === undefined) return undefined;
    const [content] = await readObjects(repository, [file.object]);
    const text = content?.toString("utf8") ?? "";
    if (file.kind === "file") return text;
    at = linkTarget(wanted, text);
  }
  return undefined;
};

/**
 * Writes files of a commit below `folder`, as they are in git: nothing checks them out, so no
 * filter, hook or converter has a say. What links in them lead to is written too; a link that
 * leaves the commit is left out.
 */
export const writeCommitted = async (
  files: Files,
  repository: Repository,
  { commit, paths, folder }: { commit: string; paths: readonly string[]; folder: string },
): Promise<void> => {
  const seen = new Set<string>();
  for (let pending = [...paths]; pending.length > 0;) {
    const found = (await committedFiles(repository, commit, pending)).filter(
      ({ path }) => !seen.has(path),
    );
    const contents = await readObjects(
      repository,
      found.map(({ object }) => object),
    );
    pending = [];
    for (const [at, { path, kind }] of found.entries()) {
      const content = contents[at] ?? Buffer.alloc(0);
      seen.add(path);
      if (kind === "file") await files.write(`${folder}/${path}`, content);
      const target = kind === "link" ? linkTarget(path, content.toString("utf8")) : undefined;
      if (target === undefined) continue;
      await files.makeDir(dirname(`${folder}/${path}`));
      await files.link(content.toString("utf8"), `${folder}/${path}`);
      pending.push(target);
    }
  }
};

/** The hash by which git would keep this content, sha1 or sha256 as the repository has it. */
const objectOf = (content: Uint8Array, like: string): string =>
  createHash(like.length === 64 ? "sha256" : "sha1")
    .update(`blob ${content.byteLength}\0`)
    .update(content)
    .digest("hex");

const isSame = async (
  files: Files,
  path: string,
  { kind, object }: CommittedFile,
): Promise<boolean> => {
  const found = (await files.stat(path))?.kind;
  if (found === "symlink")
    return kind === "link" && objectOf(Buffer.from(await files.readLink(path)), object) === object;
  if (found !== "file" || kind !== "file") return false;
  return objectOf((await files.readBytes(path)) ?? new Uint8Array(), object) === object;
};

const countBelow = async (files: Files, path: string): Promise<number> => {
  const kind = (await files.stat(path))?.kind;
  if (kind === undefined) return 0;
  if (kind !== "directory") return 1;
  const names = await files.list(path);
  const counts = await Promise.all(names.map((name) => countBelow(files, `${path}/${name}`)));
  return counts.reduce((sum, count) => sum + count, 0);
};

/**
 * Whether what lies at these paths now, committed or not, is what the commit has there: compared by
 * content, without asking git about the work tree.
 */
export const isAsCommitted = async (
  files: Files,
  repository: Repository,
  { commit, paths }: { readonly commit: string; readonly paths: readonly string[] },
): Promise<boolean> => {
  const inside = paths.filter((path) => !isAbove(normalize(path)));
  const committed = await committedFiles(repository, commit, inside);
  const counts = await Promise.all(
    inside.map((path) => countBelow(files, `${repository.top}/${path}`)),
  );
  if (counts.reduce((sum, count) => sum + count, 0) !== committed.length) return false;
  for (const file of committed)
    if (!(await isSame(files, `${repository.top}/${file.path}`, file))) return false;
  return true;
};
