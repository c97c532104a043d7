import { describe, expect, it } from "vitest";
import { archivedWheel } from "../../src/layer/archivedWheel.ts";
import { entryContent } from "../../src/layer/entryContent.ts";
import { contentOf } from "../../src/layer/wheelRecord.ts";
import type { WheelTree } from "../../src/layer/wheelTree.ts";
import { realFiles } from "../../src/system/files.ts";
import { archiveOf, demoWheel, type Packed } from "./wheelFile.ts";
import { collect, folder } from "./world.ts";

const SITE = "opt/venv/lib/python3/site-packages";

const treeOf = async (entries: readonly Packed[]): Promise<WheelTree | undefined> => {
  const path = `${await folder()}/demo-1-py3-none-any.whl`;
  await realFiles.write(path, archiveOf(entries));
  return archivedWheel(realFiles, path);
};

const file = (name: string, text: string, over: Partial<Packed> = {}): Packed => ({
  name,
  bytes: Buffer.from(text),
  ...over,
});

const MODULE = file("demo/__init__.py", "word = 42\n".repeat(9));

describe("a wheel's tree by its file alone", () => {
  it("has paths, modes, launchers and a RECORD as uv installs them for the image", async () => {
    const wheel = demoWheel(
      [
        file("demo/", ""),
        MODULE,
        file("demo/empty.py", "", { method: 0 }),
        file("demo/stored, too.txt", "stored", { method: 0 }),
        file("demo/tool.sh", "#!/bin/sh\n", { mode: 0o100_755 }),
        file("demo/__pycache__/old.cpython-312.pyc", "old"),
        file("demo-1.data/data/share/demo/page.html", "<p>"),
        file("demo-1.data/purelib/more.py", "more = 1\n"),
      ],
      { points: "[console_scripts]\ndemo = demo.cli:App.main\n\n[other]\nx = y z\n" },
    );
    const tree = await treeOf(wheel);
    const texts = new Map<string, string>();
    for (const entry of tree?.entries ?? [])
      texts.set(
        `${entry.path} ${entry.mode.toString(8)}`,
        (await collect(entryContent(realFiles, entry))).toString(),
      );
    const script = `#!/opt/venv/bin/python3
# -*- coding: utf-8 -*-
import sys
from demo.cli import App
if __name__ == "__main__":
    if sys.argv[0].endswith("-script.pyw"):
        sys.argv[0] = sys.argv[0][:-11]
    elif sys.argv[0].endswith(".exe"):
        sys.argv[0] = sys.argv[0][:-4]
    sys.exit(App.main())
`;
    expect(texts.get("opt/venv/bin/demo 775")).toBe(script);
    expect([...texts.keys()].sort()).toEqual([
      "opt/venv/bin/demo 775",
      ...["entry_points.txt", "INSTALLER", "METADATA", "RECORD", "REQUESTED", "WHEEL"]
        .map((name) => `${SITE}/demo-1.dist-info/${name} 664`)
        .sort(),
      `${SITE}/demo/__init__.py 664`,
      `${SITE}/demo/empty.py 664`,
      `${SITE}/demo/stored, too.txt 664`,
      `${SITE}/demo/tool.sh 775`,
      `${SITE}/more.py 664`,
      "opt/venv/share/demo/page.html 664",
    ]);
    expect(texts.get(`${SITE}/demo/__init__.py 664`)).toBe("word = 42\n".repeat(9));
    expect(texts.get(`${SITE}/demo/stored, too.txt 664`)).toBe("stored");
    const { hash, size } = contentOf(Buffer.from(script));
    const record = texts.get(`${SITE}/demo-1.dist-info/RECORD 664`)?.split("\n") ?? [];
    expect(record[0]).toBe(`../../../bin/demo,${hash},${size}`);
    expect(record.map((row) => row.replace(/,sha256=.*/, ""))).toEqual([
      "../../../bin/demo",
      "../../../share/demo/page.html",
      ...["INSTALLER", "METADATA", "RECORD,,", "REQUESTED", "WHEEL", "entry_points.txt"].map(
        (name) => `demo-1.dist-info/${name}`,
      ),
      "demo/__init__.py",
      "demo/__pycache__/old.cpython-312.pyc",
      "demo/empty.py",
      '"demo/stored, too.txt"',
      "demo/tool.sh",
      "more.py",
      "",
    ]);
    expect(tree?.installed.map(({ title, files }) => `${title} ${files.length}`)).toEqual([
      "demo-1 14",
    ]);
  });

  it.each<[string, readonly Packed[], { wheel?: string; points?: string }?]>([
    ["scripts of its own", [file("demo-1.data/scripts/demo", "#!python\n")]],
    ["headers", [file("demo-1.data/headers/demo.h", "h")]],
    ["data among programs", [file("demo-1.data/data/bin/demo", "x")]],
    ["data among another Python's modules", [file("demo-1.data/data/lib/python3.12/x.py", "x")]],
    ["a folder of data with another name", [file("other-1.data/data/share/x", "x")]],
    ["two packages", [file("other-2.dist-info/METADATA", "x")]],
    ["what only installers write", [file("demo-1.dist-info/INSTALLER", "pip")]],
    ["a file twice", [MODULE]],
    ["a file twice, by way of its data", [file("demo-1.data/purelib/demo/__init__.py", "x")]],
    ["a path that leads out", [file("demo/../../x", "x")]],
    ["a path from the root", [file("/etc/x", "x")]],
    ["a path of Windows", [file(String.raw`demo\x`, "x")]],
    ["a name in another encoding", [file("demo/ä.py", "x")]],
    ["a link", [file("demo/link", "x", { mode: 0o120_777 })]],
    ["an encrypted file", [file("demo/x", "x", { flags: 1 })]],
    ["a file packed in another way", [file("demo/x", "x", { method: 12 })]],
    [
      "a file of which only ZIP64 records know the size",
      [file("demo/x", "x", { size: 2 ** 32 - 1 })],
    ],
    ["a file whose own header names another", [file("demo/x", "x", { own: "demo/y" })]],
    ["a stored file with another checksum", [file("demo/x", "x", { method: 0, crc: 1 })]],
    ["another version of the format", [], { wheel: "Wheel-Version: 2.0\n" }],
    ["a launcher with extras", [], { points: "[console_scripts]\na = b:c [d]\n" }],
    ["a launcher of pip's", [], { points: "[console_scripts]\npip = b:c\n" }],
    ["a launcher twice", [], { points: "[console_scripts]\na = b:c\na = b:d\n" }],
  ])("is left to uv where the wheel has %s", async (_, files, texts) => {
    expect(await treeOf(demoWheel([MODULE, ...files], texts))).toBeUndefined();
  });

  it("is left to uv where there is no RECORD, or one without what is moved, or no archive", async () => {
    const isOther = ({ name }: Packed): boolean => !name.endsWith("/RECORD");
    const plain = demoWheel([MODULE]);
    expect(await treeOf(plain)).toBeDefined();
    expect(await treeOf(plain.filter(isOther))).toBeUndefined();
    expect(await treeOf([...plain, file("demo-1.data/data/share/x", "x")])).toBeUndefined();
    expect(await treeOf([])).toBeUndefined();
  });
});
