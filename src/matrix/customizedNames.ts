import type { RequestProblem } from "../errors/error.ts";
import { holdsLogin, isSecretName } from "../secrets/secretNames.ts";

/** A problem whose place in dl-env.yml is not yet said. */
export type Unplaced = Omit<RequestProblem, "place">;

/** Variables that dl-env sets, with the key that sets them where there is one. */
const SET_BY_US: Readonly<Record<string, string | undefined>> = {
  PATH: undefined,
  LD_LIBRARY_PATH: undefined,
  LD_PRELOAD: undefined,
  VIRTUAL_ENV: undefined,
  UV_LINK_MODE: undefined,
  HOME: undefined,
  CUDA_VERSION: undefined,
  LANG: "locale: de_DE.UTF-8",
  LC_ALL: "locale: de_DE.UTF-8",
  TZ: "timezone: Europe/Berlin",
};

/** Variables with which NVIDIA's runtime decides what of the driver a container sees, and ours. */
const RESERVED_VARIABLE = /^(?:NVIDIA_|NV_|DL_ENV_)/;

/** Fixed ones would be the same in every container. */
const JUPYTER_SECRET = /^JUPYTER_(?:TOKEN|PASSWORD)$/;

const reserved = (message: string, hint: string): Unplaced => ({
  code: "reserved-name",
  message,
  hint,
});

const secret = (what: string): Unplaced => ({
  code: "secret-in-request",
  message:
    `${what} looks like a secret, and everyone who can pull an image reads its environment and ` +
    "labels.",
  hint: "Remove it, and give it where the image runs: dl-env run CELL --env NAME",
});

/** Why no image can have this variable; undefined when it can. */
export const variableProblem = (name: string, value: string): Unplaced | undefined => {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    return {
      code: "wrong-value",
      message: `A variable's name is letters, digits and underscores; found ${JSON.stringify(name)}.`,
      hint: "Write for example: env: { HF_HOME: /data/huggingface }",
    };
  if (name in SET_BY_US) {
    const key = SET_BY_US[name];
    return reserved(
      `\`${name}\` is set by dl-env, so that libraries find the driver and each other.`,
      key === undefined ? `Remove the line of: ${name}` : `Write instead: ${key}`,
    );
  }
  if (RESERVED_VARIABLE.test(name))
    return reserved(
      `\`${name}\` decides what NVIDIA's runtime shows of the driver, or is dl-env's own.`,
      `Set it where the image runs: dl-env run --env ${name}=…`,
    );
  const isSecret = isSecretName(name) || JUPYTER_SECRET.test(name) || holdsLogin(value);
  return value !== "" && isSecret ? secret(`\`${name}\``) : undefined;
};

/** Labels that say what dl-env knows of an image. */
const RESERVED_LABEL = /^(?:io\.github\.dl-env\.|org\.opencontainers\.image\.base\.)/;

/** Why no image can have this label; undefined when it can. */
export const labelProblem = (name: string, value: string): Unplaced | undefined => {
  if (!/^[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?$/.test(name))
    return {
      code: "wrong-value",
      message:
        "A label's name is letters and digits, with dots, hyphens or slashes between them; found " +
        `${JSON.stringify(name)}.`,
      hint: "Write for example: labels: { org.opencontainers.image.vendor: our lab }",
    };
  if (RESERVED_LABEL.test(name))
    return reserved(
      `The label \`${name}\` says what dl-env knows of the image, so no other value can stand there.`,
      "Write another name, such as: org.opencontainers.image.vendor",
    );
  // Names of labels have dots where those of variables have underscores.
  const plain = name.replace(/[./-]/g, "_");
  return value !== "" && (isSecretName(plain) || holdsLogin(value))
    ? secret(`The label \`${name}\``)
    : undefined;
};
