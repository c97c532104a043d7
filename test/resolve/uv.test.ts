import { createHash } from "node:crypto";
import { lstatSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { ensureUv, interpreterFor, uvOnce } from "../../src/resolve/uv.ts";
import type { RunResult } from "../../src/system/ports.ts";
import type { PinnedWheel } from "../../src/catalog/facts.ts";
import { zipOf } from "../fakes/zip.ts";
import { makeWorld, quiet, tool, type World } from "./world.ts";

const says = (version: string): RunResult => ({
  ...quiet,
  stdout: `uv ${version} (x86_64-unknown-linux-gnu)\n`,
});

const PROGRAM = "#!/bin/sh\nexit 0\n";

/** A wheel of uv as small as it can be, and the tool whose wheel it is. */
const wheelOf = (program = PROGRAM): { bytes: Uint8Array; pinned: PinnedWheel } => {
  const path = `uv-${tool.version}.data/scripts/uv`;
  const hash = createHash("sha256").update(program).digest("base64url");
  const bytes = zipOf({
    [path]: program,
    [`uv-${tool.version}.dist-info/RECORD`]: `${path},sha256=${hash},${program.length}\n`,
  });
  const wheelSha256 = createHash("sha256").update(bytes).digest("hex");
  return { bytes, pinned: { ...tool, wheelSha256 } };
};

/** pip, as far as fetching uv needs it. */
const pip = (argv: readonly string[], bytes: Uint8Array): RunResult => {
  writeFileSync(join(argv.at(-1) ?? "", tool.wheelFile), bytes);
  return quiet;
};

/** A machine without the pinned uv, where pip downloads these bytes. */
const machine = (bytes: Uint8Array) =>
  makeWorld({
    run: (argv) =>
      argv[0] === "/usr/bin/python3"
        ? pip(argv, bytes)
        : says(argv[0] === "/usr/bin/uv" ? "0.9.0" : tool.version),
  });

const downloads = (world: World): number =>
  world.runs.filter(({ argv }) => argv.includes("download")).length;

describe("uv", () => {
  test("on PATH in the pinned version is used", async () => {
    const { sys } = makeWorld({ run: () => says("0.13.8") });
    expect(await ensureUv(sys, tool)).toEqual({ path: "/usr/bin/uv", version: "0.13.8" });
  });

  test("of another version on PATH is passed by, and the pinned one is fetched once by pip with its sha256", async () => {
    const { bytes, pinned } = wheelOf();
    const world = machine(bytes);
    const uv = await ensureUv(world.sys, pinned);
    expect(uv.path).toMatch(/tools\/uv\/0\.13\.8\/[^/]+\/uv$/);
    expect(await world.sys.files.readText(uv.path)).toBe(PROGRAM);
    expect((await world.sys.files.stat(uv.path))?.mode).toBe(0o755);
    const download = world.runs.find(({ argv }) => argv.includes("download"))?.argv ?? [];
    expect(download).toContain("--require-hashes");
    expect(download.join(" ")).not.toContain(pinned.wheelSha256);
    const before = world.runs.length;
    expect(await ensureUv(world.sys, pinned)).toEqual(uv);
    expect(world.runs.slice(before).some(({ argv }) => argv.includes("pip"))).toBe(false);
  });

  test("is fetched by an isolated Python that starts in a private folder, and by no other", async () => {
    const { bytes, pinned } = wheelOf();
    const world = machine(bytes);
    await ensureUv(world.sys, pinned);
    const pythons = world.runs.filter(({ argv }) => argv[0] === "/usr/bin/python3");
    expect(pythons.map(({ argv }) => argv[1])).toEqual(["-I"]);
    expect(pythons[0]?.cwd).toMatch(/\/dl-env-uv-[^/]+$/);
    expect(await world.sys.files.stat(pythons[0]?.cwd ?? "")).toBeUndefined();
    for (const { cwd } of world.runs) expect(cwd).not.toBe(world.sys.env.cwd);
  });

  test("whose wheel is not the catalog's, byte for byte, is not unpacked", async () => {
    const world = machine(wheelOf("another program").bytes);
    await expect(ensureUv(world.sys, wheelOf().pinned)).rejects.toMatchObject({
      code: "no-uv",
      message: expect.stringContaining("its wheel has the sha256") as string,
    });
    expect(await world.sys.files.list(`${world.home}/tools/uv`)).toEqual([]);
  });

  const poisons: readonly [string, (folder: string) => void][] = [
    ["another program", (folder) => writeFileSync(join(folder, "uv"), "#!/bin/sh\nexit 1\n")],
    [
      "a link to another program",
      (folder) => {
        writeFileSync(join(folder, "real"), PROGRAM);
        rmSync(join(folder, "uv"));
        symlinkSync("real", join(folder, "uv"));
      },
    ],
    [
      "a program with a wheel of its own",
      (folder) => {
        writeFileSync(join(folder, "uv"), "evil");
        writeFileSync(join(folder, tool.wheelFile), wheelOf("evil").bytes);
      },
    ],
    ["no wheel", (folder) => rmSync(join(folder, tool.wheelFile))],
    [
      "a wheel that is no zip archive",
      (folder) => writeFileSync(join(folder, tool.wheelFile), "x"),
    ],
    ["no program", (folder) => rmSync(join(folder, "uv"))],
  ];
  test.each(poisons)("in a tool cache that was given %s is fetched anew", async (_what, poison) => {
    const { bytes, pinned } = wheelOf();
    const world = machine(bytes);
    const { path } = await ensureUv(world.sys, pinned);
    poison(dirname(path));
    expect((await ensureUv(world.sys, pinned)).path).toBe(path);
    expect(downloads(world)).toBe(2);
    expect(readFileSync(path, "utf8")).toBe(PROGRAM);
    expect(lstatSync(path).isFile()).toBe(true);
  });

  test("that cannot be fetched ends in one sentence and something to type, and leaves nothing in the tool cache", async () => {
    const { sys, home } = makeWorld({
      programs: ["python3"],
      run: () => ({
        ...quiet,
        code: 1,
        stderr: "noise\nERROR: THESE PACKAGES DO NOT MATCH THE HASHES\n",
      }),
    });
    await expect(ensureUv(sys, tool)).rejects.toMatchObject({
      code: "no-uv",
      exit: 3,
      hint: expect.stringMatching(/: python3 -m pip install uv==0\.13\.8$/) as string,
    });
    expect(await sys.files.list(`${home}/tools/uv`)).toEqual([]);
  });

  test("is looked for once in the life of a process, however many ask", async () => {
    const { bytes, pinned } = wheelOf();
    const world = machine(bytes);
    const found = await Promise.all([uvOnce(world.sys, pinned), uvOnce(world.sys, pinned)]);
    const after = world.runs.length;
    expect(await uvOnce({ ...world.sys }, pinned)).toBe(found[0]);
    expect(found[1]).toBe(found[0]);
    expect(downloads(world)).toBe(1);
    expect(world.runs).toHaveLength(after);
  });

  test("on a machine without Python says so", async () => {
    await expect(ensureUv(makeWorld({ programs: [] }).sys, tool)).rejects.toThrow(
      "there is no python3",
    );
  });
});

/** What a repository has to say is not heard. */
const PRIVATE = ["--quiet", "--no-config", "--no-project"];

describe("the throw-away interpreter", () => {
  const uv = { path: "/usr/bin/uv", version: "0.13.8" };

  test("is made by uv venv without downloading a Python", async () => {
    const world = makeWorld();
    expect(await interpreterFor(world.sys, uv, "/tmp/x")).toBe("/tmp/x/py/bin/python3");
    expect(world.runs[0]).toMatchObject({
      argv: ["/usr/bin/uv", "venv", ...PRIVATE, "--python", "3", "/tmp/x/py"],
      cwd: "/tmp/x",
      env: { UV_PYTHON_DOWNLOADS: "never" },
    });
  });

  test("is refused under a path that is too long for the first line of a script", async () => {
    await expect(
      interpreterFor(makeWorld().sys, uv, `/tmp/${"x".repeat(120)}`),
    ).rejects.toMatchObject({ code: "path-too-long" });
  });
});
