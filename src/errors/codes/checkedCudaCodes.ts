import type { CodeSection } from "./codeSection.ts";

export const checkedCudaCodes = {
  title: "Static checks: CUDA and libraries",
  intro: "",
  codes: {
    "label-cuda": {
      exit: 1,
      title: "The label and the base disagree about CUDA.",
      fix: "`dl-env build`",
    },
    "label-wheel-cuda": {
      exit: 1,
      title: "The label and the wheels disagree about CUDA.",
      fix: "`dl-env build`",
    },
    "other-cuda": {
      exit: 1,
      title: "A package belongs to another CUDA.",
      fix: "`dl-env lock --update`",
    },
    "torch-cpu": {
      exit: 1,
      title: "PyTorch is a build for the CPU.",
      fix: "`dl-env lock --update`",
    },
    "torch-cuda": {
      exit: 1,
      title: "PyTorch is built for another CUDA.",
      fix: "`dl-env lock --update`",
    },
    "torch-missing": {
      exit: 1,
      title: "PyTorch is missing.",
      fix: "`dl-env build`",
    },
    "gpu-not-covered": {
      exit: 1,
      title: "The wheels have no code for a GPU that the cell should run on.",
      fix: "Use another CUDA, or change `pins`",
    },
    "nvidia-env": {
      exit: 1,
      title: "NVIDIA_VISIBLE_DEVICES or NVIDIA_DRIVER_CAPABILITIES is wrong.",
      fix: "Do not unset what the base sets",
    },
    "compat-first": {
      exit: 1,
      title: "The image's libcuda hides the driver's.",
      fix: "Remove `/usr/local/cuda/compat` from the loader's path",
    },
    "driver-library": {
      exit: 1,
      title: "A library of the driver is part of the image.",
      fix: "Remove it; the toolkit brings the host's",
    },
    "ld-preload": {
      exit: 1,
      title: "A library is loaded into every process (LD_PRELOAD).",
      fix: "Remove LD_PRELOAD and /etc/ld.so.preload",
    },
    "wheel-shadowed": {
      exit: 1,
      title: "A folder on LD_LIBRARY_PATH has libraries that hide the wheels' own.",
      fix: "Leave LD_LIBRARY_PATH alone",
    },
  },
} as const satisfies CodeSection;
