import { wrongRequest } from "../errors/error.ts";
import { smallest } from "./requestHints.ts";
import type { Files } from "../system/ports.ts";

/** Bytes; a request that names every axis of the catalog has a few thousand. */
const LARGEST = 4_000_000;

const tooLarge = (file: string): Error =>
  wrongRequest({
    code: "request-too-large",
    message: `This file is larger than ${LARGEST / 1_000_000} MB, too large for a dl-env.yml.`,
    place: { file },
    hint: `Name the right file: --file dl-env.yml; see what this one is: ls -l ${file}`,
  });

/** No more than LARGEST bytes, from a file or whatever else can be read. */
const readBytes = async (files: Pick<Files, "read">, file: string): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of files.read(file)) {
    size += part.length;
    if (size > LARGEST) throw tooLarge(file);
    parts.push(part);
  }
  return Buffer.concat(parts);
};

/** The first line, from 1, that is no UTF-8. */
const brokenLine = (bytes: Buffer): number => {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(10, start);
    const stop = end === -1 ? bytes.length : end + 1;
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(start, stop));
    } catch {
      return line;
    }
    start = stop;
  }
  return line;
};

const textOf = (bytes: Buffer, file: string): string => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    const line = brokenLine(bytes);
    throw wrongRequest(
      {
        code: "not-utf8",
        message: "This line is not UTF-8 text.",
        place: { file, line },
        hint: `See in which encoding it is, then save it as UTF-8: file ${file}`,
      },
      { cause: error },
    );
  }
};

/** The text of dl-env.yml. Throws DlEnvError(2): `no-request`, `request-too-large`, `not-utf8`. */
export const readRequest = async (
  files: Pick<Files, "read" | "stat">,
  file: string,
): Promise<string> => {
  const found = await files.stat(file);
  if (found === undefined)
    throw wrongRequest({
      code: "no-request",
      message: `There is no file ${file}.`,
      hint: smallest(file),
    });
  if (found.kind === "directory")
    throw wrongRequest({
      code: "no-request",
      message: `${file} is a folder, and a file is needed.`,
      hint: `Name the file in it: --file ${file.replace(/\/+$/, "")}/dl-env.yml`,
    });
  try {
    return textOf(await readBytes(files, file), file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    throw wrongRequest(
      {
        code: "no-request",
        message: `${file} is a symbolic link whose target does not exist.`,
        hint: `See where it leads: readlink ${file}`,
      },
      { cause: error },
    );
  }
};
