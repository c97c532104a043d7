import { imageMissing } from "../registry/imageMissing.ts";
import { parseConfig, parseManifest, readSmall } from "../registry/manifest.ts";
import type { Repository } from "../registry/repository.ts";

/** An image of the destination, as far as an engine shows whether it has the same. */
export interface StoredImage {
  /** Of its manifest. */
  readonly digest: string;
  readonly configDigest: string;
  /** `linux/amd64` */
  readonly platform: string;
  readonly diffIds: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/** Reads what is behind a digest; rejects with `image-missing`. Two requests. */
export const readStoredImage = async (
  repository: Repository,
  digest: string,
): Promise<StoredImage> => {
  const manifest = await repository.manifest(digest);
  if (manifest === undefined) throw imageMissing(repository, digest);
  const { config } = parseManifest(manifest, repository.name);
  const {
    os,
    architecture,
    rootfs,
    config: settings,
  } = parseConfig(await readSmall(repository, config), config.digest, repository.name);
  return {
    digest,
    configDigest: config.digest,
    platform: `${os}/${architecture}`,
    diffIds: rootfs.diff_ids,
    labels: settings?.Labels ?? {},
  };
};
