import { wrongRequest } from "../errors/error.ts";
import type { Service } from "./runSpec.ts";
import { SERVICES } from "./runSpec.ts";

export const FORMATS = ["docker", "podman", "compose", "kube", "devcontainer", "quadlet"] as const;
export type Format = (typeof FORMATS)[number];

/**
 * Whether a text is to be kept and used on other hosts; a command is typed on this one.
 */
export const isForElsewhere = (format: Format): boolean =>
  format !== "docker" && format !== "podman";

/** What `dl-env run` is told on its command line, as text. */
export interface RunRequest {
  /** Full reference of the image. */
  readonly image: string;
  /** `jupyter`, `ssh`, or a command with its arguments; empty = a shell. */
  readonly command?: readonly string[];
  readonly engine?: "docker" | "podman";
  readonly gpus?: string;
  readonly shmSize?: string;
  readonly sshPort?: number;
  readonly jupyterPort?: number;
  readonly volumes?: readonly string[];
  readonly env?: readonly string[];
  /** File with public keys; default: ~/.ssh/authorized_keys, else the public keys in ~/.ssh. */
  readonly keys?: string;
  /** Container's name; default: from user and image. */
  readonly name?: string;
  /** No volumes for home and host keys: all is gone when the container is removed. */
  readonly ephemeral?: boolean;
  /** Packages that are installed go into the home, and so outlive the container. */
  readonly keepPackages?: boolean;
  /** No ports on this host. */
  readonly noPublish?: boolean;
  /** Default: services run in the background, commands in front. */
  readonly detach?: boolean;
  /** Whether standard input is a terminal; default for a text: true, for a start: what it is. */
  readonly terminal?: boolean;
}

/**
 * Leading words that are services; the entrypoint knows them by name when nothing else is asked.
 */
export const servicesOf = (command: readonly string[]): readonly Service[] =>
  command.every((word) => (SERVICES as readonly string[]).includes(word))
    ? (command as readonly Service[])
    : [];

/**
 * A user's own port: two people on one machine do not meet, and a tunnel that worked yesterday
 * works today. Root's ssh is 20000 and that of uid 1000 is 21000; Jupyter's are 10000 lower. All
 * lie below Linux's ephemeral range (32768).
 */
export const userPort = (service: Service, uid: number): number =>
  (service === "ssh" ? 20_000 : 10_000) + (uid % 10_000);

/** A port where there is one user: 2222 for ssh, 8888 for Jupyter. */
export const plainPort = (service: Service): number => (service === "ssh" ? 2222 : 8888);

/** A port that a user may open. */
export const checkedPort = (port: number): number => {
  if (Number.isInteger(port) && port >= 1024 && port <= 65_535) return port;
  throw wrongRequest({
    code: "run-port",
    message: `Invalid port ${port}: users may open 1024 to 65535.`,
    hint: "Give another: --ssh-port 2222",
  });
};

/** What an engine and Kubernetes take as a name. */
export const safeName = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]+/g, "-")
    .replaceAll(/[.-]{2,}/g, "-")
    .replaceAll(/^[.-]+|[.-]+$/g, "");

/**
 * Last part of a reference with its tag, without registry and digest:
 * `dl-env-torch-cuda12.8.1-ubuntu24.04-py3.12`.
 */
export const shortImage = (image: string): string => {
  const plain = image.split("@")[0] ?? image;
  return safeName(plain.slice(plain.lastIndexOf("/") + 1).replace(":", "-"));
};

/**
 * The set of an image, after which its home is named: what stands in the tag before `-cuda`, or the
 * whole tag; the repository's last part where there is no tag.
 */
export const setOfImage = (image: string): string => {
  const plain = image.split("@")[0] ?? image;
  const [repository = "", tag] = plain.slice(plain.lastIndexOf("/") + 1).split(":");
  return safeName((tag ?? repository).replace(/-cuda\d.*$/, "")).replaceAll(".", "-");
};

/** A reference as engines write it; anything else could be taken for an option. */
export const checkedImage = (image: string): string => {
  if (/^[a-z0-9][\w.:/@+-]*$/i.test(image) && image.length <= 512) return image;
  throw wrongRequest({
    code: "run-image",
    message: `Invalid image reference "${image}".`,
    hint:
      "Name a cell of dl-env.yml (dl-env plan lists them): dl-env run " +
      "torch-cuda12.8.1-ubuntu24.04-py3.12",
  });
};

const isFormat = (text: string): text is Format => (FORMATS as readonly string[]).includes(text);

/** One of the formats that `--as` knows. */
export const parseFormat = (text: string): Format => {
  if (isFormat(text)) return text;
  throw wrongRequest({
    code: "run-format",
    message: `Invalid --as "${text}".`,
    hint: `Give one of ${FORMATS.join(", ")}: --as compose`,
  });
};
