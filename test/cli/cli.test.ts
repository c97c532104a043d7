import { execFile, spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const CLI = join(ROOT, "src/cli.ts");

let dir = "";
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "dle-cli-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const environment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  XDG_CACHE_HOME: join(dir, "cache"),
  TMPDIR: dir,
});

const run = (argv: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [CLI, ...argv],
      { cwd: dir, env: environment() },
      (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });

const problemsIn = (stdout: string): unknown =>
  (JSON.parse(stdout) as { problems: unknown }).problems;

test("--version is package.json's", async () => {
  const { version } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8")) as {
    version: string;
  };
  expect(await run(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
});

test("without a command it shows help on standard error, and is not done", async () => {
  const { code, stdout, stderr } = await run([]);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("Commands:");
  expect((await run(["--help"])).stdout).toContain("Commands:");
});

test("what the reader of a pipe does not want is no error", async () => {
  await writeFile(join(dir, "pipe.sh"), '"$1" "$2" plan --json 2> err | true\necho done\n');
  const shell = spawn("sh", ["pipe.sh", process.execPath, CLI], {
    cwd: dir,
    env: environment(),
    stdio: "ignore",
  });
  await new Promise((resolve) => shell.once("close", resolve));
  expect(await readFile(join(dir, "err"), "utf8")).toMatch(
    /^error: There is no file dl-env.yml. \[no-request\]\n {2}Write one: dl-env init\n.*\n$/,
  );
});

test("help that nobody reads to its end is no error", async () => {
  await writeFile(join(dir, "help.sh"), '"$1" "$2" --help 2> err | true\n');
  const shell = spawn("sh", ["help.sh", process.execPath, CLI], {
    cwd: dir,
    env: environment(),
    stdio: "ignore",
  });
  await new Promise((resolve) => shell.once("close", resolve));
  expect(await readFile(join(dir, "err"), "utf8")).toBe("");
});

test("an output that cannot be written is told, without a stack", async () => {
  await writeFile(
    join(dir, "full.sh"),
    '"$1" "$2" --help > /dev/full 2> err\necho $? > code\n"$1" "$2" plan --json > /dev/full 2> err\necho $? > code\n',
  );
  const shell = spawn("sh", ["full.sh", process.execPath, CLI], {
    cwd: dir,
    env: environment(),
    stdio: "ignore",
  });
  await new Promise((resolve) => shell.once("close", resolve));
  expect([
    await readFile(join(dir, "code"), "utf8"),
    await readFile(join(dir, "err"), "utf8"),
  ]).toEqual([
    "3\n",
    expect.stringMatching(
      /error: The output cannot be written \(ENOSPC\)\. \[file-system\]\n {2}.*df -h\n$/,
    ),
  ]);
});

describe("with --json every failure is one JSON document on standard output, and words on standard error", () => {
  test.each([
    ["an unknown command", ["plna", "--json"], 2, "wrong-usage"],
    ["an unknown option", ["plan", "--json", "--nope"], 2, "wrong-usage"],
    ["a wrong choice", ["plan", "--json", "--engine", "banana"], 2, "wrong-usage"],
    ["an empty value", ["plan", "--json", "--cells", ""], 2, "wrong-option"],
    ["no request", ["plan", "--json"], 2, "no-request"],
    [
      "a destination that is none",
      ["plan", "--json", "--offline", "--file", "ok.yml", "--to", "oci"],
      2,
      "wrong-destination",
    ],
  ])("%s", async (_what, argv, exit, code) => {
    await writeFile(
      join(dir, "ok.yml"),
      'to: oci:./images\nmatrix:\n  cuda: ["12.8"]\n  ubuntu: ["24.04"]\n',
    );
    const result = await run(argv);
    expect(result.code).toBe(exit);
    expect(problemsIn(result.stdout)).toMatchObject([
      { code, message: expect.stringMatching(/\.$/) as string, hint: expect.any(String) as string },
    ]);
    expect(result.stderr).toContain(`[${code}]`);
  });

  test("a wrong destination of the command line is not blamed on the file", async () => {
    await writeFile(
      join(dir, "ok.yml"),
      'to: oci:./images\nmatrix:\n  cuda: ["12.8"]\n  ubuntu: ["24.04"]\n',
    );
    const { stderr } = await run(["plan", "--offline", "--file", "ok.yml", "--to", "images"]);
    expect(stderr).toMatch(
      /^error: --to: The destination is neither .* \[wrong-destination\]\n {2}Did you mean the folder oci:images/,
    );
  });
});

describe("a run that is interrupted", () => {
  /**
   * A program that does not end by itself and, like uv under a terminal's Ctrl-C, may have a child.
   */
  const slow = async (): Promise<string> => {
    // Outside the working folder, in which no program is looked for.
    const bin = join(dir, "bin");
    await mkdir(bin);
    await mkdir(join(dir, "work"));
    await writeFile(
      join(bin, "nvidia-smi"),
      `#!/bin/sh\nsleep 61 &\necho $$ $! > ${join(dir, "pids")}\nwait\n`,
    );
    await chmod(join(bin, "nvidia-smi"), 0o755);
    return bin;
  };

  const until = async (found: () => Promise<boolean>): Promise<void> => {
    for (let tries = 0; tries < 4000 && !(await found()); tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 25));
  };

  const lives = (pid: number): boolean => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)(
    "by %s ends what it started, says how to go on, and exits with %d",
    async (signal, code) => {
      const bin = await slow();
      const env = { ...environment(), PATH: `${bin}:${process.env["PATH"] ?? ""}` };
      const child = spawn(process.execPath, [CLI, "doctor", "--json"], {
        cwd: join(dir, "work"),
        env,
        stdio: ["ignore", "pipe", "pipe"],
      });
      const said = { out: "", err: "" };
      child.stdout.on("data", (chunk) => (said.out += String(chunk)));
      child.stderr.on("data", (chunk) => (said.err += String(chunk)));
      const pids = (): Promise<number[]> =>
        readFile(join(dir, "pids"), "utf8").then(
          (text) => text.trim().split(" ").map(Number),
          () => [],
        );
      await until(async () => (await pids()).length === 2);
      child.kill(signal);
      expect(await new Promise((resolve) => child.once("close", resolve))).toBe(code);
      expect(said.err).toMatch(
        new RegExp(
          `Interrupted by ${signal} after .* s\\. Finished work is kept, .*\\[interrupted\\]\n {2}Continue by typing the same command again: dl-env doctor --json\n$`,
        ),
      );
      expect(problemsIn(said.out)).toMatchObject([{ code: "interrupted" }]);
      const started = await pids();
      await until(() => Promise.resolve(!started.some(lives)));
      expect(started.map(lives)).toEqual([false, false]);
    },
  );

  test("what a killed run left is swept by the next", async () => {
    const { mark } = await import("../../src/system/processOwner.ts");
    const gone = `${mark().slice(0, 4)}${(2 ** 22 - 1).toString(36)}`;
    await mkdir(join(dir, `cache/dl-env/tmp/w-${gone}-abcdef/deep`), { recursive: true });
    await mkdir(join(dir, `dl-env-load-${gone}-abcdef`));
    await mkdir(join(dir, `cache/dl-env/tmp/w-${mark()}-abcdef`));
    await run(["plan"]);
    expect(await readdir(join(dir, "cache/dl-env/tmp"))).toEqual([`w-${mark()}-abcdef`]);
    expect((await readdir(dir)).filter((name) => name.startsWith("dl-env-load"))).toEqual([]);
  });
});

test("init takes its answers from a pipe, and what that does not say from what is written behind each question", async () => {
  await writeFile(join(dir, "init.sh"), 'printf "$3" | "$1" "$2" init --json\n');
  const init = (answers: string): Promise<string> =>
    new Promise((resolve) => {
      const argv = ["init.sh", process.execPath, CLI, answers];
      execFile("sh", argv, { cwd: dir, env: environment() }, (_, stdout) => resolve(stdout));
    });
  expect(JSON.parse(await init("oci:./out\\nnumpy\\nany\\n"))).toMatchObject({ gpu: "any" });
  const text = await readFile(join(dir, "dl-env.yml"), "utf8");
  expect(text).toMatch(/^to: oci:\.\/out$[^]*^ {2}set: \[numpy\]$/m);
  await rm(join(dir, "dl-env.yml"));
  // A last line without its end.
  await init("oci:./two\\nnumpy");
  expect(await readFile(join(dir, "dl-env.yml"), "utf8")).toMatch(/^to: oci:\.\/two$/m);
  await rm(join(dir, "dl-env.yml"));
  await init("");
  expect(await readFile(join(dir, "dl-env.yml"), "utf8")).toMatch(
    /^to: oci:\.\/images$[^]*^ {2}set: \[torch\]$/m,
  );
}, 60_000);
