import type { Check, CheckInput, Fault } from "../finding.ts";
import { fault, ok, skipped } from "../finding.ts";
import { isKnown, valueOf, type DriverLoaded } from "../hostFacts.ts";
import type { Fix } from "../fix.ts";
import { fixFor } from "../fix.ts";
import {
  architectures,
  driverVersion,
  hasGpu,
  kernelNeeded,
  type Architecture,
} from "../derivedFacts.ts";
import { atLeast, compareToolVersions } from "../toolVersion.ts";

/** How the driver that these GPUs need is installed here. */
export const installDriver = (input: CheckInput): Fix => {
  if (valueOf(input.facts.wsl) === true) return fixFor(input, "driver-wsl");
  return fixFor(
    input,
    kernelNeeded(architectures(input.facts, input.catalog)) === "proprietary"
      ? "driver-proprietary"
      : "driver-open",
  );
};

const notLoaded = (input: CheckInput): Fault => {
  const module = input.facts.module;
  const why = "Without it no container sees the GPU.";
  if (!isKnown(module) || module.value === null)
    return {
      found: "no NVIDIA driver is loaded, and none is installed for this kernel",
      why,
      ...installDriver(input),
    };
  const found =
    `driver ${module.value.version ?? ""} is installed for this kernel but not loaded`.replace(
      "  ",
      " ",
    );
  if (valueOf(input.facts.modules)?.includes("nouveau") === true)
    return { found: `${found}: nouveau holds the GPU`, why, ...fixFor(input, "nouveau") };
  if (valueOf(input.facts.secureBoot) === true)
    return { found: `${found}: Secure Boot may refuse it`, why, ...fixFor(input, "secure-boot") };
  return { found, why, ...fixFor(input, "load-module") };
};

const isWsl = ({ facts }: CheckInput): boolean => valueOf(facts.wsl) === true;

/** Whether a driver is loaded. */
export const checkDriver: Check = (input) => {
  const { facts, catalog } = input;
  const plain = {
    id: "driver",
    title: "NVIDIA driver",
    source: catalog.fixes["driver-open"]?.source ?? "",
  };
  if (hasGpu(facts) === "no") return [skipped({ ...plain, found: "no NVIDIA GPU" })];
  const version = driverVersion(facts);
  if (version !== undefined) {
    const kind = valueOf(facts.driver)?.kind;
    return [
      ok({
        ...plain,
        found: `${version}${kind === undefined ? "" : `, ${kind} kernel modules`}${isWsl(input) ? ", of Windows" : ""}`,
      }),
    ];
  }
  if (!isKnown(facts.driver))
    return [
      fault(plain, "unknown", {
        found: facts.driver.unknown,
        why: "Without a driver no container sees the GPU.",
        fix: [],
      }),
    ];
  return [fault(plain, "fail", notLoaded(input))];
};

/**
 * The last branch of drivers that supports all of these GPUs; Infinity when none is known to be.
 */
const lastBranch = (list: readonly Architecture[]): number =>
  Math.min(...list.map((one) => one.last ?? Number.POSITIVE_INFINITY));

/** What is wrong with a driver for these GPUs; undefined when nothing is. */
const wrongKind = (
  input: CheckInput,
  driver: DriverLoaded,
  list: readonly Architecture[],
): Omit<Fault, "found"> | undefined => {
  const needed = kernelNeeded(list);
  const last = lastBranch(list);
  if (needed === "none")
    return {
      why:
        "One of the GPUs needs the open kernel modules and another the proprietary " +
        "ones; no driver drives both.",
      fix: ["lspci -nn -d 10de:   # remove one of them"],
    };
  if (Number(driver.version.split(".")[0]) > last)
    return {
      why: `Driver branch ${last} is the last that supports this GPU.`,
      ...fixFor(input, "driver-proprietary"),
    };
  if (needed === "open" && driver.kind !== "open")
    return {
      why: "This GPU works with the open kernel modules only.",
      ...fixFor(input, "driver-open"),
    };
  if (needed === "proprietary" && driver.kind !== "proprietary")
    return {
      why: "The open kernel modules support Turing and later only.",
      ...fixFor(input, "driver-proprietary"),
    };
  return undefined;
};

/** Whether the loaded driver is of the kind, and of a branch, that drives these GPUs. */
export const checkDriverKind: Check = (input) => {
  const { facts, catalog } = input;
  const plain = {
    id: "driver-kind",
    title: "Driver fits the GPU",
    source: catalog.gpus.kernelSource,
  };
  const list = architectures(facts, catalog);
  const driver = valueOf(facts.driver);
  if (hasGpu(facts) === "no" || driver === null || driver === undefined)
    return [skipped({ ...plain, found: "no driver is loaded" })];
  if (kernelNeeded(list) === "unknown")
    return [
      fault(plain, "unknown", {
        found: "the architecture of the GPU is not known",
        why: "Some GPUs need the open kernel modules, others the proprietary ones.",
        fix: [],
      }),
    ];
  const names = list.map((one) => one.name).join(", ");
  const found = `${driver.kind} kernel modules ${driver.version} for ${names}`;
  const wrong = wrongKind(input, driver, list);
  return [
    wrong === undefined ? ok({ ...plain, found }) : fault(plain, "fail", { found, ...wrong }),
  ];
};

/** Whether the driver is new enough for the image that is to run. */
export const checkDriverForImage: Check = (input) => {
  const { facts, wanted, catalog } = input;
  const plain = {
    id: "driver-image",
    title: "Driver for the image",
    source: catalog.fixes["driver-open"]?.source ?? "",
  };
  if (wanted.image?.driver === undefined) return [];
  const version = driverVersion(facts);
  if (version === undefined) return [skipped({ ...plain, found: "no driver is loaded" })];
  const found = `driver ${version}; CUDA ${wanted.image.cuda} needs ${wanted.image.driver} or newer`;
  if (atLeast(version, wanted.image.driver)) return [ok({ ...plain, found })];
  const last = lastBranch(architectures(facts, catalog));
  const isBeyond =
    Number.isFinite(last) && compareToolVersions(wanted.image.driver, `${last}.999`) > 0;
  const why = isBeyond
    ? `No driver that supports this GPU is new enough: branch ${last} was the last. ` +
      "Use a cell with an older CUDA."
    : "The image's CUDA does not start on an older driver.";
  return [
    fault(plain, "fail", {
      found,
      why,
      ...(isBeyond ? { fix: ["dl-env plan"] } : installDriver(input)),
    }),
  ];
};
