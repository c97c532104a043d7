import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { realProcesses } from "../../src/system/processes.ts";

const cwd = tmpdir();

const many = async function* (chunks: number): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < chunks; index += 1) yield Buffer.alloc(1024, "x");
};

test("arguments reach the program as they are, whatever they hold", async () => {
  const hostile = ["a b", "$(id)", "`id`", "\"'", ";exit 9", "-n", "*", ""];
  const result = await realProcesses.run(["printf", "[%s]", ...hostile], { cwd });
  expect(result).toMatchObject({ code: 0, stdout: hostile.map((text) => `[${text}]`).join("") });
});

test("an exit code other than 0 is an answer, not an exception", async () => {
  expect(
    await realProcesses.run(["sh", "-c", "echo out; echo err >&2; exit 7"], { cwd }),
  ).toMatchObject({
    code: 7,
    stdout: "out\n",
    stderr: "err\n",
  });
});

test("a program that is not there is told by name, with code program-missing", async () => {
  await expect(realProcesses.run(["no-such-program-here"], { cwd })).rejects.toMatchObject({
    code: "program-missing",
    exit: 3,
  });
  await expect(
    realProcesses.run(["no-such-program-here"], { cwd, timeout: 1000 }),
  ).rejects.toMatchObject({ code: "program-missing", exit: 3 });
});

test("variables are added, and removed when undefined", async () => {
  const env = { DL_ENV_TEST_A: "x y", HOME: undefined };
  const script = ["sh", "-c", 'printf "%s|%s" "$DL_ENV_TEST_A" "${HOME-gone}"'];
  expect((await realProcesses.run(script, { cwd, env })).stdout).toBe("x y|gone");
  expect((await realProcesses.run(script, { cwd, env, timeout: 5000 })).stdout).toBe("x y|gone");
});

test("text and streams reach standard input, an empty text too", async () => {
  expect((await realProcesses.run(["wc", "-c"], { cwd, input: "12345" })).stdout.trim()).toBe("5");
  expect((await realProcesses.run(["wc", "-c"], { cwd, input: many(3000) })).stdout.trim()).toBe(
    String(3000 * 1024),
  );
  expect((await realProcesses.run(["wc", "-c"], { cwd, input: "" })).stdout.trim()).toBe("0");
});

test("a program that stops reading early does not fail the run", async () => {
  expect(await realProcesses.run(["head", "-c", "2"], { cwd, input: many(5000) })).toMatchObject({
    code: 0,
    stdout: "xx",
  });
});

test("a program that ends without reading its input brings nothing down", async () => {
  for (let turn = 0; turn < 20; turn += 1)
    expect((await realProcesses.run(["true"], { cwd, input: "x".repeat(1 << 20) })).code).toBe(0);
});

test("a run past its time is ended and says so", async () => {
  const result = await realProcesses.run(["sleep", "30"], { cwd, timeout: 200 });
  expect(result).toMatchObject({ timedOut: true, code: 143 });
});

test("lines of standard error are passed on as they come, on both ways", async () => {
  for (const more of [{}, { timeout: 5000 }]) {
    const lines: string[] = [];
    await realProcesses.run(["sh", "-c", "echo one >&2; echo two >&2"], {
      cwd,
      onLine: (line) => lines.push(line),
      ...more,
    });
    expect(lines).toEqual(["one", "two"]);
  }
});

test("bytes that are no text come whole to who asks for them", async () => {
  const parts: Uint8Array[] = [];
  const bytes = [0, 255, 10, 254, 13, 10];
  const { stdout } = await realProcesses.run(
    ["printf", bytes.map((byte) => `\\${byte.toString(8)}`).join("")],
    {
      cwd,
      onOutput: (part) => parts.push(part),
    },
  );
  expect(Buffer.concat(parts)).toEqual(Buffer.from(bytes));
  expect(stdout).toBe("");
});
