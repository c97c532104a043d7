import { crc32, deflateRawSync } from "node:zlib";
import { contentOf, recordRow } from "../../src/layer/wheelRecord.ts";

/** A file of a wheel, and how the archive has it. */
export interface Packed {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What the archive has instead of level 9's stream. */
  readonly stream?: Uint8Array;
  /** What the directory says instead of the truth. */
  readonly crc?: number;
  readonly size?: number;
  readonly flags?: number;
  /** 8 is deflate, 0 is none. */
  readonly method?: number;
  /** Type and permissions, as Unix has them. */
  readonly mode?: number;
  /** Name in the file's own header. */
  readonly own?: string;
}

const packed = ({ bytes, stream, method }: Packed): Uint8Array =>
  stream ?? (method === 0 ? bytes : deflateRawSync(bytes, { level: 9 }));

const record = (entry: Packed, offset: number): { local: Buffer; central: Buffer } => {
  const [name, own] = [Buffer.from(entry.name), Buffer.from(entry.own ?? entry.name)];
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(entry.flags ?? 0, 2);
  common.writeUInt16LE(entry.method ?? 8, 4);
  common.writeUInt32LE(entry.crc ?? crc32(entry.bytes), 10);
  common.writeUInt32LE(packed(entry).length, 14);
  common.writeUInt32LE(entry.size ?? entry.bytes.length, 18);
  common.writeUInt16LE(name.length, 22);
  const rest = Buffer.alloc(14);
  rest.writeUInt16LE(entry.mode ?? 0, 8);
  rest.writeUInt32LE(offset, 10);
  const madeBy = entry.mode === undefined ? "\u0014\u0000" : "\u0014\u0003";
  const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), common]);
  local.writeUInt16LE(own.length, 26);
  return {
    local: Buffer.concat([local, own, packed(entry)]),
    central: Buffer.concat([Buffer.from(`PK\u0001\u0002${madeBy}`), common, rest, name]),
  };
};

/** The archive of these files, in their order. */
export const archiveOf = (entries: readonly Packed[]): Buffer => {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { local, central } = record(entry, offset);
    offset += local.length;
    locals.push(local);
    directory.push(central);
  }
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
};

const INFO = "demo-1.dist-info";
const WHEEL_TEXT = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n";

/** A whole wheel `demo 1`: these files, and its `.dist-info` with a RECORD of all. */
export const demoWheel = (
  files: readonly Packed[],
  { wheel = WHEEL_TEXT, points = "" } = {},
): Packed[] => {
  const text = (name: string, content: string): Packed => ({
    name: `${INFO}/${name}`,
    bytes: Buffer.from(content),
  });
  const all = [
    ...files,
    text("METADATA", "Metadata-Version: 2.1\nName: demo\nVersion: 1\n"),
    text("WHEEL", wheel),
    ...(points === "" ? [] : [text("entry_points.txt", points)]),
  ];
  const rows = all
    .filter(({ name }) => !name.endsWith("/"))
    .map(({ name, bytes }) => `${recordRow(name, contentOf(bytes)).line}\n`);
  return [...all, text("RECORD", `${rows.join("")}${INFO}/RECORD,,\n`)];
};
