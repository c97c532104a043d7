import { tmpdir } from "node:os";
import { describe, expect, it } from "vitest";
import { realProcesses } from "../../src/system/processes.ts";

const cwd = tmpdir();

describe("a process on this process's own terminal", () => {
  it("gives its exit code, and 143 when a signal ended it", async () => {
    expect(await realProcesses.run(["sh", "-c", "exit 7"], { cwd, terminal: true })).toEqual({
      code: 7,
      stdout: "",
      stderr: "",
      timedOut: false,
    });
    expect(
      (await realProcesses.run(["sh", "-c", "kill -TERM $$"], { cwd, terminal: true })).code,
    ).toBe(143);
  });

  it("sees the environment that it is given", async () => {
    expect(
      (
        await realProcesses.run(["sh", "-c", 'exit "$DL_ENV_CODE"'], {
          cwd,
          terminal: true,
          env: { DL_ENV_CODE: "9" },
        })
      ).code,
    ).toBe(9);
  });

  it("is reported missing when there is no such program", async () => {
    await expect(
      realProcesses.run(["/nowhere/at-all"], { cwd, terminal: true }),
    ).rejects.toMatchObject({
      code: "program-missing",
    });
  });
});
