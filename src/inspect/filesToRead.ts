import { credentialFile } from "../secrets/credentialFiles.ts";

/** Files of an image that checks read, and how large one may be (bytes) to be looked at. */
interface Readable {
  readonly match: RegExp;
  readonly limit: number;
}

const SETTINGS_LIMIT = 1_000_000;
/** Scripts beyond this are programs. */
export const SCRIPT_LIMIT = 100_000;

/**
 * Every file whose text a check may ask for. An inventory of a layer keeps the text of these and of
 * no others, so a check reads by one of these patterns.
 */
export const READ = {
  accounts: { match: /^\/etc\/(?:passwd|shadow)$/, limit: SETTINGS_LIMIT },
  sudo: { match: /^\/etc\/(?:sudoers|sudoers\.d\/[^/]+|doas\.conf)$/, limit: SETTINGS_LIMIT },
  loader: {
    match: /^\/etc\/ld\.so\.preload$|^\/etc\/(?:.*\/)?[^/]+\.conf$/,
    limit: SETTINGS_LIMIT,
  },
  login: {
    match: /^\/etc\/(?:environment|profile|bash\.bashrc|profile\.d\/[^/]+)$/,
    limit: SETTINGS_LIMIT,
  },
  environment: {
    match:
      /^\/etc\/environment$|\/\.ssh\/environment$|^\/etc\/profile\.d\/[^/]+$|\/\.(?:profile|bashrc|env)$/,
    limit: SETTINGS_LIMIT,
  },
  scripts: {
    match:
      /^\/(?:usr\/local\/bin|opt|)\/?[^/]+$|^\/etc\/(?:profile\.d|supervisor(?:\/conf\.d)?|s6[^/]*|init\.d)\/[^/]+$|^\/usr\/local\/lib\/dl-env\/[^/]+$/,
    limit: SCRIPT_LIMIT,
  },
  sshd: { match: /^\/usr\/local\/lib\/dl-env\/sshd_config$/, limit: SETTINGS_LIMIT },
  keys: { match: /\/authorized_keys2?$|^\/etc\/ssh\/authorized_keys/, limit: SETTINGS_LIMIT },
  jupyter: {
    match:
      /^\/(?:etc\/jupyter|usr\/(?:local\/)?etc\/jupyter|opt\/venv\/etc\/jupyter|(?:root|home\/[^/]+)\/\.(?:jupyter|ipython))\/.*\.(?:py|json)$/,
    limit: SETTINGS_LIMIT,
  },
  licences: { match: /^\/usr\/local\/lib\/dl-env\/licences\.json$/, limit: SETTINGS_LIMIT },
  torch: {
    match: /^\/opt\/venv\/lib\/python3[^/]*\/site-packages\/torch\/version\.py$/,
    limit: SETTINGS_LIMIT,
  },
} as const satisfies Readonly<Record<string, Readable>>;

const OF_WHEELS = /^\/opt\/venv\/lib\/python3[^/]*\/site-packages\/[^/]+\//;

/**
 * A file of a wheel as it should be: root's, for group 0 to write, no library, nothing that a check
 * reads. Most files of an image are, and no check has a question about them but whether they are
 * there.
 */
export const isOrdinary = ({
  path,
  kind,
  mode,
  uid,
  gid,
  size,
}: {
  readonly path: string;
  readonly kind: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
}): boolean =>
  kind === "file" &&
  uid === 0 &&
  gid === 0 &&
  (mode === 0o664 || mode === 0o775) &&
  OF_WHEELS.test(path) &&
  !path.includes(".so") &&
  !path.includes("/.") &&
  !path.endsWith("/METADATA") &&
  !isRead(path, size);

/** Whether a check may ask for the text of this file. */
export const isRead = (path: string, size: number): boolean =>
  Object.values(READ).some(({ match, limit }) => size <= limit && match.test(path)) ||
  (size <= SETTINGS_LIMIT && credentialFile(path) !== undefined);
