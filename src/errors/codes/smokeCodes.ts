import type { CodeSection } from "./codeSection.ts";

export const smokeCodes = {
  title: "Tests of an image",
  intro: "`dl-env smoke`.",
  codes: {
    "container-start": {
      exit: 1,
      title: "The image did not start.",
      fix: "Run it by hand as the hint says",
    },
    "host-gpu": {
      exit: 3,
      title: "The host cannot give the container a GPU.",
      fix: "`dl-env doctor`",
    },
    "smoke-timeout": {
      exit: 1,
      title: "The probes did not end in time.",
      fix: "Run one alone, as the hint says",
    },
    "probe-output": {
      exit: 1,
      title: "dl-env-check did not answer as expected.",
      fix: "Run it in the image and read what it prints",
    },
  },
} as const satisfies CodeSection;
