import type { CheckedFinding } from "./staticChecks.ts";
import type { PackageCode } from "./checks/cudaChecks.ts";

/**
 * Goes up when the checks look for more or other things than before: then images are looked at
 * again, from what is known of their layers.
 */
export const CHECKS_VERSION = 1;

/** A finding as it is told: where it comes from, and what to do. */
export interface ReportedFinding extends CheckedFinding {
  /** What made the layer that brings the path. */
  readonly layer?: string;
  /** Ends in something to type. */
  readonly hint: string;
}

/** What the static checks found in an image, bound to its digest. */
export interface CheckReport {
  readonly format: 1;
  /** Of the checks. */
  readonly version: number;
  /** Digest of the image's manifest. */
  readonly digest: string;
  readonly cell: string;
  /** ISO date-time. */
  readonly at: string;
  /** GPU code that the binaries of the cell's libraries carry, as measured in them. */
  readonly code: readonly PackageCode[];
  /** Empty when nothing is wrong. */
  readonly findings: readonly ReportedFinding[];
}

/** One line: what, where, out of which layer. */
export const findingText = ({ message, path, layer }: ReportedFinding): string => {
  const place = [path, layer === undefined ? undefined : `from ${layer}`]
    .filter((part) => part !== undefined)
    .join(", ");
  return place === "" ? message : `${message.replace(/\.$/, "")} (${place}).`;
};

/** Why tags may not move, one sentence a finding; none when the image is as it should be. */
export const checkReasons = ({ findings }: CheckReport): string[] =>
  findings.map((finding) => `${finding.check}: ${findingText(finding)}`);
