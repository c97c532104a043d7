import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { baitServer, layBait, SECRET, type Bait } from "../hostile/bait.ts";

const ROOT = join(import.meta.dirname, "../..");
const NODE = join(ROOT, "node_modules/.bin/node");

let root = "";
let bait: Bait;
let server: Awaited<ReturnType<typeof baitServer>>;

beforeAll(async () => {
  server = await baitServer();
  root = await realpath(await mkdtemp(join(tmpdir(), "dl-env-bait-")));
  bait = await layBait(root, server.url);
  for (const path of ["catalog/newest.yml", "containerfiles"]) await rm(join(bait.top, path));
});
afterAll(async () => {
  await server.close();
  await rm(root, { recursive: true, force: true });
});

/**
 * Makes the tools of a wheel layer and one layer's tree with them, below the repository: uv is
 * fetched, a Python found, a wheel installed.
 */
const LAYER = `
import { loadCatalog } from "${ROOT}/src/catalog/load.ts";
import { ensureUv, interpreterFor } from "${ROOT}/src/resolve/uv.ts";
import { newestReleases } from "${ROOT}/src/resolve/newestReleases.ts";
import { realSystem } from "${ROOT}/src/system/realSystem.ts";
const sys = realSystem();
const { hostUv, uv } = await loadCatalog(sys, "catalog");
if (uv.version !== "9.9.9") throw new Error("the repository's catalog was not read");
const work = await sys.files.makeTemp("w-", process.cwd() + "/.cache/w");
const found = await ensureUv(sys, hostUv);
const python = await interpreterFor(sys, found, work);
const { stdout } = await sys.processes.run([python, "-I", "-c", "import sys; print(sys.version_info[0])"], { cwd: work });
const newest = await newestReleases(sys, { tool: hostUv, packages: ["tqdm"], pythons: ["3.12"], platform: "x86_64-manylinux_2_35" });
console.log(JSON.stringify({ path: found.path, python: stdout.trim(), tqdm: newest.found.has("tqdm") }));
`;

const started = (
  argv: readonly string[],
  trace: string,
): Promise<{ code: number | null; output: string }> =>
  new Promise((resolve, reject) => {
    const hasStrace = spawnSync("strace", ["-V"]).status === 0;
    const whole = hasStrace
      ? ["strace", "-f", "-qq", "-s", "4096", "-e", "trace=execve", "-o", trace, NODE, ...argv]
      : [NODE, ...argv];
    const child = spawn(whole[0] ?? "", whole.slice(1), {
      cwd: bait.top,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: 600_000,
      env: {
        ...process.env,
        PATH: [".", "", bait.top, `${bait.top}/.venv/bin`, process.env["PATH"] ?? ""].join(":"),
        HOME: join(root, "home"),
        RUNNER_TOOL_CACHE: join(root, "tool-cache"),
        XDG_CACHE_HOME: join(bait.top, ".cache"),
        VIRTUAL_ENV: join(bait.top, ".venv"),
        PYTHONPATH: bait.top,
        UV_PYTHON: join(bait.top, "python3"),
        UV_PROJECT: bait.top,
      },
    });
    let output = "";
    child.stdout.on("data", (part: Buffer) => (output += part.toString("utf8")));
    child.stderr.on("data", (part: Buffer) => (output += part.toString("utf8")));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });

/**
 * Programs below the repository that were started, our private folders in it excepted, as strace
 * saw it; none where there is no strace.
 */
const startedBelow = async (trace: string): Promise<string[]> => {
  const text = await readFile(trace, "utf8").catch(() => "");
  return [...text.matchAll(/execve\("([^"]+)".* = 0$/gm)]
    .map(([, path = ""]) => path)
    .filter((path) => path.startsWith(`${bait.top}/`) || !path.startsWith("/"))
    .filter((path) => !path.startsWith(`${bait.top}/.cache/`));
};

test("a real uv that is fetched, asked and run below a repository full of bait takes nothing of it", async () => {
  const trace = join(root, "trace-uv");
  await writeFile(join(root, "layer.mts"), LAYER);
  const { code, output } = await started([join(root, "layer.mts")], trace);
  expect(code === 0 ? "" : output).toBe("");
  expect(JSON.parse(output.trim().split("\n").at(-1) ?? "")).toEqual({
    path: expect.stringContaining(join(root, "tool-cache")) as string,
    python: "3",
    tqdm: true,
  });
  expect(bait.taken()).toEqual([]);
  expect(server.asked.filter((path) => path.startsWith("/bait/"))).toEqual([]);
  expect(await startedBelow(trace)).toEqual([]);
});

test.each([["lock"], ["plan"], ["check"]])(
  "dl-env %s with a real uv and this machine's engines takes nothing of it",
  async (command) => {
    const trace = join(root, `trace-${command}`);
    const { code, output } = await started([join(ROOT, "src/cli.ts"), command], trace);
    expect(code).not.toBeNull();
    expect(output).not.toContain("[no-uv]");
    expect(output).not.toContain(SECRET);
    expect(bait.taken()).toEqual([]);
    expect(server.asked.filter((path) => path.startsWith("/bait/"))).toEqual([]);
    expect(await startedBelow(trace)).toEqual([]);
  },
);
