import { createHash } from "node:crypto";
import { dirname, join, relative, resolve } from "node:path";
import { wrongRequest } from "../errors/error.ts";
import type { FilesSource } from "../matrix/customization.ts";
import type { Customizations } from "../matrix/request.ts";
import { secretInFile } from "../secrets/credentialFiles.ts";
import { isWithin } from "../system/pathWithin.ts";
import type { Files } from "../system/ports.ts";
import { walkFolder, type FoundFile } from "../system/walkFolder.ts";
import { CONTROL_CHARACTER } from "../text/controlCharacters.ts";
import type { OwnFiles, ReadEntry } from "./ownEntries.ts";
import { reservedPath } from "./reservedPaths.ts";

type ReadFiles = Pick<Files, "list" | "stat" | "realPath" | "read" | "readLink">;

/** Never taken: what version control, Python and desktops leave in folders. */
const LEFT_OUT =
  /(?:^|\/)(?:\.git|\.hg|\.svn|__pycache__|\.ipynb_checkpoints|\.DS_Store)(?:\/|$)|\.pyc$/;

/** Bytes at the head of a file in which secrets are looked for. */
const LOOKED_AT = 1_000_000;

const refused = (source: FilesSource, message: string, hint: string): Error =>
  wrongRequest({ code: "own-file", message, hint, place: source.place });

/** A folder or file of the request's, with the folder that nothing of it may leave. */
interface Root {
  readonly files: ReadFiles;
  readonly source: FilesSource;
  /** Absolute, without links. */
  readonly top: string;
  /** Absolute path of `from`. */
  readonly path: string;
}

const openRoot = async (files: ReadFiles, source: FilesSource, folder: string): Promise<Root> => {
  const hint = "Put it beside dl-env.yml, and write for example: files: ./rootfs";
  const path = resolve(folder, source.from);
  const [top, real] = await Promise.all([files.realPath(folder), files.realPath(path)]);
  if (top === undefined || real === undefined)
    throw refused(source, `There is no file or folder \`${source.from}\`.`, hint);
  if (real === top || !isWithin(top, real))
    throw refused(
      source,
      `\`${source.from}\` is not below the folder of dl-env.yml, and nothing else of this machine ` +
        "goes into images.",
      hint,
    );
  return { files, source, top, path: real };
};

const contentOf = async (
  files: ReadFiles,
  path: string,
): Promise<{ readonly sha256: string; readonly size: number; readonly head: string }> => {
  const hash = createHash("sha256");
  const head: Uint8Array[] = [];
  let size = 0;
  for await (const part of files.read(path)) {
    hash.update(part);
    if (size < LOOKED_AT) head.push(part);
    size += part.length;
  }
  return { sha256: hash.digest("hex"), size, head: Buffer.concat(head).toString("latin1") };
};

const statedOwner = ({ owner }: FilesSource): Pick<ReadEntry, "owner"> =>
  owner === undefined ? {} : { owner };

const readFile = async (root: Root, found: FoundFile, to: string): Promise<ReadEntry> => {
  const { files, source } = root;
  const from = join(root.path, found.path);
  const { sha256, size, head } = await contentOf(files, from);
  const secret = secretInFile(to, head);
  if (secret !== undefined)
    throw wrongRequest({
      code: "secret-in-request",
      message: `${from} is or holds ${secret}, which everyone who can pull the image would have.`,
      place: source.place,
      hint: "Leave it out, and mount it where the image runs: dl-env run --volume FILE:PATH:ro",
    });
  return {
    path: to,
    mode: source.mode ?? ((found.mode & 0o100) === 0 ? 0o644 : 0o755),
    hasMode: source.mode !== undefined,
    ...statedOwner(source),
    content: { kind: "file", source: from, size, sha256 },
  };
};

/** A link within the tree, as it stands; what it leads to must be in the tree, too. */
const readLink = async (root: Root, found: FoundFile, to: string): Promise<ReadEntry> => {
  const { files, source } = root;
  const from = join(root.path, found.path);
  const target = await files.readLink(from);
  const reached = relative(root.path, resolve(dirname(from), target));
  if (target.startsWith("/") || reached.startsWith(".."))
    throw refused(
      source,
      `${from} is a link that leaves \`${source.from}\`: ${target}`,
      "Put the file itself there, or make the link lead to something beside it",
    );
  const content = { kind: "symlink", target } as const;
  return { path: to, mode: 0o777, hasMode: false, ...statedOwner(source), content };
};

const readOne = (root: Root, found: FoundFile, to: string): Promise<ReadEntry> => {
  const why = CONTROL_CHARACTER.test(to) ? "a name with control characters" : reservedPath(to);
  if (why !== undefined)
    throw refused(
      root.source,
      `No file of yours can be ${JSON.stringify(to)} in an image: ${why}.`,
      "Write another place, such as: to: /usr/local/share/lab",
    );
  if (found.kind === "file") return readFile(root, found, to);
  if (found.kind === "symlink") return readLink(root, found, to);
  throw refused(
    root.source,
    `${join(root.path, found.path)} is a device, a socket or a pipe.`,
    `See it: ls -l ${root.source.from}`,
  );
};

const wrongTo = ({ to }: FilesSource): boolean =>
  !to.startsWith("/") ||
  (to !== "/" &&
    to
      .slice(1)
      .replace(/\/$/, "")
      .split("/")
      .some((name) => /^\.{0,2}$/.test(name)));

const readSource = async (
  files: ReadFiles,
  source: FilesSource,
  folder: string,
): Promise<ReadEntry[]> => {
  if (wrongTo(source))
    throw refused(
      source,
      `A place in an image is an absolute path without \`..\`; found \`${source.to}\`.`,
      "Write for example: to: /usr/local/share/lab",
    );
  const root = await openRoot(files, source, folder);
  const stat = await files.stat(root.path);
  const to = source.to.replace(/\/$/, "");
  if (stat?.kind !== "directory") {
    const { kind = "other", mode = 0, size = 0 } = stat ?? {};
    if (to === "" || source.to.endsWith("/"))
      throw refused(
        source,
        `\`to\` of a file is the file's own path; found \`${source.to}\`.`,
        `Write: to: ${to}/${root.path.slice(root.path.lastIndexOf("/") + 1)}`,
      );
    const found = { path: "", kind: kind === "directory" ? "other" : kind, mode, size } as const;
    return [await readOne(root, found, to)];
  }
  const entries: ReadEntry[] = [];
  for await (const found of walkFolder(files, root.path))
    if (!LEFT_OUT.test(found.path)) entries.push(await readOne(root, found, `${to}/${found.path}`));
  if (entries.length === 0)
    throw refused(
      source,
      `\`${source.from}\` has no file for images.`,
      `See it: ls -lA ${source.from}`,
    );
  return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
};

/**
 * Reads what `files` of dl-env.yml names, all of it below the request's folder. Rejects with
 * `own-file` for what no image can have, with `secret-in-request` for secrets; each with its line.
 */
export const readOwnFiles = async (
  files: ReadFiles,
  customization: Customizations,
  folder: string,
): Promise<OwnFiles> => {
  const { all, cells } = customization;
  const sources = [all, ...cells.map((one) => one.customization)].flatMap((one) => one.files);
  const read = new Map<FilesSource, readonly ReadEntry[]>();
  for (const source of sources) read.set(source, await readSource(files, source, folder));
  return read;
};
