import { digestOf } from "../../src/registry/digest.ts";
import {
  jsonBytes,
  parseConfig,
  parseIndex,
  parseManifest,
  readSmall,
} from "../../src/registry/manifest.ts";
import type { Repository, StoredManifest } from "../../src/registry/repository.ts";

/** The manifest for linux/amd64 that a tag's list names. */
const forAmd64 = async (
  from: Repository,
  tag: string,
): Promise<{ list: StoredManifest; stored: StoredManifest }> => {
  const list = await from.manifest(tag);
  if (list === undefined) throw new Error(`${from.name} has no ${tag}`);
  const entry = parseIndex(list, from.name).manifests.find(
    ({ platform }) => platform?.architecture === "amd64",
  );
  const stored = entry === undefined ? undefined : await from.manifest(entry.digest);
  if (stored === undefined) throw new Error(`${tag} is not for linux/amd64`);
  return { list, stored };
};

/** Pushes a list under a tag whose one manifest has this config in place of its own. */
const pushWith = async (
  to: Repository,
  { list, stored }: { list: StoredManifest; stored: StoredManifest },
  config: Uint8Array,
  as: string,
): Promise<void> => {
  await to.writeBlob({
    digest: digestOf(config),
    size: config.byteLength,
    open: async function* () {
      yield config;
    },
  });
  const original = JSON.parse(Buffer.from(stored.bytes).toString("utf8")) as { config: object };
  const bytes = jsonBytes({
    ...original,
    config: { ...original.config, digest: digestOf(config), size: config.byteLength },
  });
  const digest = await to.putManifest({ bytes, mediaType: stored.mediaType });
  const index = jsonBytes({
    schemaVersion: 2,
    mediaType: list.mediaType,
    manifests: [
      {
        mediaType: stored.mediaType,
        digest,
        size: bytes.byteLength,
        platform: { os: "linux", architecture: "amd64" },
      },
    ],
  });
  await to.putManifest({ bytes: index, mediaType: list.mediaType }, as);
};

/**
 * Pushes a base as its vendor would: the image of `tag` for linux/amd64 with one more label, as a
 * list under the same tag. Another label makes another digest, which is what a tag that was pushed
 * again in place looks like.
 */
export const pushBase = async (
  from: Repository,
  to: Repository,
  tag: string,
  as: string,
  label: string,
): Promise<void> => {
  const found = await forAmd64(from, tag);
  const manifest = parseManifest(found.stored, from.name);
  const config = parseConfig(
    await readSmall(from, manifest.config),
    manifest.config.digest,
    from.name,
  );
  for (const { digest, size } of manifest.layers)
    await to.writeBlob({ digest, size, open: () => from.readBlob(digest) });
  await pushWith(
    to,
    found,
    jsonBytes({
      ...config,
      // Who pushes again made it anew.
      created: new Date().toISOString(),
      config: { ...config.config, Labels: { ...config.config?.Labels, pushed: label } },
    }),
    as,
  );
};

/**
 * Pushes a base that can be planned with and not built on: its config names one layer fewer than
 * its manifest.
 */
export const pushBrokenBase = async (to: Repository, tag: string, as: string): Promise<void> => {
  const found = await forAmd64(to, tag);
  const manifest = parseManifest(found.stored, to.name);
  const config = parseConfig(await readSmall(to, manifest.config), manifest.config.digest, to.name);
  await pushWith(
    to,
    found,
    jsonBytes({
      ...config,
      rootfs: { ...config.rootfs, diff_ids: config.rootfs.diff_ids.slice(1) },
    }),
    as,
  );
};
