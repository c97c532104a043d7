import { mkdirSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ensureUv, interpreterFor } from "../../src/resolve/uv.ts";
import type { RunResult } from "../../src/system/ports.ts";
import { makeWorld, quiet, tool } from "./world.ts";

const says = (version: string): RunResult => ({
  ...quiet,
  stdout: `uv ${version} (x86_64-unknown-linux-gnu)\n`,
});

/** pip and zipfile, as far as fetching uv needs them. */
const python = (argv: readonly string[]): RunResult => {
  if (argv.includes("zipfile")) {
    const scripts = `${argv.at(-1)}/uv-${tool.version}.data/scripts`;
    mkdirSync(scripts, { recursive: true });
    writeFileSync(`${scripts}/uv`, "#!/bin/sh\n");
  }
  return quiet;
};

describe("uv", () => {
  test("on PATH in the pinned version is used", async () => {
    const { sys } = makeWorld({ run: () => says("0.13.8") });
    expect(await ensureUv(sys, tool)).toEqual({ path: "/usr/bin/uv", version: "0.13.8" });
  });

  test("of another version on PATH is passed by, and the pinned one is fetched once by pip with its sha256", async () => {
    const world = makeWorld({
      run: (argv) =>
        argv[0] === "/usr/bin/python3"
          ? python(argv)
          : says(argv[0] === "/usr/bin/uv" ? "0.9.0" : tool.version),
    });
    const uv = await ensureUv(world.sys, tool);
    expect(uv.path).toMatch(/tools\/uv\/0\.13\.8\/[^/]+\/uv$/);
    const download = world.runs.find(({ argv }) => argv.includes("download"))?.argv ?? [];
    expect(download).toContain("--require-hashes");
    expect(download.join(" ")).not.toContain(tool.wheelSha256);
    const before = world.runs.length;
    expect(await ensureUv(world.sys, tool)).toEqual(uv);
    expect(world.runs.slice(before).some(({ argv }) => argv.includes("pip"))).toBe(false);
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

  test("on a machine without Python says so", async () => {
    await expect(ensureUv(makeWorld({ programs: [] }).sys, tool)).rejects.toThrow(
      "there is no python3",
    );
  });
});

describe("the throw-away interpreter", () => {
  const uv = { path: "/usr/bin/uv", version: "0.13.8" };

  test("is made by uv venv without downloading a Python", async () => {
    const world = makeWorld();
    expect(await interpreterFor(world.sys, uv, "/tmp/x")).toBe("/tmp/x/py/bin/python3");
    expect(world.runs[0]).toMatchObject({
      argv: ["/usr/bin/uv", "venv", "--quiet", "--no-project", "/tmp/x/py"],
      env: { UV_PYTHON_DOWNLOADS: "never" },
    });
  });

  test("is refused under a path that is too long for the first line of a script", async () => {
    await expect(
      interpreterFor(makeWorld().sys, uv, `/tmp/${"x".repeat(120)}`),
    ).rejects.toMatchObject({ code: "path-too-long" });
  });
});
