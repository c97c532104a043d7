import type { RawHost } from "./probeOutput.ts";

/**
 * What a container can reach of a GPU. Only `ready` may give a pass on the GPU; each of the others
 * is the host's doing.
 */
export type HostState =
  | { readonly kind: "ready"; readonly cuda?: string }
  /** Neither a device file nor a driver library. */
  | { readonly kind: "no-gpu"; readonly meaning: string }
  /**
   * Some of both: a container that was given half of what it needs, or a driver that does not
   * start.
   */
  | { readonly kind: "half"; readonly meaning: string }
  /** The driver's own libcuda does not start: asked without any library of the image. */
  | { readonly kind: "driver"; readonly meaning: string }
  /** A libcuda of the image stands before the driver's, and does not start. */
  | { readonly kind: "image"; readonly meaning: string }
  /** A libcuda that is not known to be the driver's fails in a way that names nobody. */
  | { readonly kind: "unclear"; readonly meaning: string };

/**
 * cuInit's answers that name the host, each with what to do there. Source: CUDA driver API, enum
 * cudaError_enum.
 */
const HOST_ANSWERS: Readonly<Record<string, string>> = {
  CUDA_ERROR_NO_DEVICE: "the driver sees no GPU",
  CUDA_ERROR_SYSTEM_DRIVER_MISMATCH:
    "the kernel module and the driver's libraries are of different versions: reboot the host",
  CUDA_ERROR_SYSTEM_NOT_READY:
    "the driver waits for a service of the host, such as the fabric manager",
  CUDA_ERROR_DEVICE_UNAVAILABLE: "the GPU is busy or reserved for another process",
  CUDA_ERROR_OPERATING_SYSTEM: "the host refused access to the GPU's device files",
};

/** What libcuda answers where it cannot open this file. Seen on an H100, driver 580.159.04. */
const UNIFIED_MEMORY = "/dev/nvidia-uvm";

/** Answers that only a libcuda of the image gives: compat on other hardware, and the stub. */
const IMAGE_ANSWERS: readonly string[] = [
  "CUDA_ERROR_COMPAT_NOT_SUPPORTED_ON_DEVICE",
  "CUDA_ERROR_STUB_LIBRARY",
  "34",
];

/**
 * libcuda from the driver: the copies that CUDA images bring for forward compatibility and for
 * linking do not count.
 */
const driverLibrary = (host: RawHost): string | undefined =>
  host.libraries.find((path) => /libcuda\.so/.test(path) && !/\/(compat|stubs)\//.test(path));

/** libcuda of the image itself, where the loader chose that one. */
export const compatLibrary = (host: RawHost): string | undefined =>
  host.libraries.find((path) =>
    /\/(compat|stubs)\/.*libcuda\.so|libcuda\.so.*\/(compat|stubs)\//.test(path),
  );

/**
 * A libcuda that is surely the driver's: it bears the kernel module's version in its name, or is
 * where WSL puts it.
 */
const isDriversOwn = (host: RawHost, path: string): boolean =>
  (host.driver !== undefined && path.endsWith(`/libcuda.so.${host.driver}`)) ||
  path.startsWith("/usr/lib/wsl/");

const gpuDevices = (host: RawHost): readonly string[] =>
  host.devices.filter((path) => /^\/dev\/(nvidia\d+|dxg)$/.test(path));

const notStarted = (host: RawHost): string =>
  host.cuInit ?? host.cudaError ?? "it gives no message";

/** What to do about a driver that does not start and does not say why. */
const unknownCause = (host: RawHost): string => {
  const uvm = host.devices.includes(UNIFIED_MEMORY)
    ? `${UNIFIED_MEMORY} may not be the driver's device`
    : `${UNIFIED_MEMORY} is not there`;
  return host.cuInit === "CUDA_ERROR_UNKNOWN" && !host.devices.includes("/dev/dxg")
    ? `the host's driver does not start (CUDA_ERROR_UNKNOWN): ${uvm}; run \`sudo nvidia-modprobe -u -c 0\` on the host, and give the container that device`
    : `the host's driver does not start (${notStarted(host)}): run \`nvidia-smi\` and \`dl-env doctor\` on the host`;
};

/** What a libcuda that did not start means; `path` is the one that the loader chose. */
const failedStart = (host: RawHost, path: string): HostState => {
  const isHidden = /^(|none|void|-1)$/.test(host.visible ?? "all");
  const isImages =
    IMAGE_ANSWERS.includes(host.cuInit ?? "") ||
    (driverLibrary(host) === undefined && !(host.cuInit === "CUDA_ERROR_NO_DEVICE" && isHidden));
  if (isImages)
    return {
      kind: "image",
      meaning: `${path} of the image stands before the driver's libcuda and does not start: ${notStarted(host)}`,
    };
  const reason = HOST_ANSWERS[host.cuInit ?? ""];
  if (reason !== undefined) return { kind: "driver", meaning: `${reason} (${host.cuInit})` };
  return isDriversOwn(host, path)
    ? { kind: "driver", meaning: unknownCause(host) }
    : { kind: "unclear", meaning: `${path} does not start: ${notStarted(host)}` };
};

/** What of a GPU the probes could use, from what dl-env-check saw beside them. */
export const hostState = (host: RawHost): HostState => {
  const driver = driverLibrary(host) ?? compatLibrary(host);
  const devices = gpuDevices(host);
  const isImages = driverLibrary(host) === undefined;
  if (devices.length === 0 && isImages)
    return {
      kind: "no-gpu",
      meaning: "no GPU: there is neither a device /dev/nvidia* nor libcuda of a driver",
    };
  if (devices.length === 0)
    return {
      kind: "half",
      meaning: `no GPU was given to the container: ${driver} is there, a device /dev/nvidia* is not`,
    };
  if (driver === undefined)
    return {
      kind: "half",
      meaning: `no driver in the container: ${devices[0]} is there, libcuda is not`,
    };
  if (host.cuInit === "CUDA_SUCCESS" && host.gpus.length > 0)
    return { kind: "ready", ...(host.cudaVersion === undefined ? {} : { cuda: host.cudaVersion }) };
  return failedStart(host, driver);
};
