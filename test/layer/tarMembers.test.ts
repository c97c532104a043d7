import { describe, expect, test } from "vitest";
import { DlEnvError } from "../../src/errors/error.ts";
import { ARCHIVE_LIMITS } from "../../src/layer/archiveLimits.ts";
import { tarHeader, tarPadding, TAR_END } from "../../src/layer/tarHeader.ts";
import { tarMembers } from "../../src/layer/tarMembers.ts";
import { rawHeader, record } from "./hostile/archives.ts";
import { collect, streamOf } from "./world.ts";

const pax = (...records: string[]): Buffer => {
  const body = Buffer.from(records.join(""));
  return Buffer.concat([rawHeader("x", body.length), body, tarPadding(body.length)]);
};

const read = async (...parts: Uint8Array[]): Promise<{ path: string; body: string }[]> => {
  const found: { path: string; body: string }[] = [];
  for await (const { entry, body } of tarMembers(streamOf(Buffer.concat(parts))))
    found.push({ path: entry.path, body: (await collect(body)).toString() });
  return found;
};

const codeOf = async (...parts: Uint8Array[]): Promise<string> =>
  read(...parts).then(
    (entries) => `read ${entries.length}`,
    (error: unknown) => {
      if (!(error instanceof DlEnvError)) throw error;
      return error.code;
    },
  );

const FILE = { kind: "file", mode: 0o644, uid: 0, gid: 0, mtime: 0 } as const;
const file = (path: string, text: string): Buffer =>
  Buffer.concat([
    tarHeader({ ...FILE, path, size: text.length }),
    Buffer.from(text),
    tarPadding(text.length),
  ]);

describe("the entries of a tar", () => {
  test("are read one after the other, whether their bodies are or not", async () => {
    const large = "l".repeat(200_000);
    const tar = [file("a", "1"), file("b", large), file("c", ""), file("d", "4"), TAR_END];
    expect(await read(...tar)).toEqual([
      { path: "a", body: "1" },
      { path: "b", body: large },
      { path: "c", body: "" },
      { path: "d", body: "4" },
    ]);
    const paths: string[] = [];
    for await (const { entry } of tarMembers(streamOf(Buffer.concat(tar)))) paths.push(entry.path);
    expect(paths).toEqual(["a", "b", "c", "d"]);
  });

  test("have the path and size of their PAX header, and an empty value takes one back", async () => {
    const body = Buffer.concat([Buffer.from("abc"), tarPadding(3)]);
    expect(
      await read(
        pax(record("path", "long"), record("size", "3")),
        rawHeader("0", 0, "short"),
        body,
        pax(record("path", "long"), record("path", "")),
        rawHeader("0", 0, "short"),
        TAR_END,
      ),
    ).toEqual([
      { path: "long", body: "abc" },
      { path: "short", body: "" },
    ]);
  });

  test("have sizes of both ways in which large numbers are written, and no body where links have none", async () => {
    const binary = Buffer.alloc(12);
    binary.writeUInt8(0x80, 0);
    binary.writeUInt32BE(3, 8);
    const header = rawHeader("0", binary.toString("latin1"), "binary");
    binary.copy(header, 124);
    header.fill(0x20, 148, 156);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    expect(
      await read(
        header,
        Buffer.from("abc"),
        tarPadding(3),
        rawHeader("2", 512, "link"),
        file("next", "x"),
        TAR_END,
      ),
    ).toEqual([
      { path: "binary", body: "abc" },
      { path: "link", body: "" },
      { path: "next", body: "x" },
    ]);
  });

  test("may have a time before 1970, or with parts of a second, and then it is 0 or whole", async () => {
    const times: number[] = [];
    const tar = [
      pax(record("mtime", "-1.5")),
      rawHeader("0", 0),
      pax(record("mtime", "9.75")),
      rawHeader("0", 0),
      TAR_END,
    ];
    for await (const { entry } of tarMembers(streamOf(Buffer.concat(tar)))) times.push(entry.mtime);
    expect(times).toEqual([0, 9]);
  });
});

describe("a tar is refused", () => {
  const long = "n".repeat(ARCHIVE_LIMITS.name + 1);
  test.each<[string, Uint8Array[], string]>([
    ["whose size is no number", [pax(record("size", "abc")), rawHeader("0", 0)], "bad-tar"],
    ["whose size is negative", [pax(record("size", "-1")), rawHeader("0", 0)], "bad-tar"],
    ["whose size has a fraction", [pax(record("size", "1.5")), rawHeader("0", 0)], "bad-tar"],
    [
      "whose size is beyond exact numbers",
      [pax(record("size", "1e300")), rawHeader("0", 0)],
      "bad-tar",
    ],
    ["whose owner is no number", [pax(record("uid", "root")), rawHeader("0", 0)], "bad-tar"],
    ["whose time is no number", [pax(record("mtime", "now")), rawHeader("0", 0)], "bad-tar"],
    ["whose size is negative in binary", [rawHeader("0", "\u00ff".repeat(12))], "bad-tar"],
    ["with a zero byte in a name", [pax(record("path", "a\0b")), rawHeader("0", 0)], "bad-tar"],
    [
      "with a path of more than 4 KiB",
      [pax(record("path", long)), rawHeader("0", 0)],
      "archive-limit",
    ],
    [
      "with a link of more than 4 KiB",
      [pax(record("linkpath", long)), rawHeader("2", 0)],
      "archive-limit",
    ],
    [
      "with a capability that is none",
      [pax(record("SCHILY.xattr.security.capability", "c".repeat(65))), rawHeader("0", 0)],
      "archive-limit",
    ],
    [
      "whose PAX header has no records",
      [rawHeader("x", 3), Buffer.from("abc"), tarPadding(3)],
      "bad-tar",
    ],
    [
      "whose PAX record is longer than its header",
      [rawHeader("x", 9), Buffer.from("99 path=a"), tarPadding(9)],
      "bad-tar",
    ],
    [
      "with a sparse file of PAX",
      [pax(record("GNU.sparse.major", "1")), rawHeader("0", 0)],
      "layer-entry",
    ],
    ["that ends in a header", [rawHeader("0", 0).subarray(0, 300)], "bad-tar"],
    ["that ends in a PAX header", [rawHeader("x", 600), Buffer.alloc(100, "1")], "bad-tar"],
    ["that ends in a small file", [rawHeader("0", 9), Buffer.alloc(5)], "bad-tar"],
    ["that ends in a large file", [rawHeader("0", 90_000), Buffer.alloc(70_000)], "bad-tar"],
  ])("%s", async (_, parts, code) => {
    expect(await codeOf(...parts)).toBe(code);
  });
});
