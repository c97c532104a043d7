import type { CodeSection } from "./codeSection.ts";

export const noteCodes = {
  title: "Notes on accepted cells",
  intro: "The cell is accepted; this is worth knowing anyway.",
  codes: {
    "library-ended": {
      title: "A library of the cell gets no more releases.",
      fix: "Plan to leave it out",
    },
    "wheels-of-older-cuda": {
      title: "The wheels are built for an older CUDA than the base has.",
      fix: "Nothing to do: both are on the label, and the driver is checked for both",
    },
    "not-measured": {
      title: "Which GPUs these wheels run on has not been measured.",
      fix: "`dl-env smoke` on your GPU shows it",
    },
    "gpu-limited": {
      title: "Some libraries of the cell run on fewer GPUs than the others.",
      fix: "`dl-env pick` with your GPU",
    },
  },
} as const satisfies CodeSection;
