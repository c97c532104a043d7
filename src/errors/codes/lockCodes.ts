import type { CodeSection } from "./codeSection.ts";

export const lockCodes = {
  title: "Locks",
  intro: "`dl-env lock`, and the locks beside dl-env.yml.",
  codes: {
    "lock-file": {
      exit: 2,
      title: "A committed lock cannot be read.",
      fix: "`dl-env lock --update`",
    },
    "lock-changed": {
      exit: 2,
      title: "A committed lock was edited by hand, or is for other requirements.",
      fix: "`dl-env lock --update`",
    },
    requirement: {
      exit: 2,
      title: "A requirement or a Python version is not valid.",
      fix: "Write it like `torch ==2.6.0`, and the Python like `3.12`",
    },
    "apt-lock-stale": {
      exit: 1,
      title:
        "The apt lock no longer fits: other packages are requested, or the archive has " +
        "another version or another file. In a plan it is a warning.",
      fix: "`dl-env lock --update`",
    },
    "apt-unknown": {
      exit: 2,
      title: "The distribution's archive has no such package, or not in that version.",
      fix: "Name another one, or its name without a version: `apt: { packages: [ffmpeg] }`",
    },
    "apt-lock-lacks": {
      exit: 1,
      title: "A base needs a package, or a newer one than it has, that the apt lock does not name.",
      fix: "`dl-env lock --update --cells CELL`, which asks apt in that base too",
    },
    "apt-lock-old": {
      title: "The apt lock is older than `apt.maxAge`. The build goes on with it.",
      fix: "`dl-env lock --update`, for the security fixes since",
    },
    "apt-unlocked": {
      title:
        "apt could not be run in a base image, so its packages are locked by name and " +
        "date only, or the lock stays as it is.",
      fix: "Follow the hint, then `dl-env lock --update`",
    },
    "apt-unreachable": {
      exit: 3,
      title: "apt could not read the distribution's archive or its snapshot.",
      fix: "Name another under `mirrors`, then `dl-env build`",
    },
    "apt-replaces": {
      title:
        "A package of the base must be replaced, because a requested one depends on a " +
        "newer version.",
      fix: "Nothing to do: the lock names it",
    },
    "apt-answer": {
      exit: 1,
      title: "apt's answer could not be read.",
      fix: "`dl-env lock --update --debug`",
    },
  },
} as const satisfies CodeSection;
