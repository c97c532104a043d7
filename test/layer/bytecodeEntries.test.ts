import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { bytecodeEntries } from "../../src/layer/bytecodeEntries.ts";
import type { LayerEntry } from "../../src/layer/layerEntry.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { folder } from "./world.ts";

const sys = realSystem();
const PYTHON = execFileSync("python3", ["-c", "import sys; print(sys.executable)"], {
  encoding: "utf8",
}).trim();
const TAG = execFileSync(PYTHON, ["-c", "import sys; print(sys.implementation.cache_tag)"], {
  encoding: "utf8",
}).trim();
const SITE = "opt/venv/lib/python3/site-packages";

const MODULES: Readonly<Record<string, string>> = {
  "pkg/__init__.py": "def name():\n    return __file__\n",
  "pkg/values.py": 'NAMES = {"one", "two", "three"}\nHAS = "one" in {"b", "a", "c", "d"}\n',
  "pkg/python2.py": "print 'no module of Python 3'\n",
  "pkg/tests/test_it.py": "assert True\n",
  "single.py": "VALUE = 1\n",
};

/** Compiles the modules in a folder of this name below a new one. */
const compiled = async (
  name: string,
  modules = MODULES,
): Promise<{ site: string; entries: LayerEntry[] }> => {
  const work = await folder();
  const site = `${work}/${name}/site-packages`;
  for (const [path, text] of Object.entries(modules))
    await sys.files.write(`${site}/${path}`, text);
  const seen = "opt/venv/lib/python3.99/site-packages";
  const entries = await bytecodeEntries(
    { sys, python: PYTHON, work },
    { folder: site, seen, path: SITE },
    { except: "(.*/)?tests?/" },
  );
  return { site, entries };
};

const bytesOf = async (entries: readonly LayerEntry[]): Promise<Record<string, string>> =>
  Object.fromEntries(
    await Promise.all(
      entries.map(async ({ path, content }): Promise<[string, string]> => [
        path,
        content?.kind === "file" ? (await readFile(content.path)).toString("hex") : "",
      ]),
    ),
  );

describe("the bytecode of modules", () => {
  it("lies where Python looks for it; tests and what is no module of this Python have none", async () => {
    const { entries } = await compiled("a");
    expect(entries.map(({ path, mode }) => `${path} ${mode.toString(8)}`).sort()).toEqual([
      `${SITE}/__pycache__/single.${TAG}.pyc 664`,
      `${SITE}/pkg/__pycache__/__init__.${TAG}.pyc 664`,
      `${SITE}/pkg/__pycache__/values.${TAG}.pyc 664`,
    ]);
  });

  it("is the same bytes from another folder, later, and whatever Python's variables say", async () => {
    const first = await bytesOf((await compiled("a")).entries);
    process.env["PYTHONHASHSEED"] = "7";
    process.env["PYTHONOPTIMIZE"] = "2";
    try {
      expect(await bytesOf((await compiled("tests/a+b (c)")).entries)).toEqual(first);
    } finally {
      delete process.env["PYTHONHASHSEED"];
      delete process.env["PYTHONOPTIMIZE"];
    }
    expect(Object.keys(first)).toHaveLength(3);
  });

  it("has the line of each instruction, and no columns", async () => {
    const { entries } = await compiled("a");
    const of = entries.find(({ path }) => path.includes("values"))?.content;
    const look =
      "import marshal, sys; code = marshal.loads(open(sys.argv[1], 'rb').read()[16:]); " +
      "print(sorted({line for _, _, line in code.co_lines() if line}), " +
      "{column for *_, column in getattr(code, 'co_positions', lambda: [(None,)])()})";
    const path = of?.kind === "file" ? of.path : "";
    expect(execFileSync(PYTHON, ["-c", look, path], { encoding: "utf8" }).trim()).toBe(
      "[1, 2] {None}",
    );
  });

  it("names its module as the image has it, and is of no use once the module is edited", async () => {
    const { site, entries } = await compiled("a");
    for (const { path, content } of entries)
      if (content?.kind === "file")
        await sys.files.copy(content.path, `${site}/${path.slice(SITE.length + 1)}`);
    const run = (code: string): string =>
      execFileSync(PYTHON, ["-v", "-B", "-c", code], {
        cwd: site,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      }).trim();
    const kept = "import pkg; print(pkg.__spec__.loader.get_code('pkg').co_filename != '')";
    expect(run(kept)).toBe("True");
    const [pyc = ""] = Object.values(
      await bytesOf(entries.filter(({ path }) => path.includes("single"))),
    );
    expect(Buffer.from(pyc, "hex").toString("latin1")).toContain(
      "/opt/venv/lib/python3.99/site-packages/single.py",
    );
    // Flags of PEP 552: by hash, and checked.
    expect(Buffer.from(pyc, "hex").readUInt32LE(4)).toBe(0b11);
    expect(run("import single; print(single.VALUE)")).toBe("1");
    await sys.files.write(`${site}/single.py`, "VALUE = 2\n");
    expect(run("import single; print(single.VALUE)")).toBe("2");
  });

  it("is refused, with what broke, where the compiler breaks", async () => {
    const work = await folder();
    await sys.files.write(`${work}/python`, "#!/bin/sh\nkill -9 $$\n", 0o755);
    await expect(
      bytecodeEntries(
        { sys, python: `${work}/python`, work },
        { folder: work, seen: "opt/x", path: "x" },
        { except: "tests/" },
      ),
    ).rejects.toMatchObject({ code: "not-compiled" });
  });
});
