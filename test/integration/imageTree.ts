import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { mergeLayers } from "../../src/engine/buildSystemLayer.ts";
import { readTar } from "../../src/layer/readTar.ts";
import type { ReadEntry } from "../../src/layer/tarMembers.ts";
import type { System } from "../../src/system/ports.ts";

/**
 * What engines and programs leave behind and no one means: names that stand for the machine, apt's
 * and dpkg's logs and caches.
 */
const EXCEPTIONS =
  /^(run|tmp|proc|sys|dev)(\/|$)|^var\/(log|cache)\/|^var\/lib\/(apt|dpkg)\/(lists|lock|triggers\/Lock|updates|periodic)|^etc\/(hosts|hostname|resolv\.conf|mtab|\.pwd\.lock)$/;

const describeTree = async (entries: readonly ReadEntry[]): Promise<Map<string, string>> => {
  const spools = new Map<string, Buffer>();
  const tree = new Map<string, string>();
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  for (const entry of entries) {
    if (EXCEPTIONS.test(entry.path) || entry.path === "") continue;
    const file = entry.kind === "hardlink" ? byPath.get(entry.target ?? "") : entry;
    const spool = file?.content?.kind === "file" ? file.content : undefined;
    if (spool !== undefined && !spools.has(spool.path))
      spools.set(spool.path, await readFile(spool.path));
    const bytes =
      spool === undefined || file === undefined
        ? undefined
        : spools.get(spool.path)?.subarray(spool.start ?? 0, (spool.start ?? 0) + file.size);
    // Releases of one minor version need not compile to the same bytes: the image's Python and the
    // one here. What decides whether they count is the magic number and the hash of the module.
    const isOurBytecode = entry.path.startsWith("opt/") && entry.path.endsWith(".pyc");
    const decides = isOurBytecode ? bytes?.subarray(0, 16) : bytes;
    const content =
      decides === undefined
        ? (entry.target ?? "")
        : createHash("sha256").update(decides).digest("hex");
    const mode = entry.kind === "symlink" ? "" : entry.mode.toString(8);
    tree.set(
      entry.path,
      `${entry.kind === "hardlink" ? "file" : entry.kind} ${mode} ${entry.uid}:${entry.gid} ${content}`,
    );
  }
  return tree;
};

/** The files of layers laid over each other: path -> kind, mode, owner and content. */
export const treeOf = async (
  files: readonly string[],
  { sys, work }: { readonly sys: Pick<System, "files">; readonly work: string },
): Promise<Map<string, string>> => {
  const layers: ReadEntry[][] = [];
  for (const file of files)
    layers.push(await readTar(sys.files, file, join(work, `${basename(file)}.bodies`)));
  return describeTree(mergeLayers(layers));
};

/** Paths that two trees do not have alike, with what each has. */
export const differences = (
  one: ReadonlyMap<string, string>,
  other: ReadonlyMap<string, string>,
): string[] =>
  [...new Set([...one.keys(), ...other.keys()])]
    .filter((path) => one.get(path) !== other.get(path))
    .sort()
    .map((path) => `${path}: ${one.get(path) ?? "-"} | ${other.get(path) ?? "-"}`);

/**
 * Whether a difference is a folder above what a layer holds: an engine may leave it out where the
 * base has it as it is.
 */
export const isUnlisted = (line: string): boolean =>
  / \| (-|directory 755 0:0 )$/.test(line) && /: (-|directory 755 0:0 ) \|/.test(line);
