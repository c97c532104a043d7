import type { CodeSection } from "./codeSection.ts";

export const publishingCodes = {
  title: "Publishing",
  intro: "`dl-env promote`. The public tags stay where they were.",
  codes: {
    "not-read": {
      title: "The image could not be read from the destination; the others were.",
      fix: "`dl-env promote` again",
    },
    "not-tried": {
      title: "The registry did not answer for the cells before, so it was not asked for these.",
      fix: "`dl-env promote` again once it answers",
    },
    "wrong-image": {
      exit: 1,
      title: "What is under this digest is not the image of the cell.",
      fix: "Its labels, or what ran, are of another image; `dl-env build` links the right one",
    },
    "image-broken": {
      exit: 1,
      title: "The image lacks a blob, or has one of another size; no tag moves to it.",
      fix: "`dl-env build` makes it again, then `dl-env smoke` and `dl-env promote`",
    },
    "not-tested": { title: "No test report is stored for this digest.", fix: "`dl-env smoke`" },
    "check-failed": {
      title: "A static check found something in the image; no tag moves to it.",
      fix: "The message names the code; see the static checks above",
    },
    "not-proven": {
      title: "The report does not meet `smoke.require`.",
      fix: "Test it on a host with a GPU, or set `smoke: { require: cpu }`",
    },
    "newer-there": { title: "The tag already points to a newer image.", fix: "Nothing to do" },
    "equal-there": {
      title: "The tag points to an image that is neither older nor newer.",
      fix: "`dl-env promote --replace-equal` moves it all the same",
    },
    "tag-taken": {
      exit: 1,
      title: "An immutable tag points to another image.",
      fix: "It never moves; check what it points to",
    },
    "stand-in": {
      exit: 2,
      title: "Images on a stand-in for nvidia/cuda are not published.",
      fix: "Use a real base, or `to: oci:./images`",
    },
    "promotion-stopped": {
      exit: 3,
      title: "Promotion stopped partway; each moved tag points to a tested image.",
      fix: "Fix the cause, then `dl-env promote` again",
    },
    "store-damaged": {
      exit: 1,
      title: "Something in the destination or the store is gone, cut off or has other bytes.",
      fix: "`dl-env build` makes it again; the hint says what to remove before",
    },
    "not-removed": {
      exit: 1,
      title: "The registry does not remove this, or not alone.",
      fix: "Read its message; some registries remove on their web page only",
    },
    "needs-unknown": {
      exit: 3,
      title: "It is not known what the cells need, so nothing is removed.",
      fix: "`dl-env plan` shows what could not be asked",
    },
    "unknown-tag": {
      exit: 2,
      title: "The destination has no such tag.",
      fix: "`dl-env store list` shows all",
    },
    "nothing-stored": {
      exit: 2,
      title: "What was to be listed or verified is not there.",
      fix: "`--to oci:./images`, or make it: `dl-env build`",
    },
    "untag-what": {
      exit: 2,
      title: "`untag` needs tags, or `--outside`, not both.",
      fix: "`dl-env untag TAG --yes`, or `dl-env untag --outside --yes`",
    },
    "proof-lost": {
      exit: 3,
      title: "Other runs keep overwriting the list of reports.",
      fix: "`dl-env smoke` when they are done",
    },
  },
} as const satisfies CodeSection;
