import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../../action/build/bundle.ts";
import { onCatalogDay } from "../fakes/catalogDay.ts";
import { packageInto } from "../fakes/npmPackage.ts";

const run = promisify(execFile);

let folder = "";
let installed = "";
let user = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dl-env-package-"));
  installed = join(folder, "app/node_modules/dl-env-action");
  user = join(folder, "user");
  await packageInto(installed);
  await mkdir(join(user, "home"), { recursive: true });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The installed command, in the user's own folder, with a home that has nothing. */
const dlEnv = (...argv: string[]): ReturnType<typeof dlEnvWith> => dlEnvWith({}, ...argv);

const dlEnvWith = async (
  env: Readonly<Record<string, string>>,
  ...argv: string[]
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(installed, "bin/dl-env.cjs"), ...argv],
      { cwd: user, env: { PATH: process.env["PATH"] ?? "", HOME: join(user, "home"), ...env } },
      (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });

describe("the package, installed below node_modules without any other", () => {
  test("says its version", async () => {
    const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
      version: string;
    };
    expect(await dlEnv("--version")).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  test("asks for no other package", async () => {
    const own = JSON.parse(await readFile(join(installed, "package.json"), "utf8")) as object;
    expect(own).not.toHaveProperty("dependencies");
    expect(own).not.toHaveProperty("private");
  });

  test("writes a first dl-env.yml where the user stands, and keeps images out of git", async () => {
    await writeFile(join(user, ".gitignore"), "*.log");
    const made = await dlEnv("init", "--with", "numpy,cupy", "--gpu", "any");
    expect(made).toMatchObject({ code: 0, stderr: "" });
    const text = await readFile(join(user, "dl-env.yml"), "utf8");
    expect(text).toMatch(
      /^# yaml-language-server: \$schema=https:\/\/\S+\/docs\/schema\/dl-env\.schema\.json\n/,
    );
    expect(text).toContain("\nto: oci:./images\n");
    expect(text).toContain("\n  numpy-cupy: [numpy, cupy]\n");
    expect(await readFile(join(user, ".gitignore"), "utf8")).toBe("*.log\n/images/\n/.dl-env/\n");
  });

  test("overwrites no dl-env.yml", async () => {
    const before = await readFile(join(user, "dl-env.yml"), "utf8");
    const again = await dlEnv("init", "--with", "torch", "--gpu", "any");
    expect(again).toMatchObject({ code: 2, stdout: "" });
    expect(again.stderr).toContain("[request-exists]");
    expect(await readFile(join(user, "dl-env.yml"), "utf8")).toBe(before);
  });

  test("writes none that could not be read back, and none for what does not exist", async () => {
    for (const [argv, code] of [
      [["--to", "no where"], "wrong-destination"],
      [["--with", "pandsa"], "unknown-library"],
      [["--gpu", "RTX 1"], "unknown-gpu"],
    ] as const) {
      const refused = await dlEnv("init", "--file", "other.yml", "--gpu", "any", ...argv);
      expect(refused.stderr).toContain(`[${code}]`);
      expect(refused.code).toBe(2);
      await expect(readFile(join(user, "other.yml"))).rejects.toThrow("ENOENT");
    }
  });

  test("judges a matrix in that folder, by the catalog that it brings", async () => {
    await writeFile(
      join(user, "old.yml"),
      'to: oci:./images\nmatrix:\n  cuda: ["12.4"]\n  ubuntu: ["24.04"]\n',
    );
    const { code, stdout } = await dlEnvWith(
      { NODE_OPTIONS: await onCatalogDay(folder) },
      "plan",
      "--file",
      "old.yml",
      "--offline",
      "--json",
    );
    expect(code).toBe(1);
    expect(JSON.stringify(JSON.parse(stdout))).toContain("no-base-image");
  });

  test("says in one sentence that a Node is too old, and where there is another", async () => {
    const shim = join(folder, "shim.cjs");
    await writeFile(
      shim,
      `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.19.4" } });\n`,
    );
    const old = run(process.execPath, ["--require", shim, join(installed, "bin/dl-env.cjs")]);
    await expect(old).rejects.toMatchObject({
      code: 3,
      stdout: "",
      stderr: expect.stringMatching(
        /^error: dl-env needs Node 24 or newer, and this is Node 20\.19\.4\.\n {2}Install Node 24, for example: npx [^\n]*\n$/,
      ) as string,
    });
  });
});
