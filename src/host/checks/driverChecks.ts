import type { Check, CheckInput, Finding } from "../finding.ts";
import { ok, skipped } from "../finding.ts";
import { isKnown, valueOf } from "../facts.ts";
import type { Fix } from "../fix.ts";
import { fixFor } from "../fix.ts";
import { architectures, driverVersion, hasGpu, kernelNeeded } from "../derivedFacts.ts";
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

const notLoaded = (input: CheckInput): Pick<Finding, "found" | "why" | "fix" | "source"> => {
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
      {
        ...plain,
        level: "unknown",
        found: facts.driver.unknown,
        why: "Without a driver no container sees the GPU.",
        fix: [],
      },
    ];
  return [{ ...plain, level: "fail", ...notLoaded(input) }];
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
  const names = list.map((one) => one.name).join(", ");
  const driver = valueOf(facts.driver);
  if (hasGpu(facts) === "no" || driver === null || driver === undefined)
    return [skipped({ ...plain, found: "no driver is loaded" })];
  const needed = kernelNeeded(list);
  const last = Math.min(...list.map((one) => one.last ?? Number.POSITIVE_INFINITY));
  const found = `${driver.kind} kernel modules ${driver.version} for ${names}`;
  if (needed === "unknown")
    return [
      {
        ...plain,
        level: "unknown",
        found: "the architecture of the GPU is not known",
        why: "Some GPUs need the open kernel modules, others the proprietary ones.",
        fix: [],
      },
    ];
  if (needed === "none")
    return [
      {
        ...plain,
        level: "fail",
        found,
        why: "One of the GPUs needs the open kernel modules and another the proprietary ones; no driver drives both.",
        fix: ["lspci -nn -d 10de:   # take one of them out"],
      },
    ];
  if (Number(driver.version.split(".")[0]) > last)
    return [
      {
        ...plain,
        level: "fail",
        found,
        why: `Driver branch ${last} is the last that supports this GPU.`,
        ...fixFor(input, "driver-proprietary"),
      },
    ];
  if (needed === "open" && driver.kind !== "open")
    return [
      {
        ...plain,
        level: "fail",
        found,
        why: "This GPU works with the open kernel modules only.",
        ...fixFor(input, "driver-open"),
      },
    ];
  if (needed === "proprietary" && driver.kind !== "proprietary")
    return [
      {
        ...plain,
        level: "fail",
        found,
        why: "The open kernel modules support Turing and later only.",
        ...fixFor(input, "driver-proprietary"),
      },
    ];
  return [ok({ ...plain, found })];
};

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
      {
        ...plain,
        level: "fail",
        found,
        why: "The driver was upgraded while it was loaded; every GPU program fails until both are of one version.",
        ...fixFor(input, "reboot"),
      },
    ];
  }
  if (library === null)
    return [
      {
        ...plain,
        level: "fail",
        found: `kernel module ${driver.version}, no libcuda.so.1`,
        why: "The toolkit copies the driver's libraries into containers; here are none.",
        ...fixFor(input, "smi"),
      },
    ];
  if (library === undefined)
    return [
      {
        ...plain,
        level: "unknown",
        found: "unknown" in facts.library ? facts.library.unknown : "",
        why: "Driver and library must be of one version.",
        fix: [],
      },
    ];
  return [ok({ ...plain, found: `both ${driver.version}` })];
};

/** A driver that finds no device is one that does not drive this GPU. */
const smiFix = (input: CheckInput, said: string): Fix => {
  if (/no devices were found/i.test(said)) return installDriver(input);
  return fixFor(input, /version mismatch/i.test(said) ? "reboot" : "load-module");
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
        {
          ...plain,
          level: "warn",
          found: "not installed",
          why: "The toolkit and people ask it for the driver and the GPUs.",
          ...fixFor(input, "smi"),
        },
      ];
    case "failed":
      return [
        {
          ...plain,
          level: "fail",
          found: facts.smi.said,
          why: "What fails for nvidia-smi fails in containers too.",
          ...smiFix(input, facts.smi.said),
        },
      ];
    case "unknown":
      return [
        {
          ...plain,
          level: "unknown",
          found: facts.smi.why,
          why: "A GPU that hangs answers nobody.",
          fix: [],
        },
      ];
  }
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
  const last = Math.min(
    ...architectures(facts, catalog).map((one) => one.last ?? Number.POSITIVE_INFINITY),
  );
  const isBeyond =
    Number.isFinite(last) && compareToolVersions(wanted.image.driver, `${last}.999`) > 0;
  const why = isBeyond
    ? `No driver that supports this GPU is new enough: branch ${last} was the last. Take a cell with an older CUDA.`
    : "The image's CUDA does not start on an older driver.";
  return [
    {
      ...plain,
      level: "fail",
      found,
      why,
      ...(isBeyond ? { fix: ["dl-env plan"] } : installDriver(input)),
    },
  ];
};
