import * as z from "zod";
import type { CheckReport } from "../inspect/checkReport.ts";
import { decodeChecks } from "../inspect/storedCheckReports.ts";
import type { CellImage } from "../plan/cellImage.ts";
import { digestOf, readJson } from "../registry/digest.ts";
import { jsonBytes, parseManifest } from "../registry/manifest.ts";
import { OCI_MANIFEST, type Repository, type StoredManifest } from "../registry/repository.ts";
import { cacheFolder } from "../system/cacheFolder.ts";
import type { System } from "../system/ports.ts";
import { reportArtifacts } from "./proofs.ts";
import type { Report } from "./smokeReport.ts";

/** Where this host writes down what it put into a destination. */
export interface LocalImageFacts {
  readonly sys: Pick<System, "files" | "env">;
  readonly to: Pick<Repository, "kind" | "name">;
}

/** An image as this host linked it. */
export interface LinkedContent {
  readonly manifest: Uint8Array;
  readonly config: Uint8Array;
  readonly checks: CheckReport;
}

/** What this host put into a destination of one image, so that it need not be read back. */
export interface LocalImage {
  readonly manifest: StoredManifest;
  readonly config: Uint8Array;
  /** Absent where the checks look for other things by now. */
  readonly checks?: CheckReport;
  /** Contents of reports, by the digests that their artifacts can have. */
  readonly reports: ReadonlyMap<string, Uint8Array>;
}

const decoder = z.object({
  format: z.literal(1),
  manifest: z.string(),
  config: z.string(),
  checks: z.unknown(),
  reports: z.array(z.string()),
});

type LocalFile = z.infer<typeof decoder>;

/** In the user's cache: what lies beside dl-env.yml may be of whoever writes to its repository. */
const fileOf = ({ sys, to }: LocalImageFacts, cell: string): string =>
  `${cacheFolder(sys.env)}/images/${digestOf(to.name).slice("sha256:".length, 23)}/${cell}.json`;

const write = (facts: LocalImageFacts, cell: string, file: LocalFile): Promise<void> =>
  facts.sys.files.write(fileOf(facts, cell), JSON.stringify(file));

const manifestOf = ({ manifest }: Pick<LocalFile, "manifest">): StoredManifest => {
  const bytes = Buffer.from(manifest);
  return { digest: digestOf(bytes), mediaType: OCI_MANIFEST, bytes };
};

/** The file of an image, whose manifest and config are what the digest names; else undefined. */
const readFile = async (
  facts: LocalImageFacts,
  { cell, digest }: CellImage,
): Promise<LocalFile | undefined> => {
  if (facts.to.kind === "layout") return undefined;
  const bytes = await facts.sys.files.readBytes(fileOf(facts, cell));
  const decoded = decoder.safeParse(bytes === undefined ? undefined : readJson(bytes));
  if (!decoded.success) return undefined;
  const manifest = manifestOf(decoded.data);
  if (manifest.digest !== digest) return undefined;
  const { config } = parseManifest(manifest, facts.to.name);
  return digestOf(Buffer.from(decoded.data.config)) === config.digest ? decoded.data : undefined;
};

/**
 * Writes down what was linked for a registry, for the commands that come after on this host. There
 * is one file a cell, of its last image; reports of an image that was `made` just now are none.
 */
export const keepLinked = async (
  facts: LocalImageFacts,
  image: CellImage & { readonly made: boolean },
  { manifest, config, checks }: LinkedContent,
): Promise<void> => {
  if (facts.to.kind === "layout") return;
  const before = image.made ? undefined : await readFile(facts, image);
  await write(facts, image.cell, {
    format: 1,
    manifest: Buffer.from(manifest).toString(),
    config: Buffer.from(config).toString(),
    checks,
    reports: before?.reports ?? [],
  });
};

const reportText = (report: Report): string => Buffer.from(jsonBytes(report)).toString();

/** Writes down a report that was stored beside an image that this host linked. */
export const keepStored = async (facts: LocalImageFacts, report: Report): Promise<void> => {
  const file = await readFile(facts, report);
  if (file === undefined) return;
  await write(facts, report.cell, { ...file, reports: [...file.reports, reportText(report)] });
};

/**
 * What this host put into the destination of an image; undefined when it did not, or put another
 * one since. Its digest says that it is this one's content, and nothing that it is still there.
 */
export const readLocalImage = async (
  facts: LocalImageFacts,
  image: CellImage,
): Promise<LocalImage | undefined> => {
  const file = await readFile(facts, image);
  if (file === undefined) return undefined;
  const manifest = manifestOf(file);
  const checks = decodeChecks(jsonBytes(file.checks), image.digest);
  const reports = file.reports.map((text): Uint8Array => Buffer.from(text));
  return {
    manifest,
    config: Buffer.from(file.config),
    ...(checks?.cell === image.cell ? { checks } : {}),
    reports: new Map(
      reports.flatMap((content) =>
        reportArtifacts(manifest, content).map((artifact) => [artifact, content] as const),
      ),
    ),
  };
};
