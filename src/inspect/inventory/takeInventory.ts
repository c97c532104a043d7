import { createHash } from "node:crypto";
import { foundProblem } from "../../errors/error.ts";
import { decompressed } from "../../layer/decompressed.ts";
import { ARCHIVE_LIMITS, overLimit } from "../../layer/archiveLimits.ts";
import { bytes } from "../../text/units.ts";
import { tarMembers, type TarMember } from "../../layer/tarMembers.ts";
import { codeIn } from "../fatbin.ts";
import type { Files } from "../../system/ports.ts";
import { readElf } from "../elf.ts";
import { isRead } from "../filesToRead.ts";
import {
  inventoryOf,
  type Inventory,
  type InventoryEntry,
  type InspectedLibrary,
} from "./layerInventory.ts";
import { installedWheel, SHARED_LIBRARY, type InstalledWheel } from "./installedWheel.ts";

/** Libraries up to this size are looked at in memory (bytes), larger ones on disk. */
const IN_MEMORY = 64 << 20;

const WHEEL_FILE =
  /^(\/opt\/venv\/lib\/python3[^/]*\/site-packages\/[^/]+\.dist-info)\/(METADATA|RECORD)$/;

/** What one pass over a layer collects. */
interface Taking {
  readonly files: Files;
  /** Path for a library that is too large for memory. */
  readonly spool: string;
  readonly entries: Omit<InventoryEntry, "ordinary">[];
  readonly texts: Map<string, string>;
  readonly libraries: Map<string, InspectedLibrary>;
  /** `.dist-info` folder -> its METADATA and RECORD. */
  readonly wheelTexts: Map<string, { METADATA?: string; RECORD?: string }>;
  /** Bytes of these texts. */
  held: number;
}

const whole = async (body: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  for await (const part of body) parts.push(part);
  return Buffer.concat(parts);
};

const inspectedLibrary = (
  elf: InspectedLibrary["elf"] | undefined,
  code: NonNullable<InspectedLibrary["code"]>,
): InspectedLibrary => ({
  ...(elf === undefined ? {} : { elf }),
  ...(code.sm.length + code.ptx.length === 0 ? {} : { code }),
});

const inMemory = async (bytes: Buffer): Promise<InspectedLibrary> => {
  const elf = await readElf((start, end) =>
    Promise.resolve(bytes.subarray(start, Math.max(start, end))),
  );
  const code = await codeIn(
    (async function* () {
      yield bytes;
    })(),
  );
  return inspectedLibrary(elf, code);
};

/**
 * The loader's part of a library may stand anywhere in it, so one that is too large to hold is laid
 * down and read by ranges.
 */
const onDisk = async (
  files: Files,
  spool: string,
  body: AsyncIterable<Uint8Array>,
): Promise<InspectedLibrary> => {
  await files.write(spool, body);
  const range = async (start: number, end: number): Promise<Uint8Array | undefined> => {
    if (end - start > IN_MEMORY) return undefined;
    return end <= start ? new Uint8Array() : whole(files.read(spool, { start, end: end - 1 }));
  };
  const result = inspectedLibrary(await readElf(range), await codeIn(files.read(spool)));
  await files.remove(spool);
  return result;
};

/** The text of a file, which is held until the layer is read; all of them together are bounded. */
const heldText = async (
  taking: Taking,
  path: string,
  { entry, body }: TarMember,
): Promise<string> => {
  taking.held += entry.size;
  if (taking.held > ARCHIVE_LIMITS.texts)
    throw overLimit(
      `A layer has ${bytes(taking.held)} of metadata with ${path}`,
      bytes(ARCHIVE_LIMITS.texts),
    );
  return (await whole(body)).toString("utf8");
};

const look = async (taking: Taking, path: string, { entry, body }: TarMember): Promise<void> => {
  const [, folder, file] = WHEEL_FILE.exec(path) ?? [];
  // /etc/ld.so.conf is no library.
  if (SHARED_LIBRARY.test(path) && !path.startsWith("/etc/"))
    taking.libraries.set(
      path,
      entry.size <= IN_MEMORY
        ? await inMemory(await whole(body))
        : await onDisk(taking.files, taking.spool, body),
    );
  else if (folder !== undefined && (file === "METADATA" || file === "RECORD")) {
    const texts = taking.wheelTexts.get(folder) ?? {};
    texts[file] = await heldText(taking, path, { entry, body });
    taking.wheelTexts.set(folder, texts);
  } else if (isRead(path, entry.size))
    taking.texts.set(path, await heldText(taking, path, { entry, body }));
};

const asEntry = ({
  path,
  kind,
  mode,
  uid,
  gid,
  size,
  target,
}: TarMember["entry"]): Omit<InventoryEntry, "ordinary"> => ({
  path: `/${path}`,
  kind,
  mode,
  uid,
  gid,
  size,
  ...(target === undefined ? {} : { target: kind === "hardlink" ? `/${target}` : target }),
});

const wheelsOf = ({ wheelTexts }: Taking): Map<string, InstalledWheel> => {
  const wheels = new Map<string, InstalledWheel>();
  for (const [folder, { METADATA, RECORD }] of wheelTexts) {
    const wheel = installedWheel(METADATA ?? "", RECORD ?? "");
    if (wheel !== undefined) wheels.set(folder, wheel);
  }
  return wheels;
};

/** The bytes as they pass, and their digest at the end. */
const hashed = (
  bytes: AsyncIterable<Uint8Array>,
): { readonly bytes: AsyncIterable<Uint8Array>; readonly digest: () => string } => {
  const hash = createHash("sha256");
  const pass = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      hash.update(chunk);
      yield chunk;
    }
  };
  return { bytes: pass(), digest: () => `sha256:${hash.digest("hex")}` };
};

const otherLayer = (diffId: string, found: string): Error =>
  foundProblem({
    code: "layer-differs",
    message: `A layer's content is ${found}, but the image's config names ${diffId}.`,
    hint: "It was damaged or changed after it was made; make it again: dl-env build",
  });

/**
 * Reads a layer's blob (gzip, Zstandard or plain) once, as a stream, and notes what the checks
 * need. `near` is a private folder with room for the largest library. Rejects with `bad-tar`, and
 * with `layer-differs` when the tar is not the one that the diff id names.
 */
export const takeInventory = async (
  { files, near }: { readonly files: Files; readonly near: string },
  blob: AsyncIterable<Uint8Array>,
  diffId: string,
): Promise<Inventory> => {
  const temp = await files.makeTemp("inventory-", near);
  try {
    const tar = hashed(decompressed(blob));
    const taking: Taking = {
      files,
      spool: `${temp}/library`,
      entries: [],
      texts: new Map(),
      libraries: new Map(),
      wheelTexts: new Map(),
      held: 0,
    };
    for await (const member of tarMembers(tar.bytes)) {
      const entry = asEntry(member.entry);
      if (member.entry.path === "") continue;
      taking.entries.push(entry);
      if (entry.kind === "file") await look(taking, entry.path, member);
    }
    // The padding behind the last entry is part of the digest.
    for await (const _rest of tar.bytes) continue;
    const found = tar.digest();
    if (found !== diffId) throw otherLayer(diffId, found);
    return inventoryOf({
      diffId,
      entries: taking.entries,
      texts: taking.texts,
      libraries: taking.libraries,
      wheels: wheelsOf(taking),
    });
  } finally {
    await files.remove(temp);
  }
};
