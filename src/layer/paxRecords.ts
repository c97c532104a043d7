import { bytes } from "../text/units.ts";
import { ARCHIVE_LIMITS, overLimit } from "./archiveLimits.ts";
import { asText, damaged } from "./tarFields.ts";

export const CAPABILITY = "SCHILY.xattr.security.capability";

/**
 * What of a PAX header is about an entry, the rest is passed over: times, other attributes,
 * comments.
 */
const USED = new Set(["path", "linkpath", "size", "uid", "gid", "mtime", CAPABILITY]);
const SPARSE = "GNU.sparse.";

/** What the headers before an entry say of it. */
export interface ExtendedHeader {
  /** Names as in PAX; values as bytes. */
  readonly values: Map<string, Uint8Array>;
  isSparse: boolean;
}

/** A copy: a part of the header's bytes would keep all of them in memory. */
const copied = (value: Uint8Array): Uint8Array => new Uint8Array(value);

/** Notes what one record says; an empty value takes back what an earlier one said. */
export const note = (into: ExtendedHeader, key: string, value: Uint8Array): void => {
  if (key.startsWith(SPARSE)) into.isSparse = true;
  if (!USED.has(key)) return;
  const most = key === CAPABILITY ? ARCHIVE_LIMITS.capability : ARCHIVE_LIMITS.name;
  if (value.length > most)
    throw overLimit(`An archive has a ${key} of ${bytes(value.length)}`, bytes(most));
  if (key !== CAPABILITY && value.includes(0)) throw damaged(`a ${key} has a zero byte`);
  if (value.length === 0) into.values.delete(key);
  else into.values.set(key, copied(value));
};

/** Notes the records of a PAX header: `<length> <key>=<value>\n`, the length counting itself. */
export const noteRecords = (into: ExtendedHeader, body: Uint8Array): void => {
  for (let at = 0; at < body.length;) {
    const space = body.indexOf(0x20, at);
    const digits = space < 0 ? "" : asText(body.subarray(at, Math.min(space, at + 10)));
    const end = at + Number(digits);
    if (!/^[1-9]\d*$/.test(digits) || end > body.length || body[end - 1] !== 0x0a)
      throw damaged("a PAX header is malformed");
    const record = body.subarray(space + 1, end - 1);
    const equals = record.indexOf(0x3d);
    if (equals < 0) throw damaged("a PAX header is malformed");
    note(into, asText(record.subarray(0, equals)), record.subarray(equals + 1));
    at = end;
  }
};
