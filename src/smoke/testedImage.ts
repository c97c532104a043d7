import { imageMissing } from "../registry/imageMissing.ts";
import { parseConfig, parseManifest, readSmall } from "../registry/manifest.ts";
import type { Repository } from "../registry/repository.ts";

/** What an engine must show of an image that is the one with this digest. */
export interface TestedImage {
  /** Of its manifest. */
  readonly digest: string;
  readonly configDigest: string;
  /** `linux/amd64` */
  readonly platform: string;
  readonly diffIds: readonly string[];
}

/** Reads what is behind a digest; rejects with `image-missing`. Two requests. */
export const readTestedImage = async (
  repository: Repository,
  digest: string,
): Promise<TestedImage> => {
  const manifest = await repository.manifest(digest);
  if (manifest === undefined) throw imageMissing(repository, digest);
  const { config } = parseManifest(manifest, repository.name);
  const { os, architecture, rootfs } = parseConfig(
    await readSmall(repository, config),
    config.digest,
    repository.name,
  );
  return {
    digest,
    configDigest: config.digest,
    platform: `${os}/${architecture}`,
    diffIds: rootfs.diff_ids,
  };
};
