import { DRIVER_FILE, RUNTIME_ERRORS } from "./textRule.ts";
import type { TextRule } from "./textRule.ts";

const MOVED = "run with the library moved away, 2026-11-21";

/** Texts that are the image's fault, whatever the host. */
export const BROKEN_TEXTS: readonly TextRule[] = [
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
    source: RUNTIME_ERRORS,
  },
  {
    code: "ptx",
    kind: "broken",
    match:
      /provided PTX was compiled with an unsupported toolchain|cudaErrorUnsupportedPtxVersion|CUDA_ERROR_UNSUPPORTED_PTX_VERSION/,
    meaning: "the image's PTX is newer than the driver can compile",
    source: RUNTIME_ERRORS,
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
    source: RUNTIME_ERRORS,
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
