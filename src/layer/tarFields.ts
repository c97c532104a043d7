import { foundProblem } from "../errors/error.ts";

/** Bytes of a tar's blocks: headers are one, bodies are filled up to whole ones. */
export const TAR_BLOCK = 512;

/** An archive that is not what a tar should be (`bad-tar`). */
export const damaged = (why: string): Error =>
  foundProblem({
    code: "bad-tar",
    message: `An archive is damaged: ${why}.`,
    hint: "Fetch it again. Type: dl-env build",
  });

export const asText = ({ buffer, byteOffset, length }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, length).toString("utf8");

export const untilNul = (bytes: Uint8Array): Uint8Array => {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
};

/**
 * A binary number as GNU tar and Go write it, two's complement without its first bit; too large a
 * one loses digits, and no caller takes it.
 */
const binaryNumber = (field: Uint8Array): number => {
  const isNegative = ((field[0] ?? 0) & 0x40) !== 0;
  const flip = isNegative ? 0xff : 0;
  const sum = field.reduce(
    (total, byte, at) => total * 256 + ((byte ^ flip) & (at === 0 ? 0x7f : 0xff)),
    0,
  );
  return isNegative ? -sum - 1 : sum;
};

/** A field with octal digits or, where its first bit is set, a binary number. */
export const numberAt = (header: Uint8Array, offset: number, length: number): number => {
  const field = header.subarray(offset, offset + length);
  if (((field[0] ?? 0) & 0x80) !== 0) return binaryNumber(field);
  const digits = asText(untilNul(field)).trim();
  if (!/^[0-7]*$/.test(digits)) throw damaged("a number in a header is not octal");
  return digits === "" ? 0 : Number.parseInt(digits, 8);
};

/** A count of bytes, an owner's id: no sign, no fraction, no more than a number holds exactly. */
export const wholeNumber = (value: number): number => {
  if (!Number.isSafeInteger(value) || value < 0)
    throw damaged("a number in a header is not a count");
  return value;
};

/** Rejects (`bad-tar`) a header whose checksum is not that of its bytes. */
export const checkHeader = (header: Uint8Array): void => {
  let sum = 8 * 0x20;
  for (let at = 0; at < header.length; at += 1) if (at < 148 || at >= 156) sum += header[at] ?? 0;
  if (sum !== numberAt(header, 148, 8)) throw damaged("a header's checksum is wrong");
};

/** The name that stands in a header itself. */
export const nameInHeader = (header: Uint8Array): string => {
  const name = asText(untilNul(header.subarray(0, 100)));
  const isUstar = asText(header.subarray(257, 263)) === "ustar\0";
  const prefix = isUstar ? asText(untilNul(header.subarray(345, 500))) : "";
  return prefix === "" ? name : `${prefix}/${name}`;
};
