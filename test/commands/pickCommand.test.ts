import { expect, test } from "vitest";
import { pick } from "../../src/commands/pickCommand.ts";
import { DlEnvError } from "../../src/errors/error.ts";
import type { RunResult, System } from "../../src/system/ports.ts";
import { realSystem } from "../../src/system/realSystem.ts";

/** A machine on which only nvidia-smi is installed. */
const machine = (arch: string, smi: string): System => {
  const real = realSystem();
  const answer = (result: Partial<RunResult>): Promise<RunResult> =>
    Promise.resolve({ code: 0, stdout: "", stderr: "", timedOut: false, ...result });
  return {
    ...real,
    env: { ...real.env, arch },
    processes: {
      find: (program) =>
        Promise.resolve(program === "nvidia-smi" ? "/usr/bin/nvidia-smi" : undefined),
      run: ([program = ""]) =>
        answer(program.endsWith("nvidia-smi") ? { stdout: smi } : { code: 127 }),
    },
  };
};

const refusal = async (sys: System): Promise<unknown> => {
  try {
    return await pick(sys, { with: ["torch"], offline: true });
  } catch (error) {
    return error instanceof DlEnvError ? [error.code, error.message] : error;
  }
};

test("on a machine with an Arm processor none of the images runs, whatever its card is", async () => {
  const smi = "NVIDIA L40S, 580.95.05, 8.9\n";
  expect(await refusal(machine("arm64", smi))).toEqual([
    "gpu-of-another-platform",
    "This machine has an Arm processor. It needs images for linux/arm64, and dl-env makes images for linux/amd64.",
  ]);
  expect(await refusal(machine("x64", smi))).toMatchObject({
    result: { host: { driver: "580.95.05" } },
  });
});
