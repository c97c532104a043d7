import type { CodeSection } from "./codeSection.ts";

export const probeCodes = {
  title: "What a test found",
  intro: "Reasons within a report of `dl-env smoke`.",
  codes: {
    "wrong-result": {
      title: "The GPU's result differs from the CPU's.",
      fix: "The image is broken: do not publish it; report the library",
    },
    "cpu-build": {
      title: "A build without CUDA is installed.",
      fix: "Change `pins`, or `dl-env lock --update`",
    },
    "no-kernel-image": {
      title: "The image has no machine code for this GPU.",
      fix: "`dl-env pick` names a cell that has",
    },
    ptx: {
      title: "The image's PTX is newer than the driver can compile.",
      fix: "Upgrade the driver, or use an older CUDA",
    },
    "cudnn-mixed": {
      title: "Two versions of cuDNN are mixed.",
      fix: "Use the flavor without cudnn",
    },
    "cuda-mixed": {
      title: "Wheels for different CUDA versions are mixed.",
      fix: "`dl-env lock --update`",
    },
    compat: {
      title: "The image's compat libraries were loaded instead of the driver's.",
      fix: "Remove `/usr/local/cuda/compat` from LD_LIBRARY_PATH",
    },
    "missing-library": {
      title: "A shared library is not in the image.",
      fix: "Report the library; meanwhile leave it out",
    },
    "damaged-library": {
      title: "A shared library is damaged or does not fit.",
      fix: "`dl-env build` after removing the layer; else report it",
    },
    "missing-package": {
      title: "A Python package is missing or of another version.",
      fix: "`dl-env lock --update`",
    },
    "no-driver": { title: "There is no NVIDIA driver on this host.", fix: "`dl-env doctor`" },
    "no-gpu": {
      title: "No GPU is seen.",
      fix: "`dl-env doctor`, and look at NVIDIA_VISIBLE_DEVICES",
    },
    "driver-mismatch": {
      title: "The driver was changed without a reboot.",
      fix: "Reboot the host",
    },
    "not-ready": {
      title: "The driver waits for a service of the host, such as the fabric manager.",
      fix: "`systemctl status nvidia-fabricmanager`",
    },
    "no-permission": {
      title: "Access to the GPU is refused, often by SELinux.",
      fix: "`--security-opt label=disable`; `dl-env run` does it by itself",
    },
    "lost-device": {
      title: "The container lost the GPU after a `systemctl daemon-reload`.",
      fix: "Start it again; use CDI to keep it: `dl-env doctor`",
    },
    "gpu-busy": {
      title: "Another program has exclusive use of the GPU.",
      fix: "`nvidia-smi` shows by whom",
    },
    "gpu-full": {
      title: "Other programs use the GPU's memory.",
      fix: "`nvidia-smi` shows by whom",
    },
    "no-toolkit": { title: "The engine cannot give containers GPUs.", fix: "`dl-env doctor`" },
  },
} as const satisfies CodeSection;
