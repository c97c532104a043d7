import * as z from "zod";
import { unreachable } from "../errors.ts";
import { digestOf, readJson } from "../registry/digest.ts";
import { jsonBytes, parseIndex, parseManifest, readSmall } from "../registry/manifest.ts";
import { OCI_INDEX, OCI_MANIFEST, type Descriptor, type Repository } from "../registry/repository.ts";
import type { Report } from "../smoke/report.ts";

/** Type of a report's artifact and of its one blob. */
export const REPORT_TYPE = "application/vnd.dl-env.report.v1+json";

/** OCI's empty config: the two bytes `{}`. */
const EMPTY_TYPE = "application/vnd.oci.empty.v1+json";
const EMPTY = new TextEncoder().encode("{}");

/** Two writers of one index may undo each other; each looks again this often. */
const ATTEMPTS = 5;

const Text = z.string();
const Result = z.object({
  library: Text,
  check: Text,
  device: z.enum(["cpu", "gpu"]),
  outcome: z.enum(["pass", "fail", "unavailable", "skipped"]),
  reason: Text.optional(),
  seconds: z.number(),
  facts: z.record(Text, z.union([Text, z.number(), z.boolean(), z.array(z.union([Text, z.number()]))])),
});
const ReportFile = z.object({
  format: z.literal(1),
  digest: Text,
  cell: Text,
  at: Text,
  runtime: z.object({ name: z.enum(["podman", "docker"]), version: Text }),
  gpu: z.object({ name: Text, driver: Text, computeCapability: Text }).optional(),
  results: z.array(Result),
});

/** Tag of the index of what refers to a digest: the fallback of the distribution specification, for registries without the referrers API. */
export const referrersTag = (digest: string): string => digest.replace(":", "-");

/** Digests that have an index of referrers, out of a repository's tags: which images may have proofs, in no further request. */
export const referredDigests = (tags: Iterable<string>): Set<string> =>
  new Set([...tags].filter((tag) => /^sha256-[0-9a-f]{64}$/.test(tag)).map((tag) => tag.replace("-", ":")));

interface Referrer extends Descriptor {
  readonly artifactType?: string | undefined;
}

const referrers = async (repository: Repository, digest: string): Promise<readonly Referrer[]> => {
  const stored = await repository.manifest(referrersTag(digest));
  return stored === undefined ? [] : (parseIndex(stored, repository.name).manifests as readonly Referrer[]);
};

/** The report in a blob; undefined when it is not one of this digest. */
const decode = (bytes: Uint8Array, digest: string): Report | undefined => {
  const decoded = ReportFile.safeParse(readJson(bytes));
  // zod's optional keys are `| undefined`; JSON has none.
  return decoded.success && decoded.data.digest === digest ? (decoded.data as Report) : undefined;
};

const readReport = async (repository: Repository, referrer: Referrer, digest: string): Promise<Report | undefined> => {
  const stored = await repository.manifest(referrer.digest);
  if (stored === undefined) return undefined;
  const { layers, subject } = parseManifest(stored, repository.name);
  const [blob] = layers;
  if (blob === undefined || subject?.digest !== digest || blob.mediaType !== REPORT_TYPE) return undefined;
  return decode(await readSmall(repository, blob), digest);
};

/** Reports bound to an image's digest, the newest first; none when there are none. Signatures and other referrers are passed over. */
export const readProofs = async (repository: Repository, digest: string): Promise<readonly Report[]> => {
  const found = (await referrers(repository, digest)).filter(({ artifactType }) => artifactType === REPORT_TYPE);
  const reports = await Promise.all(found.map((referrer) => readReport(repository, referrer, digest)));
  return reports.filter((report) => report !== undefined).sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
};

const addReferrer = async (repository: Repository, digest: string, referrer: Referrer): Promise<void> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const known = await referrers(repository, digest);
    if (known.some((other) => other.digest === referrer.digest)) return;
    const index = jsonBytes({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: [...known, referrer] });
    await repository.putManifest({ bytes: index, mediaType: OCI_INDEX }, referrersTag(digest));
  }
  if ((await referrers(repository, digest)).some((other) => other.digest === referrer.digest)) return;
  throw unreachable({ code: "proof-lost", message: `${repository.name} does not keep the report of ${digest}: others write to its index all the time.`, hint: "Try again when they are done: dl-env smoke" });
};

/** Stores a report beside its image, bound to the image's digest. Returns the digest of the proof. Doing it again changes nothing. */
export const writeProof = async (repository: Repository, report: Report): Promise<string> => {
  const image = await repository.manifest(report.digest);
  if (image === undefined) throw unreachable({ code: "image-missing", message: `${repository.name} has no image ${report.digest} to bind a report to.`, hint: "Make it: dl-env build" });
  const content = jsonBytes(report);
  const blob = { mediaType: REPORT_TYPE, digest: digestOf(content), size: content.byteLength };
  for (const bytes of [EMPTY, content]) {
    await repository.writeBlob({ digest: digestOf(bytes), size: bytes.byteLength, open: async function* () { yield bytes; } });
  }
  const manifest = jsonBytes({
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    artifactType: REPORT_TYPE,
    config: { mediaType: EMPTY_TYPE, digest: digestOf(EMPTY), size: EMPTY.byteLength },
    layers: [blob],
    subject: { mediaType: image.mediaType, digest: image.digest, size: image.bytes.byteLength },
    annotations: { "org.opencontainers.image.created": report.at },
  });
  const digest = await repository.putManifest({ bytes: manifest, mediaType: OCI_MANIFEST });
  await addReferrer(repository, report.digest, { mediaType: OCI_MANIFEST, digest, size: manifest.byteLength, artifactType: REPORT_TYPE, annotations: { "org.opencontainers.image.created": report.at } });
  return digest;
};
