import { digestOf } from "../../src/registry/digest.ts";
import { jsonBytes, parseConfig, parseIndex, parseManifest, readSmall } from "../../src/registry/manifest.ts";
import type { Repository } from "../../src/registry/repository.ts";

/**
 * Pushes a base as its vendor would: the image of `tag` for linux/amd64 with one more label, as a list under the same tag. Another
 * label makes another digest, which is what a tag that was pushed again in place looks like.
 */
export const pushBase = async (from: Repository, to: Repository, tag: string, as: string, label: string): Promise<void> => {
  const list = await from.manifest(tag);
  if (list === undefined) throw new Error(`${from.name} has no ${tag}`);
  const entry = parseIndex(list, from.name).manifests.find(({ platform }) => platform?.architecture === "amd64");
  const stored = entry === undefined ? undefined : await from.manifest(entry.digest);
  if (stored === undefined || entry === undefined) throw new Error(`${tag} is not for linux/amd64`);
  const manifest = parseManifest(stored, from.name);
  const config = parseConfig(await readSmall(from, manifest.config), manifest.config.digest, from.name);
  const labelled = jsonBytes({ ...config, config: { ...config.config, Labels: { ...config.config?.Labels, pushed: label } } });
  for (const { digest, size } of manifest.layers) await to.writeBlob({ digest, size, open: () => from.readBlob(digest) });
  await to.writeBlob({ digest: digestOf(labelled), size: labelled.byteLength, open: async function* () { yield labelled; } });
  const original = JSON.parse(Buffer.from(stored.bytes).toString("utf8")) as { config: object };
  const bytes = jsonBytes({ ...original, config: { ...original.config, digest: digestOf(labelled), size: labelled.byteLength } });
  const digest = await to.putManifest({ bytes, mediaType: stored.mediaType });
  const index = jsonBytes({ schemaVersion: 2, mediaType: list.mediaType, manifests: [{ mediaType: stored.mediaType, digest, size: bytes.byteLength, platform: { os: "linux", architecture: "amd64" } }] });
  await to.putManifest({ bytes: index, mediaType: list.mediaType }, as);
};
