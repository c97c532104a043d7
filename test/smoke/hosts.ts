import type { RawHost } from "../../src/smoke/probeOutput.ts";

const DEVICES = ["/dev/nvidia-uvm", "/dev/nvidia0", "/dev/nvidiactl"];
const LIBRARIES = [
  "/usr/lib/x86_64-linux-gnu/libcuda.so.580.95.05",
  "/usr/lib/x86_64-linux-gnu/libnvidia-ml.so.580.95.05",
];
const driver = (cuInit: string): RawHost => ({
  devices: DEVICES,
  libraries: LIBRARIES,
  driver: "580.95.05",
  cudaVersion: "13.0",
  cuInit,
  gpus: [],
});
const good = (cudaVersion: string, version: string): RawHost => ({
  ...driver("CUDA_SUCCESS"),
  driver: version,
  cudaVersion,
  gpus: [{ name: "NVIDIA L4", computeCapability: "8.9" }],
});

/** Hosts by the names that fixtures use. */
export const HOSTS: Readonly<Record<string, RawHost>> = {
  none: {
    devices: [],
    libraries: [],
    gpus: [],
    cudaError: "libcuda.so.1: cannot open shared object file: No such file or directory",
  },
  good: good("13.0", "580.95.05"),
  "cuda12.4": good("12.4", "550.54.15"),
  old: good("11.4", "470.57.02"),
  "no-libcuda": { devices: DEVICES, libraries: [], gpus: [] },
  "no-device-file": {
    devices: [],
    libraries: LIBRARIES,
    driver: "580.95.05",
    cudaVersion: "13.0",
    cuInit: "CUDA_ERROR_NO_DEVICE",
    gpus: [],
  },
  "no-device": driver("CUDA_ERROR_NO_DEVICE"),
  mismatch: driver("CUDA_ERROR_SYSTEM_DRIVER_MISMATCH"),
  "not-ready": driver("CUDA_ERROR_SYSTEM_NOT_READY"),
  busy: driver("CUDA_ERROR_DEVICE_UNAVAILABLE"),
  compat: {
    ...driver("CUDA_ERROR_COMPAT_NOT_SUPPORTED_ON_DEVICE"),
    libraries: ["/usr/local/cuda-13.0/compat/libcuda.so.580.65.06", LIBRARIES[1] ?? ""],
  },
  unknown: driver("CUDA_ERROR_UNKNOWN"),
  /** A libcuda of which nobody can say whose it is. */
  foreign: {
    ...driver("CUDA_ERROR_UNKNOWN"),
    libraries: ["/opt/other/libcuda.so.1", LIBRARIES[1] ?? ""],
  },
};
