import * as fc from "fast-check";
import { pack } from "tar-stream";
import { describe, expect, test } from "vitest";
import { codeIn } from "../../src/inspect/fatbin.ts";
import {
  codeInTar,
  differsFrom,
  measured,
  combinedCode,
  wheelAt,
} from "../../src/inspect/measuredCode.ts";

interface Entry {
  readonly kind: "ptx" | "sm";
  readonly architecture: number;
  readonly bytes: number;
}

/** A fat binary as nvcc writes it, with content that looks like its own magic number. */
const fatBinary = (entries: readonly Entry[]): Buffer => {
  const body = entries.map(({ kind, architecture, bytes }) => {
    const header = Buffer.alloc(64);
    header.writeUInt16LE(kind === "ptx" ? 1 : 2, 0);
    header.writeUInt16LE(0x101, 2);
    header.writeUInt32LE(64, 4);
    header.writeBigUInt64LE(BigInt(bytes), 8);
    header.writeUInt32LE(architecture, 28);
    return Buffer.concat([
      header,
      Buffer.alloc(bytes, Buffer.from([0x50, 0xed, 0x55, 0xba, 1, 0, 16, 0])),
    ]);
  });
  const header = Buffer.alloc(16);
  header.writeUInt32LE(0xba55ed50, 0);
  header.writeUInt16LE(1, 4);
  header.writeUInt16LE(16, 6);
  header.writeBigUInt64LE(BigInt(Buffer.concat(body).length), 8);
  return Buffer.concat([header, ...body]);
};

async function* pieces(content: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

const library = Buffer.concat([
  Buffer.from("\x7fELF and other things, P, PP, \x50\xed and more", "latin1"),
  fatBinary([
    { kind: "sm", architecture: 75, bytes: 100 },
    { kind: "sm", architecture: 120, bytes: 8 },
    { kind: "ptx", architecture: 120, bytes: 64 },
  ]),
  Buffer.alloc(200, 0x50),
  fatBinary([{ kind: "sm", architecture: 89, bytes: 0 }]),
  Buffer.from("the end"),
]);

const FOUND = { sm: ["7.5", "8.9", "12.0"], ptx: ["12.0"] };

describe("GPU code in a shared library", () => {
  test("is found in all its fat binaries, in order, each architecture once", async () => {
    expect(await codeIn(pieces(library, library.length))).toEqual(FOUND);
  });

  test("is the same however the bytes arrive", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 400 }), async (size) => {
        expect(await codeIn(pieces(library, size))).toEqual(FOUND);
      }),
      { numRuns: 60 },
    );
  });

  test("is none in a file without any, and damage ends in fewer findings, never in an error", async () => {
    expect(await codeIn(pieces(Buffer.from("no code here"), 3))).toEqual({ sm: [], ptx: [] });
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.nat(library.length),
        async (noise, at) => {
          const damaged = Buffer.concat([library.subarray(0, at), noise, library.subarray(at)]);
          expect((await codeIn(pieces(damaged, 64))).sm.length).toBeLessThan(20);
        },
      ),
    );
  });
});

describe("GPU code in a layer", () => {
  test("is read from the shared libraries of its tar", async () => {
    const tar = pack();
    tar.entry({ name: "opt/venv/lib/python3/site-packages/x/libx.so" }, library);
    tar.entry(
      { name: "opt/venv/lib/python3/site-packages/x/liby.so.12" },
      fatBinary([{ kind: "sm", architecture: 90, bytes: 8 }]),
    );
    tar.entry({ name: "opt/venv/lib/python3/site-packages/x/data.bin" }, library);
    tar.entry({ name: "opt/venv/lib/python3/site-packages/x/plain.so" }, "nothing");
    tar.finalize();
    const found = await codeInTar(tar as AsyncIterable<Uint8Array>);
    expect([...found.keys()].map((path) => path.split("/").at(-1))).toEqual([
      "libx.so",
      "liby.so.12",
    ]);
    expect(combinedCode(found.values())).toEqual({
      sm: ["7.5", "8.9", "9.0", "12.0"],
      ptx: ["12.0"],
    });
  });

  test("is compared with the catalog's measurement", () => {
    expect(differsFrom(FOUND, FOUND)).toBeUndefined();
    expect(
      differsFrom({ sm: ["7.5", "9.0"], ptx: [] }, { sm: ["7.5", "8.0"], ptx: ["9.0"] }),
    ).toEqual({ more: ["sm 9.0"], less: ["sm 8.0", "ptx 9.0"] });
  });

  test("is held against the catalog's entry for the wheel that the layer's metadata names, the closest where there are several", () => {
    const entry = (sm: readonly string[], cuda?: string) => ({
      package: "x-y",
      versions: ">=2",
      sm,
      ptx: ["12.0"],
      source: "a test",
      ...(cuda === undefined ? {} : { cuda }),
    });
    const wheel = wheelAt("opt/venv/lib/python3/site-packages/x_y-2.1.0+cu128.dist-info/METADATA");
    expect(wheel).toEqual({ name: "x-y", version: "2.1.0+cu128" });
    if (wheel === undefined) throw new Error("no wheel");
    const found = new Map([["libx.so", FOUND]]);
    const against = (...entries: ReturnType<typeof entry>[]) =>
      measured(found, [wheel], [{ architectures: entries }]);
    expect(against(entry(["7.0"], ">=13"), entry(FOUND.sm, "<13"))).toMatchObject({
      against: "x-y",
      together: FOUND,
    });
    expect(against(entry(["7.0"], ">=13"), entry(FOUND.sm, "<13")).differs).toBeUndefined();
    expect(against(entry(["7.0"], ">=13"), entry(["7.5", "8.9"], "<13")).differs).toEqual({
      more: ["sm 12.0"],
      less: [],
    });
    expect(
      measured(found, [{ name: "x-y", version: "1.0" }], [{ architectures: [entry(["7.0"])] }]),
    ).not.toHaveProperty("against");
  });
});
