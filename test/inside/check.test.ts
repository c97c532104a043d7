import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { classify } from "../../src/smoke/probeOutcomes.ts";
import { readRun } from "../../src/smoke/probeOutput.ts";
import type { RawRun } from "../../src/smoke/probeOutput.ts";

const CHECK = join(import.meta.dirname, "../../image/rootfs/usr/local/lib/dl-env/dl_env_check.py");
const folder = mkdtempSync(join(tmpdir(), "dl-env-probes-"));

const PROBES: Readonly<Record<string, string>> = {
  good: `from dl_env_probe import check, close, expect, fact, skip
@check("import")
def imports():
    fact(version="1.2", parts=["a", 3], nothing=None)
    print("noise on standard output")
@check("later")
def later():
    skip("not in this flavor")
@check("gpu", device="gpu")
def gpu():
    import ctypes
    ctypes.CDLL("libdoesnotexist.so.1")
`,
  wrong: `from dl_env_probe import check, expect
import warnings
@check("answer")
def answer():
    warnings.warn("No visible GPU is found, setting device to CPU.")
    try:
        raise OSError("libcudart.so.13: cannot open shared object file")
    except OSError as cause:
        raise RuntimeError("outer") from cause
`,
  crash: `from dl_env_probe import check
@check("first")
def first():
    pass
@check("second")
def second():
    import os
    os.kill(os.getpid(), 11)
@check("third", device="gpu")
def third():
    pass
`,
  slow: `from dl_env_probe import check
@check("sleep")
def sleep():
    import subprocess
    subprocess.run(["sleep", "60"])
`,
  big: `from dl_env_probe import check
@check("fill")
def fill():
    import time
    kept = bytearray(250_000_000)
    for at in range(0, len(kept), 4096):
        kept[at] = 1
    time.sleep(30)
`,
  exits: `from dl_env_probe import check
@check("exit")
def leave():
    raise SystemExit(0)
`,
  typo: "import dl_env_probe\nthis is not python\n",
};

const run = (args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    execFile(
      "python3",
      [CHECK, "--probes", folder, ...args],
      { env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" } },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr }),
    );
  });

let whole: RawRun;
let code: number;

beforeAll(async () => {
  for (const [name, text] of Object.entries(PROBES))
    writeFileSync(join(folder, `${name}.py`), text);
  const said = await run(["--json", "--timeout", "5", "--memory", "120", "--jobs", "7"]);
  whole = readRun(said.stdout);
  code = said.code;
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rows = (library: string): string[] =>
  whole.rows
    .filter((row) => row.library === library)
    .map((row) => `${row.check} ${row.device} ${row.status}`);

describe("dl-env-check", () => {
  it("reports each check with its facts, and noise does not disturb it", () => {
    expect(rows("good")).toEqual(["import cpu ok", "later cpu skipped", "gpu gpu error"]);
    expect(whole.rows.find((row) => row.library === "good")?.facts).toEqual({
      version: "1.2",
      parts: ["a", 3],
    });
    expect(whole.rows.find((row) => row.check === "later")?.reason).toBe("not in this flavor");
  });
  it("keeps the raw text, its causes and the warnings", () => {
    const [row] = whole.rows.filter((one) => one.library === "wrong");
    expect(row).toMatchObject({
      status: "error",
      error: {
        type: "RuntimeError",
        text: "RuntimeError: outer",
        causes: ["OSError: libcudart.so.13: cannot open shared object file"],
      },
      warnings: ["No visible GPU is found, setting device to CPU."],
    });
  });
  it("survives a crash: what ran is kept, what did not is named", () => {
    expect(rows("crash")).toEqual(["first cpu ok", "second cpu crash", "third gpu not-run"]);
    expect(whole.rows.find((row) => row.check === "second")?.error?.text).toMatch(/SIGSEGV/);
  });
  it("ends what takes too long, with its children, and what takes too much memory", () => {
    expect(rows("slow")).toEqual(["sleep cpu timeout"]);
    expect(rows("big")).toEqual(["fill cpu memory"]);
  });
  it("takes neither an early exit nor a broken probe for success", () => {
    expect(rows("exits")).toEqual(["exit cpu error"]);
    expect(rows("typo")).toEqual(["probe cpu error"]);
    expect(code).toBe(1);
  });
  it("says nothing that the classifier would call unavailable on this host for a broken probe", () => {
    for (const row of whole.rows.filter((one) => one.library !== "good"))
      expect([row.check, classify(row, { host: whole.host }).outcome]).toEqual([
        row.check,
        row.check === "first" ? "pass" : "fail",
      ]);
  });
  it("refuses a library that it has no probe for with status 2, and names those it has", async () => {
    const said = await run(["--library", "tensorflow"]);
    expect(said.code).toBe(2);
    expect(said.stderr).toMatch(
      /there is no probe for tensorflow in .+; there are: big, crash, exits, good/,
    );
  });
  it("prints a table for people", async () => {
    const said = await run(["--library", "good"]);
    expect(said.stdout).toMatch(/^GPU: .+\ngood +import +cpu +ok /);
  });
});
