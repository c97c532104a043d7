import type { CodeSection } from "./codeSection.ts";

export const internalCodes = {
  title: "Faults of dl-env",
  intro: "",
  codes: {
    internal: {
      exit: 3,
      title: "An internal error of dl-env.",
      fix: "Run it again with `--debug`, and report what it prints",
    },
  },
} as const satisfies CodeSection;
