import { describe, expect, it } from "vitest";
import type { Runtime } from "../../src/container/runtime.ts";
import { containerArgv } from "../../src/container/containerArgv.ts";
import { probeRun, runProbes, type ProbeRunOptions } from "../../src/smoke/runProbes.ts";
import type { RunResult, System } from "../../src/system/ports.ts";
import { HOSTS } from "./hosts.ts";

const RUNTIME: Runtime = {
  name: "podman",
  version: "4.3.1",
  argv: ["podman", "--log-level=error"],
  env: { CONTAINERS_CONF: "/c" },
};
const OPTIONS: ProbeRunOptions = {
  image: "x",
  digest: "sha256:ab",
  cell: "base-cuda12.8.1-ubuntu24.04-py3.12",
  libraries: ["numpy", "cupy"],
  gpus: { kind: "all" },
};

const row = (library: string, given: object): object => ({
  library,
  check: "import",
  device: "cpu",
  status: "ok",
  seconds: 0.2,
  facts: {},
  ...given,
});
const said = (value: unknown, given: Partial<RunResult> = {}): RunResult => ({
  code: 0,
  stdout: `${JSON.stringify(value)}\n`,
  stderr: "",
  timedOut: false,
  ...given,
});
const system = (result: RunResult, seen: string[][] = []): Pick<System, "processes" | "clock"> => ({
  processes: {
    run: (argv) => {
      seen.push([...argv]);
      return Promise.resolve(result);
    },
    find: () => Promise.resolve(undefined),
  },
  clock: { now: () => Date.UTC(2026, 10, 21), sleep: () => Promise.resolve() },
});
const RUN = {
  format: 1,
  python: "3.12.3",
  host: HOSTS["none"],
  rows: [
    row("numpy", {}),
    row("cupy", {}),
    row("cupy", {
      check: "matmul",
      device: "gpu",
      status: "error",
      error: { type: "CUDARuntimeError", text: "cudaErrorInsufficientDriver" },
    }),
  ],
};

describe("smoke", () => {
  it("runs dl-env-check in the image by argv, GPUs handed over", () => {
    const run = probeRun(RUNTIME, { ...OPTIONS, image: "localhost/x@sha256:ab" });
    expect(containerArgv(RUNTIME, run)).toEqual(
      "podman --log-level=error run --rm --pull=never --device=nvidia.com/gpu=all --network none localhost/x@sha256:ab dl-env-check --json --library numpy --library cupy --timeout 300 --memory 8000".split(
        " ",
      ),
    );
  });
  it("binds what it saw to the digest", async () => {
    const report = await runProbes(system(said(RUN, { code: 1 })), RUNTIME, OPTIONS);
    expect(report).toMatchObject({
      format: 1,
      digest: "sha256:ab",
      cell: OPTIONS.cell,
      at: "2026-11-21T00:00:00.000Z",
      runtime: { name: "podman", version: "4.3.1" },
    });
    expect(report.results.map(({ library, outcome }) => [library, outcome])).toEqual([
      ["numpy", "pass"],
      ["cupy", "pass"],
      ["cupy", "unavailable"],
    ]);
    expect(report.gpu).toBeUndefined();
  });
  it("names the GPU that it saw", async () => {
    const report = await runProbes(system(said({ ...RUN, host: HOSTS["good"] })), RUNTIME, OPTIONS);
    expect(report.gpu).toEqual({
      name: "NVIDIA L4",
      driver: "580.95.05",
      computeCapability: "8.9",
    });
  });
  it("reads past what other programs print before the JSON", async () => {
    const noisy = said(RUN);
    await expect(
      runProbes(system({ ...noisy, stdout: `hello\n${noisy.stdout}` }), RUNTIME, OPTIONS),
    ).resolves.toMatchObject({ format: 1 });
  });
  it.each([
    ["no JSON", said(RUN, { stdout: "Traceback" }), "probe-output"],
    ["another format", said({ ...RUN, format: 2 }), "probe-output"],
    [
      "an outcome of its own making",
      said({ ...RUN, rows: [row("numpy", { status: "pass" })] }),
      "probe-output",
    ],
    ["no rows", said({ ...RUN, rows: [] }), "probe-output"],
    [
      "a library that nothing is said of",
      said({ ...RUN, rows: [row("numpy", {})] }),
      "probe-output",
    ],
    [
      "a container that does not start",
      said("", { code: 125, stderr: "Error: short-name x did not resolve" }),
      "container-start",
    ],
    [
      "an engine without GPUs",
      said("", {
        code: 125,
        stderr: 'could not select device driver "" with capabilities: [[gpu]]',
      }),
      "host-gpu",
    ],
    ["a container without end", said("", { timedOut: true }), "smoke-timeout"],
  ])("%s is an error, never a report", async (_title, result, code) => {
    await expect(runProbes(system(result), RUNTIME, OPTIONS)).rejects.toMatchObject({
      code,
      hint: expect.stringMatching(/\S/),
    });
  });
});
