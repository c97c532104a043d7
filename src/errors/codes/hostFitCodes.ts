import type { CodeSection } from "./codeSection.ts";

export const hostFitCodes = {
  title: "Whether an image runs on a host",
  intro: "Answers of `dl-env pick`.",
  codes: {
    "no-code-for-gpu": {
      title: "A wheel has no machine code or PTX for this GPU.",
      fix: "Use a cell with another CUDA: `dl-env pick` names it",
    },
    "driver-too-old": {
      title: "The host's driver is older than the cell needs.",
      fix: "Upgrade the driver (`dl-env doctor` says how), or use an older CUDA",
    },
    "driver-not-whole": {
      title: "The driver was named without its patch number, and that decides.",
      fix: "Give the whole version: `nvidia-smi --query-gpu=driver_version --format=csv,noheader`",
    },
    "cudnn-without-gpu": {
      title: "This cuDNN does not support the GPU.",
      fix: "Use a cell with an older cuDNN",
    },
  },
} as const satisfies CodeSection;
