import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readInputs } from "../../src/action/inputs.ts";
import { runStep } from "../../src/action/runStep.ts";
import { fail } from "../../src/cli/perform.ts";
import { CODE_SECTIONS, type ErrorCode } from "../../src/errors/codes.ts";
import { DlEnvError } from "../../src/errors/error.ts";
import type { ActionsHost, Annotation } from "../../src/system/actionsHost.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { shell } from "../../src/system/shell.ts";

interface End {
  readonly exit: number | undefined;
  readonly codes: readonly string[];
  readonly messages: readonly string[];
}

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "dl-env-ends-"));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const onCommandLine = (error: unknown): End => {
  let exit: number | undefined;
  let out = "";
  let err = "";
  vi.spyOn(shell, "exit").mockImplementation((code) => void (exit = code));
  vi.spyOn(shell, "out").mockImplementation((text) => void (out += text));
  vi.spyOn(shell, "err").mockImplementation((text) => void (err += text));
  fail(error, { json: true });
  const { problems } = JSON.parse(out) as { problems: { code: string; message: string }[] };
  for (const { code } of problems) expect(err).toContain(`[${code}]`);
  return {
    exit,
    codes: problems.map(({ code }) => code),
    messages: problems.map(({ message }) => message),
  };
};

const inAction = async (thrown: unknown): Promise<End> => {
  const annotations: Annotation[] = [];
  let summary = "";
  const host: ActionsHost = {
    input: () => "",
    output: () => undefined,
    annotate: (annotation) => void annotations.push(annotation),
    hide: () => undefined,
    summary: (markdown) => Promise.resolve(void (summary = markdown)),
    debugging: false,
  };
  const silent = {
    info: () => undefined,
    warn: () => undefined,
    debug: () => undefined,
    progress: () => undefined,
    group: <T>(_: string, work: () => Promise<T>) => work(),
  };
  const context = {
    sys: realSystem({ log: silent }),
    inputs: readInputs((name) => (name === "command" ? "plan" : "")),
    rights: { secrets: false, push: false, caches: "read", gpu: false } as const,
    row: "pull request",
    folder,
  };
  const world = {
    host,
    times: [],
    print: (text: string): string => text,
    help: (text: string) => text,
  };
  const exit = await runStep(() => Promise.reject(thrown), context, world);
  expect(summary).toContain("## dl-env plan failed");
  return {
    exit,
    codes: annotations.map(({ title }) => title),
    messages: annotations.map(({ message }) => message.split("\n")[0] ?? ""),
  };
};

const codes = CODE_SECTIONS.flatMap(({ codes: all }) => Object.entries(all)).flatMap(
  ([code, { exit }]) => (exit === undefined ? [] : [{ code: code as ErrorCode, exit }]),
);

describe("an error ends both shells alike", () => {
  test("whatever its code: with the exit of the table, its code and its message", async () => {
    expect(codes.length).toBeGreaterThan(150);
    for (const { code, exit } of codes) {
      const error = new DlEnvError(
        { code, message: `It is ${code}.`, hint: "Type: dl-env plan" },
        { more: [{ code: "wrong-value", message: "And so is this." }] },
      );
      const end = {
        exit,
        codes: [code, "wrong-value"],
        messages: [`It is ${code}.`, "And so is this."],
      };
      expect(onCommandLine(error)).toEqual(end);
      expect(await inAction(error)).toEqual(end);
    }
  });

  const refused = (code: string, more: object = {}): Error =>
    Object.assign(new Error(`${code}: no`), { code, path: "/a/b", ...more });

  test.each([
    ["a file system that refuses", refused("EACCES"), "file-system"],
    ["a name that is too long", refused("ENAMETOOLONG", { path: "x".repeat(300) }), "file-system"],
    ["a disk that is read-only", refused("EROFS", { path: undefined }), "file-system"],
    ["a folder that is gone", refused("ENOENT", { syscall: "uv_cwd" }), "file-system"],
    ["a fault of ours", new TypeError("x is not a function"), "internal"],
    ["an overflow", new RangeError("Maximum call stack size exceeded"), "internal"],
    ["what is no error at all", "just a text", "internal"],
    ["nothing", undefined, "internal"],
  ])("also %s: exit 3", async (_, error, code) => {
    const end = onCommandLine(error);
    expect(end).toMatchObject({ exit: 3, codes: [code] });
    expect(await inAction(error)).toEqual(end);
  });
});
