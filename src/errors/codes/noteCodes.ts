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
    "nothing-for-gpu": {
      title: "A proof from a GPU is asked for, and nothing in the cell's set uses one.",
      fix: "Nothing where that is meant: write `smoke: { require: cpu }`; else add a library that uses a GPU to the set, such as cupy",
    },
    "index-not-asked": {
      title: "An index that may have newer builds for this CUDA could not be queried.",
      fix: "`mirrors` in dl-env.yml for that index, or again with a network",
    },
    "index-changed": {
      title: "Packages come from another index than in the committed locks.",
      fix: "Nothing where that is meant; else leave the index out of dl-env.yml",
    },
    "older-release": {
      title: "A library is older in this cell than it would be alone.",
      fix: "A set without the library that holds it back, or nothing where both are needed",
    },
    "pre-release": {
      title: "The lock holds pre-releases of some packages.",
      fix: "Nothing where their makers have no final release; else pin one: `pins`",
    },
    "pin-holds-nothing": {
      title: "A pin names a package that is not in this cell.",
      fix: "Nothing where other cells have it; else use the package's name in this cell",
    },
    "gpu-limited": {
      title: "Some libraries of the cell run on fewer GPUs than the others.",
      fix: "`dl-env pick` with your GPU",
    },
  },
} as const satisfies CodeSection;
