import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import {
  installedWheel,
  licenceList,
  type InstalledWheel,
} from "../../src/inspect/inventory/installedWheel.ts";

const CHECK = join(import.meta.dirname, "../../image/rootfs/usr/local/lib/dl-env/dl_env_check.py");
const folder = mkdtempSync(join(tmpdir(), "dl-env-licences-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Wheels whose metadata is told apart only by reading it as Python does. */
const METADATA: Readonly<Record<string, readonly [metadata: string, record: string]>> = {
  "plain-1.0": [
    "Metadata-Version: 2.4\nName: plain\nVersion: 1.0\nLicense-Expression: MIT\nLicense-File: LICENSE\n\nDescription\nLicense: none\n",
    "plain/__init__.py,,\nplain-1.0.dist-info/licenses/LICENSE,sha256=x,10\nplain-1.0.dist-info/METADATA,,\n",
  ],
  "Upper_Case-2.0+cu128": [
    "Name: Upper_Case\nVersion: 2.0+cu128\nLicense: Other\nClassifier: License :: OSI Approved :: BSD License\nClassifier: License :: Other/Proprietary License\n",
    'Upper_Case/eula.txt,,\n"a, b/NOTICE",,\na/copying.py,,\nz/COPYING,,\nz/COPYING,,\n',
  ],
  "folded-3": [
    "Name: folded\nVersion: 3\nLicense: NVIDIA   Proprietary\n        Software: see\n\tthe text \nSummary: x\n",
    "",
  ],
  "long-4": [
    `Name: long\nVersion: 4\nLicense: ${"Ünïcödé 漢字 🙂 ".repeat(20)}\n`,
    "long-4.dist-info/License.txt,,\n",
  ],
  "windows-5": [
    "Name: windows\r\nVersion: 5\r\nLicense: MIT\r\n\r\ntext\r\n",
    "windows-5.dist-info\\LICENSE,,\r\n",
  ],
  "broken-6": [
    "Name: broken\nVersion: 6\nLicense: first line\nsecond line without indent\nClassifier: License :: OSI Approved :: MIT License\n",
    "",
  ],
  "silent-7": [
    "Name: silent\nVersion: 7\nLicense:\nLicense-Expression:\n",
    "../../../bin/silent,,\n../../../share/doc/licence.md,,\n",
  ],
};

const written = (): readonly InstalledWheel[] =>
  Object.entries(METADATA).flatMap(([stem, [metadata, record]]) => {
    const info = join(folder, `${stem}.dist-info`);
    mkdirSync(info, { recursive: true });
    writeFileSync(join(info, "METADATA"), metadata);
    writeFileSync(join(info, "RECORD"), record);
    return installedWheel(metadata, record) ?? [];
  });

/** dl-env-check in a Python that sees nothing but the folder and its own library. */
const asked = (): string =>
  execFileSync(
    "python3",
    [
      "-I",
      "-S",
      "-B",
      "-X",
      "utf8",
      "-c",
      "import runpy, sys; sys.path.append(sys.argv[1]); sys.argv = sys.argv[2:]; runpy.run_path(sys.argv[0], run_name='__main__')",
      folder,
      CHECK,
      "--licences",
      "--json",
    ],
    { encoding: "utf8" },
  );

describe("the list of wheels with licences", () => {
  it("is the same byte by byte, read by Python in an image and from the layers of a linked one", () => {
    const wheels = written();
    expect(wheels).toHaveLength(Object.keys(METADATA).length);
    expect(asked()).toBe(licenceList(wheels));
  });
  it("says what each wheel says", () => {
    const rows = JSON.parse(licenceList(written())) as {
      name: string;
      licence: string;
      files: string[];
    }[];
    expect(rows.map(({ name, licence, files }) => [name, licence.slice(0, 36), files])).toEqual([
      ["broken", "first line", []],
      ["folded", "NVIDIA Proprietary Software: see the", []],
      ["long", "Ünïcödé 漢字 🙂 Ünïcödé 漢字 🙂 Ünïcödé ", ["long-4.dist-info/License.txt"]],
      ["plain", "MIT", ["plain-1.0.dist-info/licenses/LICENSE"]],
      ["silent", "unknown", ["../../../share/doc/licence.md"]],
      [
        "Upper_Case",
        "BSD License, Other/Proprietary Licen",
        ["Upper_Case/eula.txt", "a, b/NOTICE", "z/COPYING"],
      ],
      ["windows", "MIT", ["windows-5.dist-info\\LICENSE"]],
    ]);
  });
});
