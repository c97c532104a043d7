import type { CodeSection } from "./codeSection.ts";

export const checkedSecretCodes = {
  title: "Static checks: secrets",
  intro: "",
  codes: {
    "environment-dump": {
      exit: 1,
      title: "The build's environment was written to a file.",
      fix: "Remove the file and the line that writes it; change the secrets in it",
    },
    "secret-in-env": {
      exit: 1,
      title: "The image's environment holds a secret.",
      fix: "Remove it, and change the secret: it is public",
    },
    "secret-in-file": {
      exit: 1,
      title: "A file of the image holds a secret.",
      fix: "Remove it from its layer, and change the secret",
    },
    "secret-in-label": {
      exit: 1,
      title: "A label of the image holds a secret.",
      fix: "Remove it, and change the secret: it is public",
    },
    "secret-in-history": {
      exit: 1,
      title: "A build argument or command holds a secret.",
      fix: "Use `--mount=type=secret`, and change the secret",
    },
  },
} as const satisfies CodeSection;
