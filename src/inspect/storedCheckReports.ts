import * as z from "zod";
import { readJson } from "../registry/digest.ts";
import { jsonBytes } from "../registry/manifest.ts";
import type { Repository } from "../registry/repository.ts";
import { CHECKS_VERSION, type CheckReport } from "./checkReport.ts";
import { bind, readBound } from "../registry/referrers.ts";

/** Type of what the static checks found, as an artifact and as its one blob. */
const CHECKS_TYPE = "application/vnd.dl-env.checks.v1+json";

const Text = z.string();
const ReportFile = z.object({
  format: z.literal(1),
  version: z.literal(CHECKS_VERSION),
  digest: Text,
  cell: Text,
  at: Text,
  code: z.array(z.object({ package: Text, version: Text, sm: z.array(Text), ptx: z.array(Text) })),
  findings: z.array(
    z.object({
      check: Text,
      code: Text,
      message: Text,
      path: Text.optional(),
      layer: Text.optional(),
      hint: Text,
    }),
  ),
});

const decode = (bytes: Uint8Array, digest: string): CheckReport | undefined => {
  const decoded = ReportFile.safeParse(readJson(bytes));
  // zod's optional keys are `| undefined`; JSON has none.
  return decoded.success && decoded.data.digest === digest
    ? (decoded.data as CheckReport)
    : undefined;
};

/**
 * The newest report of today's checks that is bound to an image's digest; undefined when there is
 * none, or only such of older checks.
 */
export const readChecks = async (
  repository: Repository,
  digest: string,
): Promise<CheckReport | undefined> => {
  const reports = (await readBound(repository, digest, CHECKS_TYPE))
    .map((bytes) => decode(bytes, digest))
    .filter((report) => report !== undefined);
  return reports.sort((a, b) => (a.at < b.at ? 1 : -1))[0];
};

/** Stores what the checks found beside the image, bound to its digest. */
export const writeChecks = async (repository: Repository, report: CheckReport): Promise<void> => {
  await bind(repository, {
    digest: report.digest,
    type: CHECKS_TYPE,
    content: jsonBytes(report),
    at: report.at,
  });
};
