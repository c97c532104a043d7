import { describe, expect, it } from "vitest";
import { meets } from "../../src/smoke/smokeRequirement.ts";
import type { DecisionContext } from "../../src/smoke/smokeRequirement.ts";
import type { Outcome, ProbeResult, Report } from "../../src/smoke/smokeReport.ts";

const result = (
  library: string,
  check: string,
  device: "cpu" | "gpu",
  outcome: Outcome,
): ProbeResult => ({
  library,
  check,
  device,
  outcome,
  ...(outcome === "pass" ? {} : { reason: `because ${outcome}` }),
  seconds: 1,
  facts: {},
});
const report = (...results: ProbeResult[]): Report => ({
  format: 1,
  digest: "sha256:00",
  cell: "c",
  at: "2026-11-21T00:00:00Z",
  runtime: { name: "podman", version: "4.3.1" },
  results,
});
const context: DecisionContext = { libraries: ["numpy", "torch"], gpuLibraries: ["torch"] };
const cpu = [result("numpy", "import", "cpu", "pass"), result("torch", "import", "cpu", "pass")];

describe("cpu", () => {
  it("is met without a GPU when nothing fails and each library passes something", () => {
    expect(
      meets(report(...cpu, result("torch", "matmul", "gpu", "unavailable")), "cpu", context),
    ).toEqual({ ok: true, reasons: [] });
  });
  it("is not met by a failure, wherever it is", () => {
    expect(
      meets(report(...cpu, result("torch", "matmul", "gpu", "fail")), "cpu", context).reasons,
    ).toEqual(["torch/matmul failed: because fail"]);
  });
  it("is not met by a library that was not probed, or only skipped", () => {
    const [numpy] = cpu;
    expect(meets(report(numpy!), "cpu", context).reasons).toEqual([
      "torch passed no check on the CPU.",
    ]);
    expect(
      meets(report(numpy!, result("torch", "import", "cpu", "skipped")), "cpu", context).ok,
    ).toBe(false);
  });
  it("is not met by an empty report", () => {
    expect(meets(report(), "cpu", context).ok).toBe(false);
  });
});

describe("gpu", () => {
  it("is met when each GPU library passes its checks; skipped ones do not stand in the way", () => {
    expect(
      meets(
        report(
          ...cpu,
          result("torch", "matmul", "gpu", "pass"),
          result("torch", "compile", "gpu", "skipped"),
        ),
        "gpu",
        context,
      ).ok,
    ).toBe(true);
  });
  it("is not met by unavailable, and says why", () => {
    expect(
      meets(report(...cpu, result("torch", "matmul", "gpu", "unavailable")), "gpu", context)
        .reasons,
    ).toEqual(["torch passed no check on a GPU: because unavailable."]);
  });
  it("is not met when one check of several was unavailable", () => {
    expect(
      meets(
        report(
          ...cpu,
          result("torch", "matmul", "gpu", "pass"),
          result("torch", "nccl", "gpu", "unavailable"),
        ),
        "gpu",
        context,
      ).reasons,
    ).toEqual(["torch/nccl was unavailable: because unavailable"]);
  });
  it("is not met by skipped checks alone", () => {
    expect(
      meets(report(...cpu, result("torch", "compile", "gpu", "skipped")), "gpu", context).ok,
    ).toBe(false);
  });
});

describe("covered", () => {
  const noGpu = report(...cpu, result("torch", "matmul", "gpu", "unavailable"));
  const covered = [
    { layer: "base", passedIn: ["a"] },
    { layer: "wheel-1", passedIn: ["a", "b"] },
  ];
  it("is met without a GPU when the base and every layer passed elsewhere", () => {
    expect(meets(noGpu, "covered", { ...context, coverage: covered }).ok).toBe(true);
  });
  it("is not met when one layer passed nowhere, or nothing is known", () => {
    expect(
      meets(noGpu, "covered", {
        ...context,
        coverage: [...covered, { layer: "rest-2", passedIn: [] }],
      }).reasons,
    ).toEqual(["rest-2 passed on a GPU in no other cell."]);
    expect(meets(noGpu, "covered", context).ok).toBe(false);
    expect(meets(noGpu, "covered", { ...context, coverage: [] }).ok).toBe(false);
  });
  it("needs no cover when the image itself passed on a GPU", () => {
    expect(
      meets(report(...cpu, result("torch", "matmul", "gpu", "pass")), "covered", context).ok,
    ).toBe(true);
  });
  it("is not met by a failure, covered or not", () => {
    expect(
      meets(report(...cpu, result("torch", "x", "cpu", "fail")), "covered", {
        ...context,
        coverage: covered,
      }).ok,
    ).toBe(false);
  });
});
