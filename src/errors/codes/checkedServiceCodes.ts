import type { CodeSection } from "./codeSection.ts";

export const checkedServiceCodes = {
  title: "Static checks: ssh and Jupyter",
  intro: "",
  codes: {
    "keys-folder": {
      exit: 1,
      title: "/etc/ssh/keys is not for group 0 alone.",
      fix: "Mode 0770, owner 1000:0",
    },
    "host-key": {
      exit: 1,
      title: "A host key is part of the image.",
      fix: "Remove it: each container makes its own",
    },
    "authorized-key": {
      exit: 1,
      title: "A public key is part of the image.",
      fix: "Remove it; mount it at start",
    },
    "sshd-settings": {
      exit: 1,
      title: "sshd would allow logins that it should refuse.",
      fix: "Leave the settings in /usr/local/lib/dl-env alone",
    },
    "empty-token": {
      exit: 1,
      title: "Jupyter asks for no token.",
      fix: "Remove the setting: a token is made at first start",
    },
    "fixed-token": {
      exit: 1,
      title: "Jupyter's token is the same in every container.",
      fix: "Remove it",
    },
    "allow-origin": {
      exit: 1,
      title: "Any web page may use Jupyter.",
      fix: "Remove `allow_origin`",
    },
    "no-xsrf": {
      exit: 1,
      title: "Jupyter does not check for forged requests.",
      fix: "Remove `disable_check_xsrf`",
    },
  },
} as const satisfies CodeSection;
