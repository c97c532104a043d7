import type { Place } from "../errors/error.ts";

/** A file or folder that goes into images. */
export interface FilesSource {
  /** From the folder of dl-env.yml. */
  readonly from: string;
  /** Absolute path in the image: of the file, or of the folder whose content is laid there. */
  readonly to: string;
  /** Of files; absent: 0644, or 0755 for those that may be run. */
  readonly mode?: number;
  readonly owner?: { readonly uid: number; readonly gid: number };
  readonly place: Place;
}

/** A step of a shell in the image. */
export interface RunStep {
  /** For bash, also in several lines. */
  readonly text: string;
  /** Whether it may use the network. */
  readonly network: boolean;
}

/** A package index of one's own. */
export interface OwnIndex {
  readonly name: string;
  /** Without a login, which the environment has. */
  readonly url: string;
}

/** What dl-env.yml adds to images beside their libraries. */
export interface Customization {
  readonly env: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** `8888/tcp` */
  readonly ports: readonly string[];
  /** Names of apt packages. */
  readonly apt: readonly string[];
  readonly files: readonly FilesSource[];
  readonly run: readonly RunStep[];
  /** Package indexes that are asked before all others, in this order. */
  readonly index: readonly OwnIndex[];
  /** Repository of bases; of some cells only, since that of all is the request's own. */
  readonly base?: string;
  /** Absolute path. */
  readonly workdir?: string;
  /** Name in the tz database, such as `Europe/Berlin`. */
  readonly timezone?: string;
  /** Such as `de_DE.UTF-8`. */
  readonly locale?: string;
  /** What is said of the image's user; the rest of it is as in every image. */
  readonly user?: { readonly name?: string; readonly uid?: number; readonly gid?: number };
}

/** Of images as dl-env makes them. */
export const NOTHING_ADDED: Customization = {
  env: {},
  labels: {},
  ports: [],
  apt: [],
  files: [],
  run: [],
  index: [],
};

/** Whether a locale must be compiled: the base has none but C.UTF-8. */
export const needsLocale = (locale: string | undefined): locale is string =>
  locale !== undefined && locale !== "C.UTF-8";
