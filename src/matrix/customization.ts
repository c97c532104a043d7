/** What dl-env.yml adds to images beside their libraries. */
export interface Customization {
  readonly env: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** `8888/tcp` */
  readonly ports: readonly string[];
  /** Names of apt packages. */
  readonly apt: readonly string[];
  /** Absolute path. */
  readonly workdir?: string;
  /** Name in the tz database, such as `Europe/Berlin`. */
  readonly timezone?: string;
  /** Such as `de_DE.UTF-8`. */
  readonly locale?: string;
}

/** Of images as dl-env makes them. */
export const NOTHING_ADDED: Customization = { env: {}, labels: {}, ports: [], apt: [] };

/** Whether a locale must be compiled: the base has none but C.UTF-8. */
export const needsLocale = (locale: string | undefined): locale is string =>
  locale !== undefined && locale !== "C.UTF-8";
