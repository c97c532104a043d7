import type { Deadline, Pace } from "../system/boundedBody.ts";

const KIB = 1024;
const MIB = 1024 * KIB;
const SECOND = 1000;

/**
 * The most that a server's answer may be, in size, count and time. Beyond a bound is an error that
 * names it, never a shorter answer. docs/threat-model.md says what each protects. Headers of an
 * answer are bounded in system/http.ts.
 */
export const LIMITS = {
  /** distribution's own limit, for manifests and indexes. */
  manifestBytes: 4 * MIB,
  /** Configs of images are a few dozen KB; reports and lists of files are some MB at most. */
  smallBlobBytes: 8 * MIB,
  /** All pages of one list of tags together: 500,000 names of 60 characters. */
  tagListBytes: 32 * MIB,
  tagNames: 500_000,
  /** Registries give 100 to 1,000 names a page. */
  tagPages: 5_000,
  tagListTime: 600 * SECOND,
  /** Artifacts of one type that refer to one image, and their bytes together. */
  referrers: 1_000,
  referrerBytes: 64 * MIB,
  tokenBytes: 256 * KIB,
  /** Of an error's body this much is read, and the rest is left. */
  errorBytes: 64 * KIB,
  /** Redirects of one request. */
  redirects: 5,
  /** The whole of an answer that is read at once; a host that takes longer is given up. */
  answerTime: 50 * SECOND,
  /** After this time no further attempt is made at one request. */
  requestTime: 600 * SECOND,
  /** Least progress of a blob, in both directions: 8 KiB a second, measured over a minute. */
  blobPace: { bytes: 480 * KIB, milliseconds: 60 * SECOND },
  /**
   * A lost connection counts as a new problem, not as the same one again, after this much progress.
   */
  progressBytes: MIB,
  /** Archives that are not in a registry: Pythons are 30 to 120 MB. */
  archiveBytes: 1024 * MIB,
  /** Asking a package index for the sizes of wheels, all of them together. */
  wheelSizesTime: 180 * SECOND,
} as const;

/** When an answer that is read at once must be complete. */
export const answerDeadline = (clock: Deadline["clock"]): Deadline => ({
  clock,
  milliseconds: LIMITS.answerTime,
});

/** The least progress of a blob on its way. */
export const blobPace = (what: string): Pace => ({ what, ...LIMITS.blobPace });
