import type { CodeSection } from "../codeSection.ts";

export const publishingCodes = {
  title: "Publishing",
  intro: "`dl-env promote`. The public tags stay where they were.",
  codes: {
    "not-read": {
      title: "The image could not be read from the destination; the others were.",
      fix: "`dl-env promote` again",
    },
    "not-tested": { title: "No report is bound to this digest.", fix: "`dl-env smoke`" },
    "check-failed": {
      title: "A static check found something in the image; no tag moves to it.",
      fix: "The sentence names the code, above under static checks",
    },
    "not-proven": {
      title: "The report is not what `smoke.require` asks for.",
      fix: "Test it where there is a GPU, or say `smoke: { require: cpu }`",
    },
    "newer-there": { title: "The tag names a newer image already.", fix: "Nothing to do" },
    "tag-taken": {
      exit: 1,
      title: "An immutable tag names another image.",
      fix: "It never moves; look what is there",
    },
    "stand-in": {
      exit: 2,
      title: "Images on a stand-in for nvidia/cuda are not published.",
      fix: "Use a real base, or `to: oci:./images`",
    },
    "promotion-stopped": {
      exit: 3,
      title: "Promotion stopped on its way; each moved tag names a tested image.",
      fix: "Mend the cause, then `dl-env promote` again",
    },
    "proof-lost": {
      exit: 3,
      title: "Others overwrite the list of reports all the time.",
      fix: "`dl-env smoke` when they are done",
    },
  },
} as const satisfies CodeSection;
