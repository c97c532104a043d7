import type { CodeSection } from "./codeSection.ts";

export const reasonCodes = {
  title: "Why a cell is rejected or unknown",
  intro:
    "Reasons that `dl-env plan` prints. They are results, not errors: the other " +
    "cells continue. Each has its source and the nearest cell that works.",
  codes: {
    "no-base-image": {
      title: "NVIDIA never published this base, or deleted it.",
      fix: "Use the nearest cell, or another flavor",
    },
    "base-list-too-old": {
      title: "The registry's tags could not be read, and the catalog's copy is too old to rely on.",
      fix: "`mirrors: { docker.io: … }`, or try again with a network",
    },
    "base-not-asked": {
      title:
        "A mirror lists only what it has fetched, and did not answer when asked for this base.",
      fix: "Try again once the mirror answers, or leave it out of `mirrors`",
    },
    "base-not-in-copy": {
      title:
        "The registry's tags could not be read, and the catalog's copy neither has this base nor " +
        "all of its release.",
      fix: "Try again with a network, or see the line that the reason names",
    },
    "cuda-not-covered": {
      title: "The catalog has no facts about wheels for this CUDA.",
      fix: "Use a CUDA that the message names",
    },
    "cuda-end-of-life": {
      title: "NVIDIA ended its images of this CUDA.",
      fix: "Use a newer CUDA",
    },
    "ubuntu-end-of-life": {
      title: "This release no longer gets security updates.",
      fix: "Use a newer release",
    },
    "python-not-available": {
      title: "Neither the release nor the catalog has this Python.",
      fix: "Use one that the message lists",
    },
    "python-pre-release": {
      title: "The release has this Python only as a pre-release.",
      fix: "Use another Python; the catalog brings its own builds of most",
    },
    "library-not-available": {
      title: "The catalog has no wheels of this library for this CUDA and Python.",
      fix: "Use the nearest cell, or leave the library out",
    },
    "source-only": {
      title: "The index has a package as source code only, and images are made of wheels.",
      fix: "Build it in a step of your own (`run`) on a `devel` flavor, or leave it out",
    },
    "other-hash": {
      title: "The index's file has another sha256 than a file of requirements gives for it.",
      fix: "Find out why; if the index is right, remove the hashes or make the file again",
    },
    "left-own-index": {
      title: "A package of your own index would come from another one under the same name.",
      fix: "Put it on your index again, or remove the lock that the reason names",
    },
    "cuda-major-mismatch": {
      title: "One of your own libraries needs a package for another CUDA.",
      fix: "Add an entry for this CUDA to its library.yml",
    },
    "pin-out-of-range": {
      title: "A pin requires a version that does not work in this cell.",
      fix: "Change `pins`, or leave the cell out",
    },
    "two-cudnns": {
      title: "A cudnn flavor would bring a second cuDNN beside the wheels' own.",
      fix: "Use the flavor without cudnn",
    },
    offline: {
      title: "The packages were not resolved: `--offline`.",
      fix: "`dl-env lock` once with a network",
    },
    "not-asked": {
      title: "The package index was not queried for this cell.",
      fix: "`dl-env plan`",
    },
    "index-unreachable": {
      exit: 3,
      title: "A package index could not be queried; the cell is unknown, not rejected.",
      fix: "Check the network and `mirrors`, then again",
    },
    "package-missing": {
      title: "The index has no package of this name.",
      fix: "Check the name in the library's folder or in `pins`",
    },
    "version-missing": { title: "The index has no such version.", fix: "Change `pins`" },
    "no-build-for-cuda": {
      title: "The package has no build for this CUDA.",
      fix: "Use the nearest cell",
    },
    "no-build-for-python": {
      title: "The package has no build for this Python.",
      fix: "Use the nearest cell",
    },
    "no-build-for-platform": {
      title: "The package has no build for this platform or glibc.",
      fix: "Use the nearest cell, or leave the library out",
    },
    "no-wheels": {
      title: "The package has no wheels that fit.",
      fix: "Use the nearest cell, or leave the library out",
    },
    "packages-disagree": {
      title: "Two packages want versions of a third that exclude each other.",
      fix: "`dl-env plan --why CELL` shows the full chain",
    },
    "asked-twice": {
      title: "One package is required in two versions at once.",
      fix: "Change `pins`, or one of the sets",
    },
    "wheel-of-another-cuda": {
      title: "The resolver's answer holds a wheel of another CUDA.",
      fix: "Use the nearest cell",
    },
    "torch-without-cuda": {
      title: "The resolver took a PyTorch that is built for another CUDA or none.",
      fix: "Use the nearest cell",
    },
    "two-cudnn": {
      title: "The answer holds two cuDNN, and a process loads only one.",
      fix: "Change `pins`, or leave a library out",
    },
    "wheel-does-not-fit": {
      title: "The answer holds a wheel for another Python or platform.",
      fix: "Report it; meanwhile change `pins`",
    },
    "placeholder-release": {
      title: "The answer holds an empty placeholder instead of real wheels.",
      fix: "Use the nearest cell",
    },
    "resolver-failed": { title: "uv failed without a result.", fix: "`dl-env plan --debug`" },
  },
} as const satisfies CodeSection;
