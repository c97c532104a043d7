import type { ProbeCode } from "../errors/codes.ts";

/** What an error text of a library means. The first match counts: broken ones stand first. */
export interface TextRule {
  readonly code: ProbeCode | "driver-too-old";
  readonly match: RegExp;
  /**
   * `broken`: the image's fault. `no-driver`: no GPU or driver was seen. `old-driver`: too old, or
   * none. `host`: names the host's fault by itself; believed only where there is a driver.
   */
  readonly kind: "broken" | "no-driver" | "old-driver" | "host";
  readonly meaning: string;
  /** Where the text was seen or is documented. */
  readonly source: string;
}

// cuDF says `Failed to get current CUDA context: N` with N from cudaError_t.
const SEEN = "run on a machine without a GPU, 2026-11-21";
const MOVED = "run with the library moved away, 2026-11-21";
const RUNTIME = "CUDA runtime API, cudaError_t";
const DRIVER_FILE = String.raw`lib(?:cuda|nvidia-ml|nvcuvid|nvidia-encode|nvoptix)\.so(?:\.\d+)*`;

const BROKEN: readonly TextRule[] = [
  {
    code: "wrong-result",
    kind: "broken",
    match: /wrong (?:result|shape)|the result (?:holds values|is not on the GPU)/,
    meaning: "the GPU's result differs from the CPU's",
    source: "the probes' own messages",
  },
  {
    code: "cpu-build",
    kind: "broken",
    match: /is built for the CPU alone|Torch not compiled with CUDA enabled/,
    meaning: "a CPU-only build is installed",
    source: "torch/cuda/__init__.py",
  },
  {
    code: "no-kernel-image",
    kind: "broken",
    match:
      /no kernel image is available|cudaErrorNoKernelImageForDevice|CUDA_ERROR_NO_BINARY_FOR_GPU|is not compatible with the current PyTorch installation/,
    meaning: "the image has no machine code for this GPU",
    source: RUNTIME,
  },
  {
    code: "ptx",
    kind: "broken",
    match:
      /provided PTX was compiled with an unsupported toolchain|cudaErrorUnsupportedPtxVersion|CUDA_ERROR_UNSUPPORTED_PTX_VERSION/,
    meaning: "the image's PTX is newer than the driver can compile",
    source: RUNTIME,
  },
  {
    code: "cudnn-mixed",
    kind: "broken",
    match:
      /CUDNN_STATUS_(?:SUBLIBRARY_)?VERSION_MISMATCH|CUDNN_STATUS_SUBLIBRARY_LOADING_FAILED|cuDNN version incompatibility/,
    meaning: "two versions of cuDNN are mixed",
    source: "NVIDIA cuDNN, cudnnStatus_t",
  },
  {
    code: "cuda-mixed",
    kind: "broken",
    match: /were compiled with different CUDA versions/,
    meaning: "wheels for different CUDA versions are mixed",
    source: "run: torchaudio 2.11.0 beside torch 2.15.0",
  },
  {
    code: "compat",
    kind: "broken",
    match:
      /forward compatibility was attempted on non supported HW|cudaErrorCompatNotSupportedOnDevice|CUDA_ERROR_COMPAT_NOT_SUPPORTED_ON_DEVICE|CUDA context: 804\b/,
    meaning: "the image's compat libraries were loaded instead of the driver's",
    source: RUNTIME,
  },
  {
    code: "missing-library",
    kind: "broken",
    match: /Failure finding "lib|XGBoostLibraryNotFound|lib\w+\.so\S* not found in the system path/,
    meaning: "a CUDA library is not in the image",
    source: MOVED,
  },
  {
    code: "missing-library",
    kind: "broken",
    match: new RegExp(
      String.raw`(?!.*${DRIVER_FILE}:)\blib[\w+.-]+\.so[\w.]*: cannot open shared object file`,
    ),
    meaning: "a shared library is not in the image",
    source: MOVED,
  },
  {
    code: "damaged-library",
    kind: "broken",
    match:
      /undefined symbol: |invalid ELF header|file too short|version `[^']+' not found|cannot enable executable stack/,
    meaning: "a shared library does not fit or is damaged",
    source: "glibc, dlopen(3)",
  },
  {
    code: "missing-package",
    kind: "broken",
    match: /ModuleNotFoundError: |ImportError: cannot import name|Failed to import CuPy/,
    meaning: "a Python package is missing or of another version",
    source: MOVED,
  },
];

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
    source: RUNTIME,
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
    source: RUNTIME,
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
    source: RUNTIME,
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

const TEXT_RULES: readonly TextRule[] = [...BROKEN, ...OLD_DRIVER, ...NO_DRIVER, ...HOST];

/** The rule for a text; undefined: then it is the image's fault until someone has looked. */
export const ruleFor = (text: string): TextRule | undefined =>
  TEXT_RULES.find((rule) => rule.match.test(text));
