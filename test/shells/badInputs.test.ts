import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { codeCache } from "../codeCache.ts";
import { commandNamed } from "../../src/action/commandTable.ts";
import { readInputs } from "../../src/action/inputs.ts";
import { runStep } from "../../src/action/runStep.ts";
import { contextOf } from "../../src/action/stepContext.ts";
import { fail } from "../../src/cli/perform.ts";
import { makeProgram } from "../../src/cli/program.ts";
import type { ActionsHost } from "../../src/system/actionsHost.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { shell } from "../../src/system/shell.ts";
import { visibleText } from "../../src/text/visible.ts";
import { runAction } from "../bundle/runner.ts";

const ROOT = join(import.meta.dirname, "../..");

interface Input {
  readonly command?: "plan" | "lock" | "generate" | "build" | "smoke" | "promote";
  readonly file?: string;
  /** As inputs of the action and options of the command line. */
  readonly given?: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly prepare?: (folder: string) => Promise<void>;
}

const SMALL = 'to: oci:./images\nmatrix:\n  cuda: ["12.8"]\n  ubuntu: ["24.04"]\n';
const request = (text: string): Input => ({ files: { "dl-env.yml": text } });
const catalog = (files: Readonly<Record<string, string>>): Input => ({
  files: {
    "dl-env.yml": `${SMALL}catalog: ./catalog\n`,
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`catalog/${name}`, text])),
  },
});
const library = (more: string): Input =>
  catalog({
    "libraries/mine/library.yml": `title: Mine\nabout: A library.\nimports: [mine]\nreleases:\n${more}`,
  });

/** What is wrong, how both shells end, and the input. */
const INPUTS: Readonly<Record<string, readonly [number, string, Input]>> = {
  "no dl-env.yml": [2, "no-request", { files: {} }],
  "no such file": [2, "no-request", { file: "other.yml", files: {} }],
  "a file whose name is too long": [3, "file-system", { file: "x".repeat(300), files: {} }],
  "a folder in place of the file": [2, "no-request", { file: "a", files: { "a/b": "" } }],
  "a file below a file": [2, "no-request", { file: "a/b.yml", files: { a: "" } }],
  "links in a circle": [
    3,
    "file-system",
    { files: {}, prepare: (folder) => symlink("dl-env.yml", join(folder, "dl-env.yml")) },
  ],
  "a link to nothing": [
    2,
    "no-request",
    { files: {}, prepare: (folder) => symlink("gone.yml", join(folder, "dl-env.yml")) },
  ],
  "no UTF-8": [2, "not-utf8", { files: { "dl-env.yml": Uint8Array.of(0x61, 0xff, 0x0a) } }],
  "far too much": [2, "request-too-large", request(`# ${"x".repeat(4_100_000)}\n`)],
  "an empty file": [2, "no-request", request("")],
  "no YAML": [2, "yaml-syntax", request('to: "oci:./images\n')],
  "one key twice": [2, "yaml-syntax", request(`${SMALL}to: oci:./images\n`)],
  "a tab": [2, "yaml-syntax", request("matrix:\n\tcuda: [12.8]\n")],
  "nesting without end": [2, "yaml-syntax", request(`${SMALL}sets: ${"[".repeat(50_000)}`)],
  "aliases without end": [
    2,
    "yaml-syntax",
    request(
      `a: &a [x,x,x,x,x,x,x,x,x]\n${Array.from("bcdefghi")
        .map((name, at) => `${name}: &${name} [${`*${"abcdefghi"[at]},`.repeat(9)}]\n`)
        .join("")}`,
    ),
  ],
  __proto__: [2, "yaml-syntax", request(`${SMALL}__proto__: 1\n`)],
  "a key that is none": [2, "unknown-key", request(`${SMALL}matrx: 1\n`)],
  "no matrix": [2, "missing-key", request("to: oci:./images\n")],
  "a value of the wrong kind": [2, "wrong-value", request(`${SMALL}sudo: [1]\n`)],
  "a CUDA that is no version": [2, "wrong-value", request(SMALL.replace("12.8", "cu128"))],
  "an Ubuntu that is none": [2, "unknown-ubuntu", request(SMALL.replace("24.04", "24.05"))],
  "a flavor that is none": [2, "unknown-flavor", request(`${SMALL}  flavor: [huge]\n`)],
  "a set that is none": [2, "unknown-set", request(`${SMALL}  set: [troch]\n`)],
  "a requirement that is none": [2, "requirement", request(`${SMALL}sets: { mine: ["-e ."] }\n`)],
  "a set named like a digest's reports": [
    2,
    "wrong-value",
    request(`${SMALL}sets: { sha256-${"ab".repeat(32)}: [numpy] }\n`),
  ],
  "a tag that is too long": [
    2,
    "tag-too-long",
    request(`${SMALL}  set: [${"a".repeat(120)}]\nsets: { ${"a".repeat(120)}: [numpy] }\n`),
  ],
  "nothing left": [2, "no-cells", request(`${SMALL}exclude: [{ cuda: "12.8" }]\n`)],
  "no place for images": [2, "wrong-destination", request(SMALL.replace("oci:./images", "images"))],
  "no place for images by option": [
    2,
    "wrong-destination",
    { ...request(SMALL), given: { to: "oci" } },
  ],
  "a mirror that is none": [2, "wrong-mirror", request(`${SMALL}mirrors: { docker.io: "a b" }\n`)],
  "a mirror with a control character": [
    2,
    "wrong-mirror",
    request(`${SMALL}mirrors: { docker.io: "a\\u001b]52;c;aGk=\\u0007" }\n`),
  ],
  "no catalog": [2, "catalog-missing", request(`${SMALL}catalog: ./catalog\n`)],
  "a catalog that is no YAML": [2, "yaml-syntax", catalog({ "sets.yml": "sets: {" })],
  "a catalog nested without end": [
    2,
    "yaml-syntax",
    catalog({ "sets.yml": `sets: ${"{a: ".repeat(50_000)}` }),
  ],
  "a catalog's wrong name": [
    2,
    "unknown-name",
    catalog({ "sets.yml": "sets: { mine: { libraries: [troch] } }\n" }),
  ],
  "a catalog's wrong key": [2, "unknown-key", catalog({ "sets.yml": "sets: {}\nset: {}\n" })],
  "a catalog's set named like a layer": [
    2,
    "wrong-value",
    catalog({ "sets.yml": `sets: { wheel-${"0".repeat(32)}: { libraries: [numpy] } }\n` }),
  ],
  "a library without a source": [2, "missing-key", library("  - requirements: [mine]\n")],
  "nothing that could be asked": [3, "cells-unknown", { command: "build", ...request(SMALL) }],
};

const withFiles = async ({ files, prepare }: Input, folder: string): Promise<void> => {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  await prepare?.(folder);
};

interface End {
  readonly exit: number | undefined;
  readonly codes: readonly string[];
}

const codesIn = (stdout: string): string[] =>
  ((JSON.parse(stdout) as { problems?: { code: string }[] }).problems ?? []).map(
    ({ code }) => code,
  );

const silent = {
  info: () => undefined,
  warn: () => undefined,
  debug: () => undefined,
  progress: () => undefined,
  group: <T>(_: string, work: () => Promise<T>) => work(),
};

const folders: string[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

const folderWith = async (input: Input): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "dl-env-bad-"));
  folders.push(folder);
  await withFiles(input, folder);
  return folder;
};

const onCommandLine = async (input: Input): Promise<End> => {
  let exit: number | undefined;
  let out = "";
  vi.spyOn(shell, "exit").mockImplementation((code) => void (exit = code));
  vi.spyOn(shell, "out").mockImplementation((text) => void (out += text));
  vi.spyOn(shell, "err").mockImplementation(() => undefined);
  const program = makeProgram("0", async (options, work) => {
    try {
      await work(realSystem({ log: silent }));
    } catch (error) {
      fail(error, options);
    }
  });
  const folder = await folderWith(input);
  // What this machine learned of an index before would answer what is asked here.
  vi.stubEnv("XDG_CACHE_HOME", join(folder, "cache"));
  const file = join(folder, input.file ?? "dl-env.yml");
  const given = Object.entries(input.given ?? {}).flatMap(([name, value]) => [`--${name}`, value]);
  const argv = [input.command ?? "plan", "--offline", "--json", "--file", file, ...given];
  await program.parseAsync(argv, { from: "user" });
  return { exit, codes: codesIn(out) };
};

const inAction = async (input: Input): Promise<End> => {
  const codes: string[] = [];
  const host: ActionsHost = {
    input: () => "",
    output: () => undefined,
    annotate: ({ level, title }) => void (level === "error" && codes.push(title)),
    hide: () => undefined,
    summary: () => Promise.resolve(),
    debugging: false,
  };
  const folder = await folderWith(input);
  const given: Readonly<Record<string, string>> = {
    command: input.command ?? "plan",
    offline: "true",
    file: join(folder, input.file ?? "dl-env.yml"),
    out: join(folder, "out"),
    ...input.given,
  };
  const event = join(folder, "event.json");
  const repository = { full_name: "team/images", default_branch: "main" };
  await writeFile(event, JSON.stringify({ repository }));
  // A push to the default branch, which may read the repository.
  const runner = {
    GITHUB_EVENT_PATH: event,
    GITHUB_EVENT_NAME: "push",
    GITHUB_ACTOR: "someone",
    GITHUB_REF: "refs/heads/main",
    GITHUB_REPOSITORY: repository.full_name,
    GITHUB_WORKSPACE: folder,
    RUNNER_ENVIRONMENT: "github-hosted",
    XDG_CACHE_HOME: join(folder, "cache"),
  };
  for (const [name, value] of Object.entries(runner)) vi.stubEnv(name, value);
  const inputs = readInputs((name) => given[name] ?? "");
  const context = await contextOf(realSystem({ log: silent }), inputs);
  const world = { host, times: [], print: visibleText, help: (text: string) => text };
  const exit = await runStep(await commandNamed(inputs.command), context, world);
  return { exit, codes };
};

test("there are inputs of many kinds", () => {
  expect(Object.keys(INPUTS).length).toBeGreaterThanOrEqual(25);
});

test.each(Object.entries(INPUTS))("%s ends both shells alike", async (_, [exit, code, input]) => {
  expect(await onCommandLine(input)).toEqual({ exit, codes: [code] });
  expect(await inAction(input)).toEqual({ exit, codes: [code] });
});

const spawned = async (input: Input): Promise<End> => {
  const folder = await folderWith(input);
  const argv = ["plan", "--offline", "--json", "--file", input.file ?? "dl-env.yml"];
  const env = {
    ...codeCache(),
    PATH: process.env["PATH"] ?? "",
    HOME: join(folder, "home"),
    TMPDIR: folder,
  };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(ROOT, "src/cli.ts"), ...argv],
      { cwd: folder, env },
      (error, stdout) =>
        resolve({ exit: error === null ? 0 : Number(error.code), codes: codesIn(stdout) }),
    );
  });
};

const stepped = async (input: Input): Promise<End> => {
  const { code, annotations } = await runAction(
    { command: "plan", offline: "true", file: input.file ?? "dl-env.yml" },
    { entry: join(ROOT, "src/action.ts"), prepare: (workspace) => withFiles(input, workspace) },
  );
  const errors = annotations.filter(({ level }) => level === "error");
  return { exit: code, codes: errors.map(({ properties }) => properties["title"] ?? "") };
};

test.each(["no dl-env.yml", "a file whose name is too long", "nesting without end"])(
  "%s ends both programs alike",
  { timeout: 60_000 },
  async (what) => {
    const [exit, code, input] = INPUTS[what] ?? [0, "", { files: {} }];
    expect(await spawned(input)).toEqual({ exit, codes: [code] });
    expect(await stepped(input)).toEqual({ exit, codes: [code] });
  },
);
