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
  /** libcuda is there and its start failed in a way that names the host. */
  | { readonly kind: "driver"; readonly meaning: string }
  /** libcuda is there and its start failed in a way that is not known. */
  | { readonly kind: "unclear"; readonly meaning: string };

/** cuInit's answers that name the host. Source: CUDA driver API, enum cudaError_enum. */
const HOST_ANSWERS: Readonly<Record<string, string>> = {
  CUDA_ERROR_NO_DEVICE: "the driver sees no GPU",
  CUDA_ERROR_SYSTEM_DRIVER_MISMATCH:
    "the kernel module and the driver's libraries are of different versions: reboot the host",
  CUDA_ERROR_SYSTEM_NOT_READY:
    "the driver waits for a service of the host, such as the fabric manager",
  CUDA_ERROR_DEVICE_UNAVAILABLE: "the GPU is busy or reserved for another process",
  CUDA_ERROR_OPERATING_SYSTEM: "the host refused access to the GPU's device files",
};

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

const gpuDevices = (host: RawHost): readonly string[] =>
  host.devices.filter((path) => /^\/dev\/(nvidia\d+|dxg)$/.test(path));

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
  const reason = HOST_ANSWERS[host.cuInit ?? ""];
  if (reason !== undefined) return { kind: "driver", meaning: `${reason} (${host.cuInit})` };
  return {
    kind: "unclear",
    meaning: `libcuda does not start: ${host.cuInit ?? host.cudaError ?? "it gives no message"}`,
  };
};
