import * as z from "zod";
import { readJson } from "../registry/digest.ts";
import type { Repository } from "../registry/repository.ts";
import { CHECKS_VERSION, type CheckReport } from "./checkReport.ts";
import { putNote, readNote } from "../registry/note.ts";
import { readBound } from "../registry/boundContents.ts";

/** Type of what the static checks found, as an artifact. */
export const CHECKS_TYPE = "application/vnd.dl-env.checks.v1+json";

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

/** The report of today's checks in some bytes; undefined when it is none of this digest. */
export const decodeChecks = (bytes: Uint8Array, digest: string): CheckReport | undefined => {
  const decoded = ReportFile.safeParse(readJson(bytes));
  // zod's optional keys are `| undefined`; JSON has none.
  return decoded.success && decoded.data.digest === digest
    ? (decoded.data as CheckReport)
    : undefined;
};

/** Under which the report of an image lies in the store. */
export const checksTag = (digest: string): string =>
  `checks-${digest.replace("sha256:", "").slice(0, 32)}`;

/** Where reports lie: `to` has the images, and those reports that were bound to them before. */
export interface ReportPlaces {
  readonly to: Repository;
  readonly store: Repository;
}

/** Before reports lay in the store, each was bound to its image. */
const readBoundChecks = async (
  to: Repository,
  digest: string,
): Promise<CheckReport | undefined> => {
  const reports = (await readBound(to, digest, { type: CHECKS_TYPE }))
    .map((bytes) => decodeChecks(bytes, digest))
    .filter((report) => report !== undefined);
  return reports.sort((a, b) => (a.at < b.at ? 1 : -1))[0];
};

/**
 * The report of today's checks about an image's digest; undefined when there is none, or only such
 * of older checks. One request where the store has it.
 */
export const readChecks = async (
  { to, store }: ReportPlaces,
  digest: string,
): Promise<CheckReport | undefined> => {
  const text = await readNote(store, { tag: checksTag(digest), type: CHECKS_TYPE });
  const stored = text === undefined ? undefined : decodeChecks(Buffer.from(text), digest);
  return stored ?? readBoundChecks(to, digest);
};

/** Stores what the checks found about an image in the store, under the image's digest. */
export const writeChecks = (
  { store }: Pick<ReportPlaces, "store">,
  report: CheckReport,
): Promise<void> =>
  putNote(store, {
    tag: checksTag(report.digest),
    type: CHECKS_TYPE,
    text: JSON.stringify(report),
  });
