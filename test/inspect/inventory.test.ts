import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TAR_END, tarHeader, tarPadding, type TarEntry } from "../../src/layer/tarHeader.ts";
import {
  decodeInventory,
  encodeInventory,
  type Inventory,
} from "../../src/inspect/inventory/layerInventory.ts";
import { overlaid } from "../../src/inspect/inventory/overlaidView.ts";
import { takeInventory } from "../../src/inspect/inventory/takeInventory.ts";
import { installedWheel, licenceList } from "../../src/inspect/inventory/installedWheel.ts";
import type { ViewConfig } from "../../src/inspect/imageView.ts";
import { realFiles } from "../../src/system/files.ts";
import { elf, fatBinary } from "./images.ts";

const SITE = "opt/venv/lib/python3/site-packages";
const CONFIG: ViewConfig = { env: {}, entrypoint: [], cmd: [], user: "", labels: {}, history: [] };

interface Member extends Partial<TarEntry> {
  readonly path: string;
  readonly content?: string | Uint8Array;
}

const tarOf = (members: readonly Member[]): Buffer =>
  Buffer.concat([
    ...members.flatMap(({ content, ...given }) => {
      const body = Buffer.from(content ?? "");
      return [
        tarHeader({
          kind: "file",
          mode: 0o644,
          uid: 0,
          gid: 0,
          mtime: 0,
          ...given,
          size: body.length,
        }),
        body,
        tarPadding(body.length),
      ];
    }),
    TAR_END,
  ]);

const idOf = (tar: Uint8Array): string =>
  `sha256:${createHash("sha256").update(tar).digest("hex")}`;

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}

let near = "";
beforeAll(async () => {
  near = await mkdtemp(join(tmpdir(), "dl-env-inventory-"));
});
afterAll(() => rm(near, { recursive: true, force: true }));

const taken = (members: readonly Member[]): Promise<Inventory> => {
  const tar = tarOf(members);
  return takeInventory({ files: realFiles, near }, pieces(tar), idOf(tar));
};

const viewOf = async (...layers: readonly (readonly Member[])[]) =>
  overlaid(
    await Promise.all(
      layers.map(async (members, index) => ({
        inventory: await taken(members),
        title: `layer ${index}`,
      })),
    ),
    CONFIG,
  );

const LAYER: Member[] = [
  { path: "etc/", kind: "directory", mode: 0o755 },
  { path: "etc/shadow", content: "root:*:\n", mode: 0o640 },
  { path: "etc/ld.so.conf", content: "include /etc/ld.so.conf.d/*.conf\n" },
  { path: "usr/share/large", content: Buffer.alloc(5000) },
  { path: `${SITE}/a/b.so`, content: elf(["libc.so.6"], "$ORIGIN/lib") },
  { path: `${SITE}/a/gpu.so`, content: Buffer.concat([elf([]), fatBinary([75, 120])]) },
  { path: `${SITE}/a/cut.so`, content: "no library" },
  {
    path: `${SITE}/a-1.0.dist-info/METADATA`,
    content:
      "Metadata-Version: 2.4\nName: A\nVersion: 1.0\nLicense-Expression: MIT\n\nName: other\n",
  },
  {
    path: `${SITE}/a-1.0.dist-info/RECORD`,
    content: "a/b.so,sha256=x,1\na/gpu.so,,\na-1.0.dist-info/licenses/LICENSE,,\na/__init__.py,,\n",
  },
];

describe("the inventory of a layer", () => {
  it("has every entry, the texts that checks read and no others, what the loader reads of libraries, GPU code and wheels", async () => {
    const { entries, texts, libraries, wheels } = await taken(LAYER);
    expect(
      entries.map(({ path, mode, kind }) => `${path} ${kind} ${mode.toString(8)}`).slice(0, 2),
    ).toEqual(["/etc directory 755", "/etc/shadow file 640"]);
    expect([...texts]).toEqual([
      ["/etc/shadow", "root:*:\n"],
      ["/etc/ld.so.conf", "include /etc/ld.so.conf.d/*.conf\n"],
    ]);
    expect([...libraries.values()]).toEqual([
      { elf: { needed: ["libc.so.6"], runpath: ["$ORIGIN/lib"] } },
      { elf: { needed: [], runpath: [] }, code: { sm: ["7.5", "12.0"], ptx: [] } },
      {},
    ]);
    expect([...wheels]).toEqual([
      [
        `/${SITE}/a-1.0.dist-info`,
        {
          name: "A",
          version: "1.0",
          licence: "MIT",
          files: ["a-1.0.dist-info/licenses/LICENSE"],
          libraries: ["a/b.so", "a/gpu.so"],
        },
      ],
    ]);
  });

  it(
    "is the same from a plain, a gzipped and a Zstandard blob, and reads a library that is too large for memory from disk",
    { timeout: 120_000 },
    async () => {
      const tar = tarOf([
        ...LAYER,
        {
          path: `${SITE}/a/huge.so`,
          content: Buffer.concat([elf(["libm.so.6"]), fatBinary([90]), Buffer.alloc(65 << 20)]),
        },
      ]);
      const one = await takeInventory({ files: realFiles, near }, pieces(tar), idOf(tar));
      expect(one.libraries.get(`/${SITE}/a/huge.so`)).toEqual({
        elf: { needed: ["libm.so.6"], runpath: [] },
        code: { sm: ["9.0"], ptx: [] },
      });
      for (const blob of [gzipSync(tar, { level: 1 }), zstdCompressSync(tar)])
        expect(await takeInventory({ files: realFiles, near }, pieces(blob), idOf(tar))).toEqual(
          one,
        );
      expect(readdirSync(near)).toEqual([]);
    },
  );

  it("is refused when the layer is not the one that the image's config names", async () => {
    await expect(
      takeInventory({ files: realFiles, near }, pieces(tarOf(LAYER)), idOf(Buffer.from("other"))),
    ).rejects.toMatchObject({ code: "layer-differs" });
    expect(readdirSync(near)).toEqual([]);
  });

  it("is read again as it was written, and nothing else is taken for one", async () => {
    const inventory = await taken([
      ...LAYER,
      { path: "l", kind: "symlink", target: "etc" },
      { path: "h", kind: "hardlink", target: "etc/shadow" },
    ]);
    const bytes = encodeInventory(inventory);
    expect(decodeInventory(bytes, inventory.diffId)).toEqual(inventory);
    expect(encodeInventory(inventory)).toEqual(bytes);
    expect(decodeInventory(bytes, idOf(Buffer.from("other")))).toBeUndefined();
    expect(decodeInventory(bytes.subarray(0, 50), inventory.diffId)).toBeUndefined();
    expect(
      decodeInventory(gzipSync('{"format":1,"entries":[[1]]}'), inventory.diffId),
    ).toBeUndefined();
  });
});

describe("layers over each other", () => {
  const base: Member[] = [
    { path: "etc", kind: "directory", mode: 0o755 },
    { path: "etc/shadow", content: "old" },
    { path: "etc/sudoers.d", kind: "directory", mode: 0o755 },
    { path: "etc/sudoers.d/one", content: "one" },
    { path: "root/.ssh/id_rsa", content: "key" },
    { path: "opt/venv", kind: "directory", mode: 0o775 },
  ];
  it("are what a container sees: replaced, removed, emptied, links followed to what they name", async () => {
    const view = await viewOf(base, [
      { path: "etc/shadow", content: "new", mode: 0o600 },
      { path: "etc/.wh.sudoers.d", mode: 0o644 },
      { path: "root/.ssh/.wh..wh..opq" },
      { path: "root/.ssh/authorized_keys", content: "mine" },
      { path: "etc/passwd", kind: "hardlink", target: "etc/shadow" },
    ]);
    expect([...view.entries.keys()].sort()).toEqual([
      "/etc",
      "/etc/passwd",
      "/etc/shadow",
      "/opt/venv",
      "/root/.ssh/authorized_keys",
    ]);
    expect([
      await view.text("/etc/shadow"),
      await view.text("/etc/passwd"),
      await view.text("/etc/sudoers.d/one"),
    ]).toEqual(["new", "new", undefined]);
    expect([view.layerOf("/etc/shadow"), view.layerOf("/etc"), view.layerOf("/nowhere")]).toEqual([
      "layer 1",
      "layer 0",
      undefined,
    ]);
    expect(view.entries.get("/etc/shadow")?.mode).toBe(0o600);
  });
  it("lose what lay below a folder that became a file", async () => {
    const view = await viewOf(base, [{ path: "etc", kind: "symlink", target: "elsewhere" }]);
    expect([...view.entries.keys()].filter((path) => path.startsWith("/etc"))).toEqual(["/etc"]);
  });
  it("have the wheels that are still there", async () => {
    const metadata = (name: string): Member => ({
      path: `${SITE}/${name}-1.dist-info/METADATA`,
      content: `Name: ${name}\nVersion: 1\n`,
    });
    const view = await viewOf(
      [metadata("a"), metadata("b")],
      [{ path: `${SITE}/.wh.a-1.dist-info` }, metadata("c")],
    );
    expect((await view.wheels()).map(({ name }) => name)).toEqual(["b", "c"]);
  });
});

describe("a wheel's licence", () => {
  const licence = (headers: string): string | undefined =>
    installedWheel(`Name: x\nVersion: 1\n${headers}\n`, "")?.licence;
  it.each([
    ["License-Expression: MIT OR Apache-2.0\nLicense: other", "MIT OR Apache-2.0"],
    [
      "Classifier: License :: OSI Approved :: BSD License\nClassifier: Topic :: X\nClassifier: License :: OSI Approved :: MIT License",
      "BSD License, MIT License",
    ],
    ["License: NVIDIA\n  Proprietary\n\tSoftware", "NVIDIA Proprietary Software"],
    [`License: ${"word ".repeat(40)}`, "word ".repeat(16)],
    ["License:\nSummary: y", "unknown"],
    ["", "unknown"],
    ["Summary: y\nthis is no header\nLicense: MIT", "unknown"],
    ["\nLicense: MIT", "unknown"],
  ])("%j is %j", (headers, want) => {
    expect(licence(headers)).toBe(want);
  });
  it("needs a name", () => {
    expect(installedWheel("Version: 1\n", "")).toBeUndefined();
  });
  it("stands in a list that is sorted and the same for the same wheels", () => {
    const wheel = (name: string) => ({
      name,
      version: "1",
      licence: "MIT",
      files: [],
      libraries: [],
    });
    expect(licenceList([wheel("b"), wheel("A")])).toBe(licenceList([wheel("A"), wheel("b")]));
    expect(JSON.parse(licenceList([wheel("b"), wheel("A")]))).toEqual([
      { name: "A", version: "1", licence: "MIT", files: [] },
      { name: "b", version: "1", licence: "MIT", files: [] },
    ]);
  });
});
