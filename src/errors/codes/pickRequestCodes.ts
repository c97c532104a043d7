import type { CodeSection } from "./codeSection.ts";

export const pickRequestCodes = {
  title: "`dl-env pick`",
  intro: "What `dl-env pick` was given.",
  codes: {
    "unknown-python": {
      exit: 2,
      title: "`pick` was asked for a Python that neither the catalog nor a release of Ubuntu has.",
      fix: "Use one of those in the message",
    },
    "wrong-driver": {
      exit: 2,
      title: "`pick` got an invalid driver version, or a driver that does not support the card.",
      fix: "Read it: `nvidia-smi --query-gpu=driver_version --format=csv,noheader`",
    },
    "gpu-of-another-platform": {
      exit: 2,
      title:
        "`pick` got a card that is in machines with an Arm processor only (Jetson, GB10, GH200, GB200), " +
        "or such a machine, and images are made for linux/amd64.",
      fix: 'Name a card of another machine: `dl-env pick --gpu "RTX 4090" --with torch`',
    },
    "no-gpu-named": {
      exit: 2,
      title: "`pick` has no card to pick for.",
      fix: 'Name one: `dl-env pick --gpu "RTX 4090" --with torch`',
    },
    "no-libraries": {
      exit: 2,
      title: "`pick` was given no library.",
      fix: "Give some: `dl-env pick --with torch,cudf`",
    },
    "unknown-gpu": {
      exit: 2,
      title: "A GPU that the catalog does not have.",
      fix: "Name it as `nvidia-smi -L` does, or give its compute capability",
    },
  },
} as const satisfies CodeSection;
