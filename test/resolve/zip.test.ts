import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { fileInZip } from "../../src/resolve/zip.ts";
import { zipOf } from "../fakes/zip.ts";

const FILES = { "a.txt": "x".repeat(5000), "b/ü.txt": "é", "c/empty": "" };

const PYTHON = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as made:
    made.comment = b"PK\\x05\\x06 in a comment"
    made.writestr("a.txt", "x" * 5000)
    made.writestr("b/\\u00fc.txt", "\\u00e9")
    made.writestr(zipfile.ZipInfo("c/empty"), "")
`;

test("a file is read out of an archive as it was put in, packed or stored", () => {
  for (const [name, text] of Object.entries(FILES))
    expect(fileInZip(zipOf(FILES), name)?.toString("utf8")).toBe(text);
  expect(fileInZip(zipOf(FILES), "b")).toBeUndefined();
});

test("and out of one that Python's zipfile made", () => {
  const folder = mkdtempSync(join(tmpdir(), "dl-env-zip-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  execFileSync("python3", ["-I", "-c", PYTHON, join(folder, "made.zip")]);
  const made = readFileSync(join(folder, "made.zip"));
  for (const [name, text] of Object.entries(FILES))
    expect(fileInZip(made, name)?.toString("utf8")).toBe(text);
});

test("bytes that are no archive, or a part of one, are refused", () => {
  const whole = zipOf(FILES);
  expect(() => fileInZip(new Uint8Array(), "a.txt")).toThrow("not a zip archive");
  expect(() => fileInZip(Buffer.from("x".repeat(100)), "a.txt")).toThrow("not a zip archive");
  expect(() => fileInZip(whole.subarray(0, whole.length - 30), "a.txt")).toThrow(
    "not a zip archive",
  );
  expect(() => fileInZip(whole.subarray(40), "a.txt")).toThrow(/damaged|range/);
});
