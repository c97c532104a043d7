import { putArtifact, isOfType } from "./artifact.ts";
import { addReferrers, artifactOf, indexed, referrerOf } from "./referrers.ts";
import type { Repository, StoredManifest } from "./repository.ts";

/** Type of what is stored to see whether it can be. */
const PROBE_TYPE = "application/vnd.dl-env.probe.v1+json";
/** What `ensureWritable` puts: two bytes that are there already. */
const CONTENT = new TextEncoder().encode("{}");
/** Two, since the second moves the tag of an index; the same each time, so stored once. */
const TIMES = ["1970-01-01T00:00:00Z", "1970-01-01T00:00:01Z"];

/**
 * Stores a small artifact without a tag, the same one each time. Rejects with `types-refused`.
 */
export const putProbe = (repository: Repository): Promise<StoredManifest> =>
  putArtifact(repository, { type: PROBE_TYPE, files: [{ type: PROBE_TYPE, content: CONTENT }] });

/**
 * Stores something small and binds two things to it, as reports are bound to images, so that a
 * registry that refuses their types, or whose rules keep the index of reports from changing, is
 * told before hours of work and not after them: rejects with `types-refused` or `tag-immutable`.
 * Where it was done before, that is found by one or two requests.
 */
export const ensureKeepsArtifacts = async (repository: Repository): Promise<void> => {
  if (repository.kind === "layout") return;
  const image = await putProbe(repository);
  const { digest } = image;
  const [listed = [], named] = await Promise.all([
    repository.referrers?.(digest),
    indexed(repository, digest),
  ]);
  const bound = [...listed, ...named].filter((entry) => isOfType(entry, PROBE_TYPE));
  if (new Set(bound.map((entry) => entry.digest)).size >= TIMES.length) return;
  let read = named;
  for (const at of TIMES) {
    const probe = { digest, type: PROBE_TYPE, content: CONTENT, at };
    const referrer = referrerOf(await putArtifact(repository, artifactOf(image, probe)), at);
    read = await addReferrers(repository, { digest, read }, [referrer]);
  }
};
