import { createHash } from "node:crypto";
import type { UvTool } from "../catalog/facts.ts";
import type { Files } from "../system/ports.ts";
import { fileInZip } from "./zip.ts";

/** A wheel of uv whose bytes are those that the catalog names. */
export interface UvWheel {
  readonly bytes: Uint8Array;
  /** base64url, as the wheel's RECORD has it. */
  readonly programHash: string;
}

/** Where a wheel keeps the program. */
const programIn = ({ version }: UvTool): string => `uv-${version}.data/scripts/uv`;

const recordedHash = (record: string, path: string): string | undefined =>
  record
    .split("\n")
    .find((line) => line.startsWith(`${path},sha256=`))
    ?.slice(`${path},sha256=`.length)
    .split(",", 1)[0];

/**
 * Why a file is not the wheel, or the wheel. What is hashed here is what is unpacked later: both
 * are these bytes.
 */
export const checkWheel = (
  tool: UvTool,
  bytes: Uint8Array | undefined,
): UvWheel | { readonly why: string } => {
  if (bytes === undefined) return { why: "its wheel is not there" };
  const hash = createHash("sha256").update(bytes).digest("hex");
  if (hash !== tool.wheelSha256) return { why: `its wheel has the sha256 ${hash}` };
  const record = fileInZip(bytes, `uv-${tool.version}.dist-info/RECORD`)?.toString("utf8") ?? "";
  const programHash = recordedHash(record, programIn(tool));
  return programHash === undefined
    ? { why: "its wheel has no program for this machine" }
    : { bytes, programHash };
};

const hashOf = async (files: Files, path: string): Promise<string> => {
  const hash = createHash("sha256");
  for await (const chunk of files.read(path)) hash.update(chunk);
  return hash.digest("base64url");
};

/**
 * Whether a program is the one in the wheel: a file of its own and not a link to one that may
 * change.
 */
export const isProgramOf = async (
  files: Files,
  wheel: UvWheel,
  program: string,
): Promise<boolean> =>
  (await files.stat(program))?.kind === "file" &&
  (await hashOf(files, program)) === wheel.programHash;

/** Unpacks the program. */
export const unpackProgram = async (
  files: Files,
  { tool, wheel }: { readonly tool: UvTool; readonly wheel: UvWheel },
  program: string,
): Promise<void> =>
  files.write(program, fileInZip(wheel.bytes, programIn(tool)) ?? new Uint8Array(), 0o755);
