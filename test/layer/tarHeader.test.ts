import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeBlob } from "../../src/layer/writeBlob.ts";
import {
  bytesEntry,
  directoryEntry,
  hardlinkEntry,
  LAYER_MTIME,
  symlinkEntry,
  type LayerEntry,
} from "../../src/layer/layerEntry.ts";
import { ordered } from "../../src/layer/orderedEntries.ts";
import { readTar } from "../../src/layer/readTar.ts";
import { tarHeader } from "../../src/layer/tarHeader.ts";
import { realFiles } from "../../src/system/files.ts";
import { folder, world } from "./world.ts";

const name = fc
  .stringMatching(/^[^/\0\ud800-\udfff]{1,40}$/u)
  .filter((part) => part !== "." && part !== "..");
const path = fc
  .array(name, { minLength: 1, maxLength: 6 })
  .map((parts) => `opt/venv/${parts.join("/")}`);
const anyEntry = fc.oneof(
  fc
    .record({
      path,
      bytes: fc.uint8Array({ maxLength: 2000 }),
      mode: fc.constantFrom(0o600, 0o644, 0o755, 0o700),
    })
    .map((f) => bytesEntry(f.path, f.mode, f.bytes)),
  fc
    .record({ path, target: fc.oneof(path, name) })
    .map((link) => symlinkEntry(link.path, link.target)),
);

/** Without entries whose path is a folder of another entry. */
const consistent = (entries: readonly LayerEntry[]): LayerEntry[] => {
  const paths = new Set<string>();
  return entries.filter((entry) => {
    const clash = [...paths].some(
      (known) =>
        known === entry.path ||
        known.startsWith(`${entry.path}/`) ||
        entry.path.startsWith(`${known}/`),
    );
    if (!clash) paths.add(entry.path);
    return !clash;
  });
};

const tarOf = async (entries: readonly LayerEntry[]): Promise<{ tar: Buffer; file: string }> => {
  const file = `${await folder()}/layer.tar.gz`;
  await writeBlob(world(), entries, file);
  return { tar: gunzipSync(await readFile(file)), file };
};

describe("canonical tar", () => {
  it("gives any tree back: path, kind, mode, owner, time, target and bytes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEntry, { maxLength: 12 }).map(consistent), async (entries) => {
        const sorted = ordered(entries);
        const { file } = await tarOf(sorted);
        const spool = `${file}.bodies`;
        const read = await readTar(realFiles, file, spool);
        const bodies = await readFile(spool);
        const seen = read.map((entry) => ({
          path: entry.path,
          kind: entry.kind,
          mode: entry.mode,
          uid: entry.uid,
          gid: entry.gid,
          mtime: entry.mtime,
          target: entry.target,
          bytes:
            entry.content?.kind === "file"
              ? bodies
                  .subarray(entry.content.start ?? 0, (entry.content.start ?? 0) + entry.size)
                  .toString("hex")
              : "",
        }));
        expect(seen).toEqual(
          sorted.map((entry) => ({
            path: entry.path,
            kind: entry.kind,
            mode: entry.mode,
            uid: 0,
            gid: 0,
            mtime: LAYER_MTIME,
            target: entry.target,
            bytes:
              entry.content?.kind === "bytes"
                ? Buffer.from(entry.content.bytes).toString("hex")
                : "",
          })),
        );
      }),
      { numRuns: 60 },
    );
  });

  it("has the same bytes in whatever order the entries were found", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .array(anyEntry, { minLength: 1, maxLength: 10 })
          .map(consistent)
          .chain((entries) =>
            fc.tuple(
              fc.constant(entries),
              fc.shuffledSubarray(entries, { minLength: entries.length }),
            ),
          ),
        async ([entries, shuffled]) => {
          expect(
            (await tarOf(ordered(shuffled))).tar.equals((await tarOf(ordered(entries))).tar),
          ).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("is read by the machine's own tar: names over 100 bytes, outside ASCII, with newlines, links of both kinds", async () => {
    const long = `opt/venv/${"ä".repeat(90)}/${"x".repeat(120)}`;
    const entries = ordered([
      bytesEntry(long, 0o644, Buffer.from("long")),
      bytesEntry("opt/venv/line\nbreak", 0o755, Buffer.from("odd")),
      hardlinkEntry("opt/venv/z-hard", 0o644, long),
      symlinkEntry("opt/venv/soft", long),
      bytesEntry("opt/venv/empty", 0o644, new Uint8Array()),
    ]);
    const { tar } = await tarOf(entries);
    const plain = `${await folder()}/plain.tar`;
    await writeFile(plain, tar);
    const script =
      "import sys,tarfile,json\nprint(json.dumps([[m.name,oct(m.mode),m.type.decode(),m.linkname,m.size,m.uid,m.uname] for m in tarfile.open(sys.argv[1])]))";
    const seen = JSON.parse(
      execFileSync("python3", ["-c", script, plain], { encoding: "utf8" }),
    ) as unknown[];
    expect(seen).toContainEqual([long, "0o664", "0", "", 4, 0, ""]);
    expect(seen).toContainEqual(["opt/venv/line\nbreak", "0o775", "0", "", 3, 0, ""]);
    expect(seen).toContainEqual(["opt/venv/z-hard", "0o664", "1", long, 0, 0, ""]);
    expect(seen).toContainEqual(["opt/venv/soft", "0o777", "2", long, 0, 0, ""]);
    const listed = execFileSync("tar", ["-tf", plain, "--quoting-style=literal"], {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C" },
    });
    expect(listed).toContain(long);
    expect(listed).toContain("opt/venv/empty");
  });

  it("says sizes of 8 GiB and more, and large owner ids, in a PAX header", () => {
    const huge = {
      ...bytesEntry("opt/venv/huge", 0o644, new Uint8Array()),
      size: 9 * 2 ** 30,
      uid: 4_000_000,
    };
    const text = Buffer.from(tarHeader(huge)).toString("latin1");
    expect(text).toContain(`size=${9 * 2 ** 30}\n`);
    expect(text).toContain("uid=4000000\n");
    expect(text.length).toBe(3 * 512);
  });

  it("keeps the parents the same in each layer: /opt as Ubuntu has it, what is below open to group 0", () => {
    const modes = ordered([
      bytesEntry("opt/venv/lib/python3/x", 0o644, new Uint8Array()),
      bytesEntry("usr/local/bin/y", 0o755, new Uint8Array()),
    ]);
    expect(
      modes
        .filter(({ kind }) => kind === "directory")
        .map(({ path, mode }) => `${path} ${mode.toString(8)}`),
    ).toEqual([
      "opt 755",
      "opt/venv 775",
      "opt/venv/lib 775",
      "opt/venv/lib/python3 775",
      "usr 755",
      "usr/local 755",
      "usr/local/bin 755",
    ]);
  });

  it.each([
    "bin/sh",
    "lib/x",
    "lib64/x",
    "sbin/x",
    "opt/../etc/passwd",
    "/etc/x",
    "opt//x",
    "opt/venv/.",
    "",
  ])("refuses the path %j", (wrong) => {
    expect(() => ordered([bytesEntry(wrong, 0o644, new Uint8Array())])).toThrowError(
      expect.objectContaining({ code: "layer-path" }),
    );
  });

  it("refuses a path that is a folder and a file at once", () => {
    const entries = [
      bytesEntry("opt/venv/a", 0o644, new Uint8Array()),
      bytesEntry("opt/venv/a/b", 0o644, new Uint8Array()),
    ];
    expect(() => ordered(entries)).toThrowError(expect.objectContaining({ code: "layer-path" }));
  });

  it("fails when a file changes its length while it is read, instead of writing a broken tar", async () => {
    const dir = await folder();
    await writeFile(`${dir}/grown`, "longer than said");
    const entry = {
      ...bytesEntry("opt/venv/grown", 0o644, new Uint8Array()),
      size: 3,
      content: { kind: "file", path: `${dir}/grown` },
    } as const;
    await expect(
      writeBlob(world(), [directoryEntry("opt"), entry], `${dir}/out.tar.gz`),
    ).rejects.toThrow("changed while it was read");
    expect(await realFiles.list(dir)).toEqual(["grown"]);
  });
});
