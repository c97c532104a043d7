import * as z from "zod";
import { SMOKE_REQUIREMENTS } from "../matrix/requestValues.ts";
import { readJson } from "../registry/digest.ts";
import { jsonBytes } from "../registry/manifest.ts";
import type { Repository, StoredManifest } from "../registry/repository.ts";
import type { CellImage } from "../plan/cellImage.ts";
import type { Report } from "./smokeReport.ts";
import { ownTagsOf, type OwnTags } from "../registry/ownTags.ts";
import { readBound } from "../registry/boundContents.ts";
import { bind, boundDigests, type Bound } from "../registry/referrers.ts";

/** Type of a report's artifact and of its one blob. */
export const REPORT_TYPE = "application/vnd.dl-env.report.v1+json";

const Text = z.string();
const Result = z.object({
  library: Text,
  check: Text,
  device: z.enum(["cpu", "gpu"]),
  outcome: z.enum(["pass", "fail", "unavailable", "skipped"]),
  reason: Text.optional(),
  seconds: z.number(),
  facts: z.record(
    Text,
    z.union([Text, z.number(), z.boolean(), z.array(z.union([Text, z.number()]))]),
  ),
});
const ReportFile = z.object({
  format: z.literal(1),
  digest: Text,
  cell: Text,
  at: Text,
  runtime: z.object({ name: z.enum(["podman", "docker"]), version: Text }),
  gpu: z.object({ name: Text, driver: Text, computeCapability: Text }).optional(),
  results: z.array(Result),
  probes: z.object({ libraries: z.array(Text), version: Text }).optional(),
  requirement: z.enum(SMOKE_REQUIREMENTS).optional(),
  platform: Text.optional(),
  diffIds: z.array(Text).optional(),
});

/** A report as JSON; undefined when it is none. */
export const decodeReport = (bytes: Uint8Array): Report | undefined => {
  const decoded = ReportFile.safeParse(readJson(bytes));
  // zod's optional keys are `| undefined`; JSON has none.
  return decoded.success ? (decoded.data as Report) : undefined;
};

/** The report in a blob; undefined when it is not one of this digest. */
const decode = (bytes: Uint8Array, digest: string): Report | undefined => {
  const report = decodeReport(bytes);
  return report?.digest === digest ? report : undefined;
};

/** Which reports are looked for. */
export interface WantedProofs {
  /** Where many images are read: asks for the repository's tags once for all of them. */
  readonly own?: OwnTags | undefined;
  /**
   * Whether those that the registry lists by itself will do, the newest first: those of times when
   * it did not are then not looked for. Default: never.
   */
  readonly isEnough?: (reports: readonly Report[]) => boolean;
  /**
   * Whether reports with tags of their own may be enough as well, for who looks again before
   * anything is done. Default false.
   */
  readonly trustsTags?: boolean;
  /** Reports that this host stored, by the digests of their artifacts. */
  readonly known?: ReadonlyMap<string, Uint8Array> | undefined;
}

const hasFailed = ({ results }: Report): boolean =>
  results.some(({ outcome }) => outcome === "fail");

/**
 * When a report was made, in milliseconds since the epoch. Of what says no time a failure counts as
 * the newest, and anything else as the oldest.
 */
const timeOf = (report: Report): number => {
  const at = Date.parse(report.at);
  if (!Number.isNaN(at)) return at;
  return hasFailed(report) ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
};

/** Newest first; of two of one time, a failure. */
const byTime = (a: Report, b: Report): number => {
  const [at, other] = [timeOf(a), timeOf(b)];
  return at === other ? Number(hasFailed(b)) - Number(hasFailed(a)) : other - at;
};

/** Reports bound to an image's digest, the newest first; none when there are none. */
export const readProofs = async (
  repository: Repository,
  digest: string,
  { own = ownTagsOf(repository), isEnough = () => false, ...wanted }: WantedProofs = {},
): Promise<readonly Report[]> => {
  const newestFirst = (contents: readonly Uint8Array[]): readonly Report[] =>
    contents
      .map((bytes) => decode(bytes, digest))
      .filter((report) => report !== undefined)
      .sort(byTime);
  const bound = {
    ...wanted,
    type: REPORT_TYPE,
    own,
    isEnough: (contents: readonly Uint8Array[]) => isEnough(newestFirst(contents)),
  };
  return newestFirst(await readBound(repository, digest, bound));
};

/** All cells are for it. Reports of times before they named theirs are of it too. */
const PLATFORM = "linux/amd64";

/**
 * Those of an image's reports that are about this cell: what ran under the name of another one, or
 * on another platform, proves nothing of it.
 */
export const readCellProofs = async (
  repository: Repository,
  { cell, digest }: CellImage,
  { isEnough = () => false, ...wanted }: WantedProofs = {},
): Promise<readonly Report[]> => {
  const ofCell = (reports: readonly Report[]): readonly Report[] =>
    reports.filter((report) => report.cell === cell && (report.platform ?? PLATFORM) === PLATFORM);
  return ofCell(
    await readProofs(repository, digest, {
      ...wanted,
      isEnough: (reports) => isEnough(ofCell(reports)),
    }),
  );
};

const boundOf = ({ digest, at }: Pick<Report, "digest" | "at">, content: Uint8Array): Bound => ({
  digest,
  type: REPORT_TYPE,
  content,
  at,
  own: true,
});

/** Digests of the artifacts that these bytes can be as a report of this image. Pure. */
export const reportArtifacts = (image: StoredManifest, content: Uint8Array): readonly string[] => {
  const report = decode(content, image.digest);
  return report === undefined ? [] : boundDigests(image, boundOf(report, content));
};

/**
 * Stores a report beside its image, bound to the image's digest. Returns the digest of the proof.
 * Doing it again changes nothing.
 */
export const writeProof = (repository: Repository, report: Report): Promise<string> =>
  bind(repository, boundOf(report, jsonBytes(report)));
