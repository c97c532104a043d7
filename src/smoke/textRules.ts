import { BROKEN_TEXTS } from "./brokenTexts.ts";
import { DRIVER_FILE, RUNTIME_ERRORS } from "./textRule.ts";
import type { TextRule } from "./textRule.ts";

// cuDF says `Failed to get current CUDA context: N` with N from cudaError_t.
const SEEN = "run on a machine without a GPU, 2026-11-21";

const OLD_DRIVER: readonly TextRule[] = [
  {
    code: "driver-too-old",
    kind: "old-driver",
    match:
      /cudaErrorInsufficientDriver|CUDA driver version is insufficient for CUDA runtime version|CUDA context: 35\b/,
    meaning: "driver too old",
    source: SEEN,
  },
  {
    code: "driver-too-old",
    kind: "old-driver",
    match: /The NVIDIA driver on your system is too old/,
    meaning: "driver too old",
    source: "torch/csrc/utils and c10/cuda",
  },
  {
    code: "driver-too-old",
    kind: "host",
    match: /unsatisfied condition: (?:cuda|driver|brand)/,
    meaning: "driver older than the base's NVIDIA_REQUIRE_CUDA",
    source: "NVIDIA Container Toolkit",
  },
];

const NO_DRIVER: readonly TextRule[] = [
  {
    code: "no-driver",
    kind: "no-driver",
    match: /Found no NVIDIA driver on your system/,
    meaning: "PyTorch finds no driver",
    source: SEEN,
  },
  {
    code: "no-driver",
    kind: "no-driver",
    match: /"(?:cuda|nvml)" is an NVIDIA driver library and can only be found via system search/,
    meaning: "libcuda is not there",
    source: SEEN,
  },
  {
    code: "no-driver",
    kind: "no-driver",
    match: new RegExp(`${DRIVER_FILE}: cannot open shared object file`),
    meaning: "a library of the driver is not there",
    source: SEEN,
  },
  {
    code: "no-driver",
    kind: "no-driver",
    match: /NVMLError_LibraryNotFound|NVML Shared Library Not Found/,
    meaning: "NVML is not there",
    source: SEEN,
  },
  {
    code: "no-driver",
    kind: "no-driver",
    match: /NVMLError_DriverNotLoaded/,
    meaning: "NVML finds no driver",
    source: "nvmlReturn_t in nvml.h",
  },
  {
    code: "no-driver",
    kind: "no-driver",
    match:
      /cuInitChecked\(\)" failed|CUDA is not available\. Please install CUDA or set `device_id = None`/,
    meaning: "DALI cannot start the driver",
    source: SEEN,
  },
  {
    code: "no-gpu",
    kind: "no-driver",
    match:
      /No visible GPU is found|couldn't find any available GPU on the system|XGBoost trained on cpu though asked for cuda: /,
    meaning: "XGBoost found no GPU and used the CPU",
    source: SEEN,
  },
  {
    code: "no-gpu",
    kind: "no-driver",
    match:
      /no CUDA-capable device is detected|cudaErrorNoDevice|CUDA_ERROR_NO_DEVICE|No CUDA GPUs are available|CUDA context: 100\b|cuInit gave CUDA error 100\b/,
    meaning: "no GPU is visible",
    source: RUNTIME_ERRORS,
  },
];

const HOST: readonly TextRule[] = [
  {
    code: "driver-mismatch",
    kind: "host",
    match:
      /Driver\/library version mismatch|cudaErrorSystemDriverMismatch|CUDA_ERROR_SYSTEM_DRIVER_MISMATCH|system has unsupported display driver|CUDA context: 803\b/,
    meaning: "the driver was changed without a reboot",
    source: "NVML and CUDA runtime",
  },
  {
    code: "not-ready",
    kind: "host",
    match:
      /cudaErrorSystemNotReady|CUDA_ERROR_SYSTEM_NOT_READY|system not yet initialized|CUDA context: 802\b/,
    meaning: "the driver waits for a service of the host",
    source: RUNTIME_ERRORS,
  },
  {
    code: "no-permission",
    kind: "host",
    match: /Failed to initialize NVML: Insufficient Permissions|NVMLError_NoPermission/,
    meaning: "access to the GPU is refused (SELinux?)",
    source: "NVIDIA Container Toolkit, troubleshooting",
  },
  {
    code: "lost-device",
    kind: "host",
    match: /Failed to initialize NVML: Unknown Error/,
    meaning: "the container lost access to the GPU after a daemon-reload",
    source: "NVIDIA Container Toolkit, troubleshooting",
  },
  {
    code: "gpu-busy",
    kind: "host",
    match:
      /CUDA-capable device\(s\) is\/are busy or unavailable|cudaErrorDevicesUnavailable|CUDA_ERROR_DEVICE_UNAVAILABLE|CUDA context: 46\b/,
    meaning: "the GPU is busy or in exclusive use",
    source: RUNTIME_ERRORS,
  },
  {
    code: "gpu-full",
    kind: "host",
    match:
      /CUDA out of memory|cudaErrorMemoryAllocation|CUDA_ERROR_OUT_OF_MEMORY|Out of memory allocating .* bytes|std::bad_alloc: out_of_memory: CUDA error/,
    meaning: "the GPU's memory is used by other programs",
    source: "torch and RMM",
  },
  {
    code: "no-toolkit",
    kind: "host",
    match:
      /could not select device driver "" with capabilities: \[\[gpu\]\]|unresolvable CDI devices|nvidia-container-cli: initialization error/,
    meaning: "the container engine cannot give GPUs to containers",
    source: "NVIDIA Container Toolkit, troubleshooting",
  },
];

const TEXT_RULES: readonly TextRule[] = [...BROKEN_TEXTS, ...OLD_DRIVER, ...NO_DRIVER, ...HOST];

/** The rule for a text; undefined: then it is the image's fault until someone has looked. */
export const ruleFor = (text: string): TextRule | undefined =>
  TEXT_RULES.find((rule) => rule.match.test(text));
