import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { judgeRun } from "../../src/smoke/probeOutcomes.ts";
import { readRun } from "../../src/smoke/probeOutput.ts";

interface Recorded {
  readonly setup: string;
  readonly run: unknown;
}

/**
 * What the probes said on an H100 (driver 580.159.04, Ubuntu 24.04.3, Python 3.12.3), in set-ups
 * broken on purpose too, recorded on 2026-11-27; `full` and `rapids` lacked some wheels there.
 */
const RUNS: Recorded[] = readFileSync(new URL("fixtures/h100.jsonl", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as Recorded);

/** Outcomes of a set-up as `library/check` → outcome; what passed is left out. */
const notPassed = (setup: string): Record<string, string> => {
  const recorded = RUNS.find((one) => one.setup === setup) ?? expect.unreachable(setup);
  const results = judgeRun(readRun(JSON.stringify(recorded.run)));
  expect(results.length).toBeGreaterThan(1);
  return Object.fromEntries(
    results
      .filter(({ outcome }) => outcome !== "pass")
      .map(({ library, check, outcome }) => [`${library}/${check}`, outcome]),
  );
};
const reasons = (setup: string, device: "cpu" | "gpu"): string[] => {
  const recorded = RUNS.find((one) => one.setup === setup) ?? expect.unreachable(setup);
  return judgeRun(readRun(JSON.stringify(recorded.run)))
    .filter((result) => result.device === device && result.outcome !== "pass")
    .map(({ reason }) => reason ?? "");
};

const TORCH = ["matmul-fp32", "matmul-bf16", "cudnn-convolution", "autograd-step", "nccl"];
const CUPY = ["matmul", "raw-kernel", "fft", "random", "solve"];
const all = (outcome: string, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, outcome]));
const onTheGpu = [...TORCH, "compile"].map((name) => `torch/${name}`);
const ofCupy = CUPY.map((name) => `cupy/${name}`);

describe("what a real GPU said", () => {
  it("passes whole on a good machine, but for a program that was not there", () => {
    expect(notPassed("native")).toEqual({ "uv/run": "fail" });
  });
  it.each(["no-nvrtc", "no-nccl", "xgboost-cpu"])(
    "%s passes: the fault did not take hold",
    (setup) => expect(notPassed(setup)).toEqual({}),
  );
  it("no device visible: the host's, on every check of the GPU and on no other", () => {
    expect(notPassed("no-device")).toEqual(
      all("unavailable", [...onTheGpu, ...ofCupy, "xgboost/train"]),
    );
  });
  it("a driver that does not start: the host's, with what to type, whatever the library says", () => {
    expect(notPassed("no-uvm")).toEqual(
      all("unavailable", [...onTheGpu, ...ofCupy, "xgboost/train"]),
    );
    for (const reason of reasons("no-uvm", "gpu"))
      expect(reason).toMatch(
        /does not start \(CUDA_ERROR_UNKNOWN\).*`sudo nvidia-modprobe -u -c 0`/,
      );
  });
  it("a stub libcuda in front of the driver's: the image's, and the file is named", () => {
    expect(notPassed("stub-driver")).toEqual(all("fail", [...onTheGpu, ...ofCupy]));
    for (const reason of reasons("stub-driver", "gpu"))
      expect(reason).toContain("/opt/stub/libcuda.so.1 of the image stands before");
  });
  it("machine code refused, libraries empty or of another version: the image's", () => {
    expect(notPassed("no-kernel-for-card")).toEqual(
      all(
        "fail",
        TORCH.map((name) => `torch/${name}`),
      ),
    );
    expect(notPassed("no-cudnn-engine")).toEqual({ "torch/import": "fail" });
    expect(reasons("no-cudnn-engine", "cpu")[0]).toContain("two versions of cuDNN are mixed");
    expect(new Set(Object.values(notPassed("no-cublas")))).toEqual(new Set(["fail"]));
    expect(notPassed("libcudf-empty")).toEqual(
      all("fail", [
        ...["import", "group-by", "join", "strings", "pandas-accelerator"].map((n) => `cudf/${n}`),
        "polars-gpu/import",
        "polars-gpu/query",
      ]),
    );
    expect(notPassed("no-cudf-polars")).toEqual({ "polars-gpu/query": "fail" });
    expect(notPassed("no-libraft")).toEqual({ "raft/rmat": "fail" });
    expect(Object.values(notPassed("no-dali-kernels"))).toEqual(["fail", "fail", "fail"]);
  });
  it("RAPIDS passes but for the array that the probe of that day let go too early", () => {
    expect(notPassed("rapids-13.0")).toEqual({ "cuvs/brute-force": "fail" });
  });
});
