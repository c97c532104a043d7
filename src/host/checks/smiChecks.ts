import type { Check, CheckInput } from "../finding.ts";
import { fault, ok, skipped } from "../finding.ts";
import { valueOf } from "../hostFacts.ts";
import type { Fix } from "../fix.ts";
import { fixFor } from "../fix.ts";
import { driverVersion, hasGpu } from "../derivedFacts.ts";
import { installDriver } from "./driverChecks.ts";

/** Whether nvidia-smi works, and whether driver and user-space library are of one version. */
export const checkLibrary: Check = (input) => {
  const { facts, catalog } = input;
  const plain = {
    id: "driver-library",
    title: "Driver and its library",
    source: catalog.fixes["reboot"]?.source ?? "",
  };
  const driver = valueOf(facts.driver);
  if (hasGpu(facts) === "no" || driver === null || driver === undefined)
    return [skipped({ ...plain, found: "no driver is loaded" })];
  const library = valueOf(facts.library);
  const mismatch = facts.smi.kind === "failed" && /version mismatch/i.test(facts.smi.said);
  if (mismatch || (typeof library === "string" && library !== driver.version)) {
    const found = `kernel module ${driver.version}, libcuda ${library ?? "of another version"}`;
    return [
      fault(plain, "fail", {
        found,
        why: "The driver was upgraded while it was loaded; every GPU program fails until both are of one version.",
        ...fixFor(input, "reboot"),
      }),
    ];
  }
  if (library === null)
    return [
      fault(plain, "fail", {
        found: `kernel module ${driver.version}, no libcuda.so.1`,
        why: "The toolkit copies the driver's libraries into containers; there are none here.",
        ...fixFor(input, "smi"),
      }),
    ];
  if (library === undefined)
    return [
      fault(plain, "unknown", {
        found: "unknown" in facts.library ? facts.library.unknown : "",
        why: "Driver and library must be of one version.",
        fix: [],
      }),
    ];
  return [ok({ ...plain, found: `both ${driver.version}` })];
};

/** A driver that finds no device is one that does not drive this GPU. */
const smiFix = (input: CheckInput, output: string): Fix => {
  if (/no devices were found/i.test(output)) return installDriver(input);
  return fixFor(input, /version mismatch/i.test(output) ? "reboot" : "load-module");
};

/** Whether nvidia-smi is there and content. */
export const checkSmi: Check = (input) => {
  const { facts, catalog } = input;
  const plain = {
    id: "nvidia-smi",
    title: "nvidia-smi",
    source: catalog.fixes["smi"]?.source ?? "",
  };
  if (hasGpu(facts) === "no" || driverVersion(facts) === undefined)
    return [skipped({ ...plain, found: "no driver is loaded" })];
  switch (facts.smi.kind) {
    case "ran":
      return [ok({ ...plain, found: `lists ${facts.smi.gpus.length}` })];
    case "missing":
      return [
        fault(plain, "warn", {
          found: "not installed",
          why: "The toolkit and users ask it for the driver and the GPUs.",
          ...fixFor(input, "smi"),
        }),
      ];
    case "failed":
      return [
        fault(plain, "fail", {
          found: facts.smi.said,
          why: "What fails for nvidia-smi fails in containers too.",
          ...smiFix(input, facts.smi.said),
        }),
      ];
    case "unknown":
      return [
        fault(plain, "unknown", {
          found: facts.smi.why,
          why: "A GPU that hangs does not answer.",
          fix: [],
        }),
      ];
  }
};
