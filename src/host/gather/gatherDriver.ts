import type {
  DriverLoaded,
  Fact,
  GpuFacts,
  ModuleFacts,
  PciDevice,
  SmiFacts,
} from "../hostFacts.ts";
import { known, unknown } from "../hostFacts.ts";
import type { System } from "../../system/ports.ts";
import { ask, probe, outputOf, whyNoAnswer } from "./askProgram.ts";

const PCI = "/sys/bus/pci/devices";

/** Display devices only: class 03xxxx. Their sound and USB functions have the same vendor. */
const readDevice = async (sys: System, address: string): Promise<PciDevice | undefined> => {
  const read = async (name: string): Promise<string> =>
    ((await sys.files.readText(`${PCI}/${address}/${name}`)) ?? "").trim();
  if ((await read("vendor")) !== "0x10de" || !(await read("class")).startsWith("0x03"))
    return undefined;
  return { address, device: (await read("device")).replace(/^0x/, "").toLowerCase() };
};

export const gatherPci = (sys: System): Promise<Fact<readonly PciDevice[]>> =>
  probe(async () => {
    if ((await sys.files.stat(PCI)) === undefined) return unknown(`there is no ${PCI}`);
    const devices = await Promise.all(
      (await sys.files.list(PCI)).map((address) => readDevice(sys, address)),
    );
    return known(devices.filter((device) => device !== undefined));
  });

/** Lines of `name, driver_version[, compute_cap]`; a name may itself hold a comma. */
export const parseSmi = (text: string, fields: 2 | 3): GpuFacts[] =>
  text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const parts = line.split(",").map((part) => part.trim());
      const computeCapability = fields === 3 ? parts.pop() : undefined;
      const driver = parts.pop() ?? "";
      return {
        name: parts.join(", "),
        driver,
        ...(computeCapability === undefined ? {} : { computeCapability }),
      };
    });

/**
 * nvidia-smi's own words; drivers before R510 do not know compute_cap, so they are asked again
 * without it.
 */
export const gatherSmi = async (sys: System): Promise<SmiFacts> => {
  for (const fields of [3, 2] as const) {
    const query = fields === 3 ? "name,driver_version,compute_cap" : "name,driver_version";
    const answer = await ask(sys, ["nvidia-smi", `--query-gpu=${query}`, "--format=csv,noheader"]);
    if (answer.kind === "missing") return { kind: "missing" };
    if (answer.kind === "late") return { kind: "unknown", why: whyNoAnswer("nvidia-smi", answer) };
    if (answer.stdout.includes("No devices were found"))
      return { kind: "failed", said: outputOf(answer) };
    if (answer.code === 0) return { kind: "ran", gpus: parseSmi(answer.stdout, fields) };
    if (fields === 2 || !answer.stdout.includes("compute_cap"))
      return { kind: "failed", said: outputOf(answer) };
  }
  return { kind: "unknown", why: "nvidia-smi's output could not be parsed" };
};

/** `NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.65.06  Release Build …` */
export const parseDriver = (text: string): DriverLoaded | undefined => {
  const line = /^NVRM version:\s*(.*)$/m.exec(text)?.[1];
  const version = /\b(\d{3,4}\.\d+(?:\.\d+)?)\b/.exec(line ?? "")?.[1];
  if (line === undefined || version === undefined) return undefined;
  return { version, kind: line.includes("Open Kernel Module") ? "open" : "proprietary" };
};

export const gatherDriver = (sys: System): Promise<Fact<DriverLoaded | null>> =>
  probe<DriverLoaded | null>(async () => {
    const text = await sys.files.readText("/proc/driver/nvidia/version");
    if (text === undefined) return known(null);
    const driver = parseDriver(text);
    return driver === undefined
      ? unknown("/proc/driver/nvidia/version could not be parsed")
      : known(driver);
  });

const RELEVANT = ["nouveau", "nvidia", "nvidia_uvm"];

export const gatherModules = (sys: System): Promise<Fact<readonly string[]>> =>
  probe(async () => {
    const text = await sys.files.readText("/proc/modules");
    if (text === undefined) return unknown("there is no /proc/modules");
    const loaded = new Set(text.split("\n").map((line) => line.split(" ")[0] ?? ""));
    return known(RELEVANT.filter((name) => loaded.has(name)));
  });

export const parseModinfo = (text: string): ModuleFacts => {
  const field = (name: string): string | undefined =>
    new RegExp(`^${name}:\\s*(.+)$`, "m").exec(text)?.[1]?.trim();
  const [version, license, signer] = [field("version"), field("license"), field("signer")];
  return {
    ...(version === undefined ? {} : { version }),
    ...(license === undefined ? {} : { license }),
    ...(signer === undefined ? {} : { signer }),
  };
};

export const gatherModule = (sys: System): Promise<Fact<ModuleFacts | null>> =>
  probe<ModuleFacts | null>(async () => {
    const answer = await ask(sys, ["modinfo", "nvidia"]);
    if (answer.kind !== "ran") return unknown(whyNoAnswer("modinfo", answer));
    return known(answer.code === 0 ? parseModinfo(answer.stdout) : null);
  });

const VARIABLE = "/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c";

const byMokutil = async (sys: System): Promise<Fact<boolean>> => {
  const answer = await ask(sys, ["mokutil", "--sb-state"]);
  if (answer.kind !== "ran")
    return unknown(`the firmware's variables cannot be read and ${whyNoAnswer("mokutil", answer)}`);
  const state = /SecureBoot (enabled|disabled)/.exec(answer.stdout)?.[1];
  return state === undefined
    ? unknown(`mokutil's output: ${outputOf(answer)}`)
    : known(state === "enabled");
};

/** Without EFI there is no Secure Boot. The variable is 4 bytes of attributes and one of value. */
export const gatherSecureBoot = (sys: System): Promise<Fact<boolean>> =>
  probe(async () => {
    if ((await sys.files.stat("/sys/firmware")) === undefined)
      return unknown("there is no /sys/firmware");
    if ((await sys.files.stat("/sys/firmware/efi")) === undefined) return known(false);
    const bytes = await sys.files.readBytes(VARIABLE).catch(() => undefined);
    return bytes === undefined || bytes.length < 5 ? byMokutil(sys) : known(bytes[4] === 1);
  });

/** Version in the name of the file behind libcuda.so.1; null when the loader's cache has none. */
export const gatherLibrary = (sys: System): Promise<Fact<string | null>> =>
  probe<string | null>(async () => {
    const answer = await ask(sys, ["ldconfig", "-p"]);
    if (answer.kind !== "ran") return unknown(whyNoAnswer("ldconfig", answer));
    const path = /libcuda\.so\.1 .*x86-64.* => (\/.*)$/m.exec(answer.stdout)?.[1];
    if (path === undefined) return known(null);
    const version = /libcuda\.so\.(\d{3,4}\.[\d.]+)$/.exec(await sys.files.readLink(path))?.[1];
    return version === undefined ? unknown(`${path} does not contain its version`) : known(version);
  });
