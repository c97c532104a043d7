import type { CodeSection } from "./codeSection.ts";

export const checkedAccountCodes = {
  title: "Static checks: users and permissions",
  intro: "",
  codes: {
    "empty-password": {
      exit: 1,
      title: "A user has an empty password.",
      fix: "Lock it: `*` in /etc/shadow",
    },
    "fixed-password": {
      exit: 1,
      title: "A password is the same in every container.",
      fix: "Remove it; log in by key or token",
    },
    "dev-ids": {
      exit: 1,
      title: "The image's user has other numbers than it should: dev 1000:0, or those of `user`.",
      fix: "Build from the Containerfile that dl-env writes",
    },
    "dev-locked": {
      exit: 1,
      title: "sshd would refuse the image's user.",
      fix: "Its field in /etc/shadow must be `*`",
    },
    "no-dev": {
      exit: 1,
      title: "The image lacks its user: dev, or that of `user`.",
      fix: "Build from the Containerfile that dl-env writes",
    },
    "second-root": { exit: 1, title: "A second user has uid 0.", fix: "Remove it" },
    "nopasswd-sudo": {
      exit: 1,
      title: "Anyone in the container can become root.",
      fix: "Remove the rule; `sudo: true` in dl-env.yml is how to ask for sudo",
    },
    "sudo-unasked": {
      exit: 1,
      title: "sudo is installed although dl-env.yml does not ask for it.",
      fix: "Remove it, or write `sudo: true`",
    },
    "root-user": { exit: 1, title: "The image starts as root.", fix: "`USER 1000:0` at the end" },
    "group-writable": {
      exit: 1,
      title: "The image's user could change what root runs.",
      fix: "`chmod g-w`",
    },
    "world-writable": { exit: 1, title: "Everyone could change a file.", fix: "`chmod o-w`" },
    owner: {
      exit: 1,
      title: "A file outside home belongs to the image's user.",
      fix: "`chown 0:0`",
    },
    setuid: {
      exit: 1,
      title: "A program runs with another user's rights.",
      fix: "`chmod u-s,g-s`, or leave it out",
    },
    "venv-mode": {
      exit: 1,
      title: "/opt/venv is not writable for group 0, or not readable.",
      fix: "Never chown or chmod /opt/venv; `dl-env build`",
    },
    home: {
      exit: 1,
      title: "The home is not its user's, so other users could not use it.",
      fix: "Owner `UID:0` with mode 0775",
    },
  },
} as const satisfies CodeSection;
