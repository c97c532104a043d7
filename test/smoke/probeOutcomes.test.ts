import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classify, judgeRun } from "../../src/smoke/probeOutcomes.ts";
import { hostState } from "../../src/smoke/hostState.ts";
import type { RawHost, RawRow } from "../../src/smoke/probeOutput.ts";
import { ruleFor } from "../../src/smoke/textRules.ts";
import { HOSTS } from "./hosts.ts";

interface RecordedText {
  readonly from: string;
  readonly library: string;
  readonly check: string;
  readonly device: "cpu" | "gpu";
  readonly host: string;
  readonly text: string;
  readonly status?: RawRow["status"];
  readonly causes?: string[];
  readonly builtForCuda?: string;
  readonly outcome: string;
}

// `seen` texts were printed by the libraries themselves, most on a machine without a GPU, some with
// a library moved away and some with a stand-in for libcuda that answers with an error; the hosts
// are what dl-env-check reports in such places.
const TEXTS: RecordedText[] = JSON.parse(
  readFileSync(new URL("fixtures/texts.json", import.meta.url), "utf8"),
);

const row = (given: Partial<RawRow>): RawRow => ({
  library: "torch",
  check: "matmul",
  device: "gpu",
  status: "ok",
  seconds: 0.1,
  facts: {},
  warnings: [],
  stderr: "",
  output: "",
  ...given,
});
const failing = (text: string, given: Partial<RawRow> = {}): RawRow =>
  row({ status: "error", error: { type: "RuntimeError", text, causes: [], at: "" }, ...given });
const host = (name: string): RawHost => HOSTS[name] ?? expect.unreachable(`no host ${name}`);

describe("recorded texts", () => {
  it("are at least sixty that were seen", () => {
    expect(TEXTS.filter((one) => one.from.startsWith("seen")).length).toBeGreaterThanOrEqual(60);
  });

  it.each(TEXTS)("$library/$check on host $host ($from) is $outcome", (one) => {
    const raw = row({
      library: one.library,
      check: one.check,
      device: one.device,
      status: one.status ?? "error",
      error: { type: "", text: one.text, causes: one.causes ?? [], at: "" },
    });
    const judged = classify(raw, {
      host: host(one.host),
      ...(one.builtForCuda === undefined ? {} : { builtForCuda: one.builtForCuda }),
    });
    expect(judged.outcome).toBe(one.outcome);
    expect(judged.reason).toMatch(/\S/);
  });
});

describe("cudaErrorInsufficientDriver", () => {
  const text =
    "cudaErrorInsufficientDriver: CUDA driver version is insufficient for CUDA runtime version";
  it("is no GPU where there is neither a device nor libcuda", () => {
    expect(classify(failing(text), { host: host("none") }).reason).toMatch(/^no GPU/);
  });
  it("is an old driver where there is one, and names it", () => {
    expect(classify(failing(text), { host: host("old") }).reason).toBe(
      "driver too old: 470.57.02, for CUDA 11.4",
    );
  });
});

describe("XGBoost's silent training on the CPU", () => {
  const warnings = [
    "[12:00:00] WARNING: context.cc:55: No visible GPU is found, setting device to CPU.",
  ];
  it.each(Object.keys(HOSTS))("is no pass on host %s, even if the check is content", (name) => {
    expect(classify(row({ library: "xgboost", warnings }), { host: host(name) }).outcome).toBe(
      "fail",
    );
  });
});

describe("nothing unknown is pass or unavailable", () => {
  const anyHost = fc.constantFrom(...Object.values(HOSTS));
  it("whatever the words and the host", () => {
    fc.assert(
      fc.property(
        fc.lorem({ maxCount: 12 }),
        anyHost,
        fc.constantFrom<"cpu" | "gpu">("cpu", "gpu"),
        (text, someHost, device) => {
          const isHosts = device === "gpu" && hostState(someHost).kind === "driver";
          expect(classify(failing(text, { device }), { host: someHost }).outcome).toBe(
            isHosts ? "unavailable" : "fail",
          );
        },
      ),
    );
  });
  const words = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.lorem({ maxCount: 4 }),
    fc.constantFrom(...TEXTS.map(({ text: known }) => known)),
  );
  /** Known texts whole, cut, and among others: what a library may come to say. */
  const anyText = fc
    .tuple(words, fc.nat(200), words)
    .map(([one, cut, other]) => `${one.slice(0, cut)}${other}`);
  const anyRow = fc.record({
    status: fc.constantFrom<RawRow["status"]>(
      "ok",
      "error",
      "skipped",
      "crash",
      "timeout",
      "memory",
      "not-run",
    ),
    device: fc.constantFrom<"cpu" | "gpu">("cpu", "gpu"),
    text: anyText,
    causes: fc.array(anyText, { maxLength: 3 }),
    warnings: fc.array(anyText, { maxLength: 2 }),
    stderr: anyText,
    builtForCuda: fc.option(fc.constantFrom("12.4", "12.8", "13.0"), { nil: undefined }),
  });
  it("in any row on any host: pass needs a check that was content, unavailable a text that is known or a driver that does not start, skipped a probe that said so", () => {
    fc.assert(
      fc.property(anyRow, anyHost, (given, someHost) => {
        const { status, device, text, causes, warnings, stderr, builtForCuda } = given;
        const raw = row({
          status,
          device,
          warnings,
          stderr,
          error: { type: "", text, causes, at: "" },
        });
        const { outcome } = classify(raw, {
          host: someHost,
          ...(builtForCuda === undefined ? {} : { builtForCuda }),
        });
        const rules = [text, ...causes].map(ruleFor);
        const allowed = {
          pass: status === "ok" && (device === "cpu" || hostState(someHost).kind === "ready"),
          skipped: status === "skipped",
          unavailable:
            status === "error" &&
            (rules[0] !== undefined ||
              (device === "gpu" && hostState(someHost).kind === "driver")) &&
            rules.every((rule) => rule?.kind !== "broken"),
          fail: true,
        };
        expect([given, outcome, allowed[outcome]]).toEqual([given, outcome, true]);
      }),
      { numRuns: 3000 },
    );
  });
  it.each(["crash", "timeout", "memory", "not-run"] as const)(
    "a process that ended by %s is a failure on every host",
    (status) => {
      for (const someHost of Object.values(HOSTS))
        expect(classify(row({ status }), { host: someHost }).outcome).toBe("fail");
    },
  );
  it("a content GPU check proves nothing where no GPU can be used", () => {
    for (const [name, someHost] of Object.entries(HOSTS)) {
      expect([name, classify(row({}), { host: someHost }).outcome]).toEqual([
        name,
        ["good", "cuda12.4", "old"].includes(name) ? "pass" : "fail",
      ]);
    }
  });
  it("a broken cause behind a known text is broken", () => {
    const hidden = row({
      status: "error",
      error: {
        type: "",
        text: "Found no NVIDIA driver on your system",
        causes: ["ImportError: libcudnn.so.9: cannot open shared object file"],
        at: "",
      },
    });
    expect(classify(hidden, { host: host("none") }).outcome).toBe("fail");
  });
  it("a host's fault is not believed where there is no GPU at all", () => {
    expect(
      classify(failing("CUDA out of memory. Tried to allocate"), { host: host("none") }).outcome,
    ).toBe("fail");
  });
});

describe("the host", () => {
  it("does not take an image's own compat libcuda for a driver", () => {
    expect(
      hostState({
        devices: [],
        libraries: ["/usr/local/cuda-12.8/compat/libcuda.so.570.124.06"],
        gpus: [],
      }).kind,
    ).toBe("no-gpu");
  });
  it("is at fault where the driver's own libcuda does not start, whatever it answers", () => {
    expect(hostState(host("unknown")).kind).toBe("driver");
    expect(hostState({ ...host("unknown"), cuInit: "CUDA_ERROR_FROM_TOMORROW" })).toEqual({
      kind: "driver",
      meaning:
        "the host's driver does not start (CUDA_ERROR_FROM_TOMORROW): run `nvidia-smi` and `dl-env doctor` on the host",
    });
  });
  it("is not blamed for a libcuda of which nobody knows whose it is", () => {
    expect(hostState(host("foreign")).kind).toBe("unclear");
  });
  it.each(["CUDA_ERROR_UNKNOWN", "CUDA_ERROR_SYSTEM_DRIVER_MISMATCH", "CUDA_ERROR_NO_DEVICE"])(
    "is not blamed for %s of the image's own compat libcuda",
    (cuInit) => {
      expect(hostState({ ...host("compat"), cuInit }).kind).toBe("image");
      const judged = classify(failing("whatever it says"), { host: { ...host("compat"), cuInit } });
      expect(judged).toEqual({
        outcome: "fail",
        reason: expect.stringContaining("/compat/libcuda.so.580.65.06 of the image") as string,
      });
    },
  );
  it("with every GPU hidden on purpose is the host's, even behind a compat libcuda", () => {
    const hidden = { ...host("compat"), cuInit: "CUDA_ERROR_NO_DEVICE", visible: "none" };
    expect(hostState(hidden).kind).toBe("driver");
  });
  it("names /dev/nvidia-uvm where that is missing", () => {
    const unknown = host("unknown");
    expect(hostState({ ...unknown, devices: ["/dev/nvidia0"] })).toEqual({
      kind: "driver",
      meaning: expect.stringContaining("/dev/nvidia-uvm is not there") as string,
    });
  });
});

describe("a run", () => {
  it("keeps skipped with its reason, and takes the wheel's CUDA from the library's own facts", () => {
    const results = judgeRun({
      format: 1,
      python: "3.12.1",
      host: host("cuda12.4"),
      rows: [
        row({
          library: "xgboost",
          check: "import",
          device: "cpu",
          facts: { builtForCuda: "13.3" },
        }),
        failing(
          "AssertionError: XGBoost trained on cpu though asked for cuda: No visible GPU is found, setting device to CPU",
          { library: "xgboost" },
        ),
        row({ check: "compile", status: "skipped", reason: "no compiler" }),
      ],
    });
    expect(results.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ["pass", undefined],
      ["unavailable", "driver too old: 550.54.15, for CUDA 12.4"],
      ["skipped", "no compiler"],
    ]);
  });
});
