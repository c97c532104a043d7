import { createHash } from "node:crypto";
import { bytes, count } from "../text/units.ts";
import { ARCHIVE_LIMITS, overLimit } from "./archiveLimits.ts";

/**
 * One line of a wheel's RECORD: path from site-packages, hash (`sha256=…` or empty), size or empty.
 */
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

const rowOf = (line: string): RecordRow => {
  if (line.length > ARCHIVE_LIMITS.recordLine)
    throw overLimit(
      `A RECORD has a line of ${bytes(line.length)}`,
      bytes(ARCHIVE_LIMITS.recordLine),
    );
  const [path = "", hash = "", size = ""] = fieldsOf(line.replace(/\r$/, ""));
  return { path, hash, size, line };
};

/** The rows of a RECORD file, in its order; more than `most` are refused (`archive-limit`). */
export const readRecord = (text: string, most: number = ARCHIVE_LIMITS.entries): RecordRow[] => {
  const rows: RecordRow[] = [];
  for (let at = 0; at < text.length;) {
    const end = text.indexOf("\n", at);
    const line = text.slice(at, end < 0 ? text.length : end);
    at += line.length + 1;
    if (line.trim() === "") continue;
    if (rows.length === most)
      throw overLimit(`A wheel has a RECORD of more rows`, count(ARCHIVE_LIMITS.entries, "row"));
    rows.push(rowOf(line));
  }
  return rows;
};

const field = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** What a RECORD says of a file's content. */
export type RecordedContent = Pick<RecordRow, "hash" | "size">;

export const contentOf = (content: Uint8Array): RecordedContent => ({
  hash: `sha256=${createHash("sha256").update(content).digest("base64url")}`,
  size: String(content.length),
});

/** A row for new content, or a new path for the same content. */
export const recordRow = (path: string, { hash, size }: RecordedContent): RecordRow => ({
  path,
  hash,
  size,
  line: `${field(path)},${hash},${size}`,
});

export const printRecord = (rows: readonly RecordRow[]): string =>
  rows.map((row) => `${row.line}\n`).join("");
