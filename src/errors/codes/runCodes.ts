import type { CodeSection } from "./codeSection.ts";

export const runCodes = {
  title: "`dl-env run` and `dl-env doctor`",
  intro: "Starting an image on this host: docs/remote.md.",
  codes: {
    "run-no-engine": {
      exit: 3,
      title: "Neither docker nor podman works here.",
      fix: "`dl-env doctor`",
    },
    "run-no-gpu": {
      exit: 3,
      title:
        "The engine cannot give a container GPUs here, and a start without one would go unnoticed.",
      fix: "`dl-env doctor`, or `--gpus none`",
    },
    "run-host-network": {
      exit: 3,
      title:
        "The engine's containers are in the host's own network, where sshd would be open to all.",
      fix: "Give containers a network of their own, or start `jupyter` alone",
    },
    "run-image-missing": {
      exit: 3,
      title: "The engine does not have the image, and nothing says where it is.",
      fix: "`dl-env run TAG --to oci:./images`, or a whole reference: `dl-env run registry.example/me/images:torch`",
    },
    "run-name-taken": {
      exit: 1,
      title: "There is a container of this name.",
      fix: "Use it, remove it, or give another `--name`",
    },
    "run-port-taken": {
      exit: 1,
      title: "Another program listens on a requested port.",
      fix: "`ss -tlnp`, `--ssh-port`, `--jupyter-port`",
    },
    "run-ended": {
      exit: 1,
      title: "The services ended right after their start.",
      fix: "Read their output in the message; the container is removed",
    },
    "run-failed": {
      exit: 1,
      title: "The engine did not start the container.",
      fix: "Read its message; `dl-env doctor`",
    },
    "run-no-keys": {
      exit: 2,
      title: "ssh was requested and there is no public key.",
      fix: "`--keys FILE`",
    },
    "run-private-key": {
      exit: 2,
      title: "A private key was named as the key that may log in.",
      fix: "`--keys FILE.pub`",
    },
    "run-image": {
      exit: 2,
      title: "The image reference is invalid.",
      fix: "Name a cell that `dl-env plan` lists",
    },
    "run-gpus": {
      exit: 2,
      title: "`--gpus` is neither all, none nor indexes and UUIDs.",
      fix: "`--gpus 0,1`",
    },
    "run-shm-size": { exit: 2, title: "Invalid `--shm-size`.", fix: "`--shm-size 8g`" },
    "run-port": {
      exit: 2,
      title: "The port is not one that a user may open.",
      fix: "`--ssh-port 2222`",
    },
    "run-volume": {
      exit: 2,
      title:
        "A volume is invalid, given twice, of a folder that is not there, or cannot be expressed in this format.",
      fix: "`--volume ./data:/data`",
    },
    "run-env": { exit: 2, title: "`--env` names no variable.", fix: "`--env NAME=VALUE`" },
    "run-unit-value": {
      exit: 2,
      title:
        "This value cannot be written in a unit file: systemd or podman's generator " +
        "would read a different one.",
      fix: "Put it in a script in a volume",
    },
    "run-env-value": {
      exit: 2,
      title: "This format cannot pass a variable on from your shell.",
      fix: "`--env NAME=VALUE`, or a secret of the tool",
    },
    "run-format": { exit: 2, title: "`--as` does not support this format.", fix: "`--as compose`" },
    "run-kube-gpu": {
      exit: 2,
      title: "This podman gives no GPUs to containers that `kube play` starts.",
      fix: "`--as podman`",
    },
    "host-catalog": {
      exit: 1,
      title: "A file of dl-env's own is missing or damaged.",
      fix: "`npm ci`",
    },
  },
} as const satisfies CodeSection;
