import { createHash } from "node:crypto";

/** One line of a wheel's RECORD: path from site-packages, hash (`sha256=…` or empty), size or empty. */
export interface RecordRow {
  readonly path: string;
  readonly hash: string;
  readonly size: string;
  /** The line as it stands, so that rows that do not change keep their bytes. */
  readonly line: string;
}

const FIELD = /(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g;

const fieldsOf = (line: string): string[] =>
  [...line.matchAll(FIELD)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'),
  );

/** The rows of a RECORD file, in its order. */
export const readRecord = (text: string): RecordRow[] =>
  text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [path = "", hash = "", size = ""] = fieldsOf(line.replace(/\r$/, ""));
      return { path, hash, size, line };
    });

const field = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** A row for new content, or a new path for the same content. */
export const recordRow = (
  path: string,
  content: Uint8Array | { readonly hash: string; readonly size: string },
): RecordRow => {
  const isBytes = content instanceof Uint8Array;
  const hash = isBytes
    ? `sha256=${createHash("sha256").update(content).digest("base64url")}`
    : content.hash;
  const size = isBytes ? String(content.length) : content.size;
  return { path, hash, size, line: `${field(path)},${hash},${size}` };
};

export const printRecord = (rows: readonly RecordRow[]): string =>
  rows.map((row) => `${row.line}\n`).join("");
