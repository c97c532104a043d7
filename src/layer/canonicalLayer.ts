import { foundProblem } from "../errors/error.ts";
import type { MadeLayer } from "../image/recipe.ts";
import type { System } from "../system/ports.ts";
import { writeBlob } from "./writeBlob.ts";
import type { LayerEntry } from "./layerEntry.ts";
import { firstIsFile } from "./hardlinks.ts";
import { readTar } from "./readTar.ts";
import type { ReadEntry } from "./tarMembers.ts";

/**
 * What differs from build to build without meaning: logs with times, caches that programs make
 * again, backups of account files, the machine's name, what engines mount over a build.
 */
const DROPPED: readonly RegExp[] = [
  /^var\/log\/.+/,
  /^var\/cache\/(apt|ldconfig|man|fontconfig)\/.+/,
  /^var\/cache\/debconf\/.*-old$/,
  /^var\/lib\/apt\/(lists|periodic|mirrors)\/.+/,
  /^var\/lib\/dpkg\/(lock|lock-frontend|.*-old|triggers\/Lock)$/,
  /^var\/lib\/systemd\/(catalog\/database|random-seed)$/,
  /^var\/lib\/dbus\/machine-id$/,
  /^etc\/(machine-id|passwd-|group-|shadow-|gshadow-|subuid-|subgid-|\.pwd\.lock|hostname|hosts|resolv\.conf|mtab)$/,
  /^etc\/ssh\/ssh_host_.*/,
  /^(tmp|proc|sys|dev)\/.+/,
  /^run\/(\.containerenv|secrets(\/.*)?)$/,
  /^\.dockerenv$/,
];

const isWhiteout = (path: string): boolean => (path.split("/").at(-1) ?? "").startsWith(".wh.");

const canonicalEntry = (entry: ReadEntry, epoch: number): LayerEntry[] => {
  const { kind, ...rest } = entry;
  if (
    entry.path === "" ||
    DROPPED.some((pattern) => pattern.test(entry.path) && !isWhiteout(entry.path))
  )
    return [];
  if (kind === "other")
    throw foundProblem({
      code: "layer-entry",
      message: `/${entry.path} is a device or a pipe, which a layer must not hold.`,
      hint: "Type: dl-env doctor",
    });
  const mtime = Math.min(entry.mtime, epoch);
  // Engines differ in what they say of links and whiteouts; neither has a mode that counts.
  if (kind === "symlink") return [{ ...rest, kind, mode: 0o777, mtime }];
  if (isWhiteout(entry.path)) return [{ ...rest, kind, mode: 0o644, uid: 0, gid: 0, mtime: epoch }];
  return [{ ...rest, kind, mtime: kind === "directory" ? epoch : mtime }];
};

const byPath = (a: LayerEntry, b: LayerEntry): number => {
  if (a.path === b.path) return 0;
  return a.path < b.path ? -1 : 1;
};

/**
 * Entries in canonical order; of two with one path the later counts, as it does when a layer is
 * unpacked. Pure.
 */
export const canonicalEntries = (entries: readonly ReadEntry[], epoch: number): LayerEntry[] => {
  const last = new Map(
    entries.flatMap((entry) => canonicalEntry(entry, epoch)).map((entry) => [entry.path, entry]),
  );
  return firstIsFile([...last.values()]).sort(byPath);
};

/**
 * Rewrites a layer that an engine made (`tar`, gzipped or plain, whiteouts included) to `file` so
 * that engines agree: sorted, owners by number, no times after `epoch` (seconds), no extended
 * attributes but capabilities, nothing that only tells when or where it was built.
 */
export const canonicalLayer = async (
  sys: System,
  tar: string,
  { file, epoch }: { readonly file: string; readonly epoch: number },
): Promise<MadeLayer> => {
  const temp = await sys.files.makeTemp(
    "canonical-",
    file.slice(0, Math.max(0, file.lastIndexOf("/"))) || "/",
  );
  try {
    const entries = canonicalEntries(await readTar(sys.files, tar, `${temp}/bodies`), epoch);
    return (await writeBlob(sys, entries, file)).layer;
  } finally {
    await sys.files.remove(temp);
  }
};
