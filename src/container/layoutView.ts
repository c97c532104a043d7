import { REF_NAME } from "../registry/layoutIndex.ts";
import { jsonBytes } from "../registry/manifest.ts";
import type { LayoutRepository } from "../registry/layout.ts";
import type { Files } from "../system/ports.ts";
import { imageMissing } from "../registry/imageMissing.ts";

/** Tag of the one image in a view. */
export const VIEW_TAG = "image";

/**
 * Writes a layout folder that shows one image of another layout, by its digest, and shares the
 * blobs through a link: engines can only read images that have a tag, and images have none before
 * they are tested. Rejects with `image-missing`.
 */
export const writeView = async (
  files: Files,
  { layout, digest }: { readonly layout: LayoutRepository; readonly digest: string },
  dir: string,
): Promise<void> => {
  const stored = await layout.manifest(digest);
  if (stored === undefined) throw imageMissing(layout, digest);
  const entry = {
    mediaType: stored.mediaType,
    digest: stored.digest,
    size: stored.bytes.byteLength,
    annotations: { [REF_NAME]: VIEW_TAG },
  };
  await files.makeDir(dir);
  await files.link(`${layout.dir}/blobs`, `${dir}/blobs`);
  await files.write(`${dir}/oci-layout`, '{"imageLayoutVersion":"1.0.0"}');
  await files.write(`${dir}/index.json`, jsonBytes({ schemaVersion: 2, manifests: [entry] }));
};
