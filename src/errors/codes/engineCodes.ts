import type { CodeSection } from "./codeSection.ts";

export const engineCodes = {
  title: "Engines",
  intro: "buildx and podman.",
  codes: {
    "no-engine": {
      exit: 3,
      title: "No engine on this host can build.",
      fix: "Install podman as the hint says, or repair what is there: `dl-env doctor --for build`",
    },
    "engine-unusable": {
      exit: 3,
      title: "The requested engine cannot be used.",
      fix: "`engine: auto`, or repair it as the hint says",
    },
    "engine-failed": {
      exit: 1,
      title: "The engine ended with an error.",
      fix: "Type the hint's command to see its whole output",
    },
    "engine-other-base": {
      exit: 1,
      title: "The image that the engine built does not have the requested base.",
      fix: "`dl-env generate`, and leave the first lines of the Containerfile alone",
    },
    "no-runtime": {
      exit: 3,
      title: "No container can be run on this host.",
      fix: "`dl-env doctor`",
    },
    "load-failed": {
      exit: 1,
      title: "The engine did not load an image.",
      fix: "`podman info` or `docker info`: disk, version, rights",
    },
    "install-failed": {
      exit: 3,
      title: "apt could not install what is missing.",
      fix: "Type the hint's apt-get line to see why",
    },
    "program-missing": {
      exit: 3,
      title: "A program is not installed.",
      fix: "Install it, then `command -v PROGRAM`",
    },
    "stand-in-failed": {
      exit: 3,
      title: "The stand-in for nvidia/cuda could not be made.",
      fix: "`apt-get update` must work",
    },
  },
} as const satisfies CodeSection;
