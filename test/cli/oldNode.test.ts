import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

let dir = "";
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "dle-node-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** What the command says when it runs on a Node of this version. */
const runAs = async (
  version: string,
): Promise<{ code: number; stdout: string; stderr: string }> => {
  const shim = join(dir, "shim.cjs");
  await writeFile(
    shim,
    `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } });\n`,
  );
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["--require", shim, join(ROOT, "bin/dl-env.cjs"), "--version"],
      (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
};

const readPackage = async (): Promise<{
  version: string;
  engines: { node: string };
  bin: Record<string, string>;
  scripts: Record<string, string>;
}> => JSON.parse(await readFile(join(ROOT, "package.json"), "utf8")) as never;

describe("the Node that dl-env runs on", () => {
  test.each(["9.11.2", "20.19.4", "22.18.0"])("%s is refused in one sentence", async (version) => {
    const { code, stdout, stderr } = await runAs(version);
    expect([code, stdout]).toEqual([3, ""]);
    expect(stderr).toBe(
      `error: dl-env needs Node 24 or newer, and this is Node ${version}.\n  Use the one that npm ci installs: npm run -s dl-env -- --help\n`,
    );
  });

  test.each(["24.0.0", "26.1.0"])("%s is taken", async (version) => {
    const { version: own } = await readPackage();
    expect(await runAs(version)).toEqual({ code: 0, stdout: `${own}\n`, stderr: "" });
  });

  test("is what package.json asks for, and every way to start it goes through the check", async () => {
    const { engines, bin, scripts } = await readPackage();
    expect(engines.node).toBe(">=24");
    expect(bin["dl-env"]).toBe("bin/dl-env.cjs");
    expect([scripts["start"], scripts["dl-env"]]).toEqual([
      "node bin/dl-env.cjs demo",
      "node bin/dl-env.cjs",
    ]);
  });
});
