import { putArtifact, isOfType } from "./artifact.ts";
import { bind, referrersOf } from "./referrers.ts";
import type { Repository, StoredManifest } from "./repository.ts";

/** Type of what is stored to see whether it can be. */
const PROBE_TYPE = "application/vnd.dl-env.probe.v1+json";
/** Everything about it is the same each time, so that it is stored once. */
const AT = "1970-01-01T00:00:00Z";
const CONTENTS = ['{"probe":1}', '{"probe":2}'].map((text) => new TextEncoder().encode(text));

/**
 * Stores a small artifact without a tag, the same one each time. Rejects with `types-refused`.
 */
export const putProbe = (repository: Repository): Promise<StoredManifest> => {
  const content = new TextEncoder().encode("{}");
  const files = [{ type: PROBE_TYPE, content }];
  return putArtifact(repository, { type: PROBE_TYPE, files });
};

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
  const bound = (await referrersOf(repository, digest)).filter((entry) =>
    isOfType(entry, PROBE_TYPE),
  );
  if (bound.length >= CONTENTS.length) return;
  for (const content of CONTENTS)
    await bind(repository, { digest, type: PROBE_TYPE, content, at: AT, image });
};
