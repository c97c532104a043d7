import { parseReference } from "../registry/reference.ts";
import { readBase, readBaseIn, type BaseImage } from "../registry/baseImage.ts";
import { digestOf } from "../registry/digest.ts";
import { jsonBytes } from "../registry/manifest.ts";
import { OCI_INDEX, OCI_MANIFEST, type OpenRepository } from "../registry/repository.ts";
import { ociManifest } from "../registry/storedBase.ts";
import type { Files } from "../system/ports.ts";
import type { BuildContext } from "./engine.ts";

/** Manifest and config of a build's base, read where they are not known: they are small. */
export const readEngineBase = async (
  open: OpenRepository,
  { base, baseImage }: Pick<BuildContext, "base" | "baseImage">,
): Promise<BaseImage> => {
  if (baseImage !== undefined) return baseImage;
  return base.kind === "layout"
    ? readBaseIn(open(`oci:${base.dir}`), base.digest, `oci:${base.dir}:${base.tag}`)
    : readBase(open, base.reference);
};

/** `repository@digest`: not every engine takes a reference with both tag and digest. */
export const withoutTag = (reference: string): string => {
  const parsed = parseReference(reference);
  if (parsed.kind === "layout" || parsed.digest === undefined) return reference;
  return `${parsed.host}/${parsed.repository}@${parsed.digest}`;
};

/** Under this name the base stands in its view. */
export const VIEW_TAG = "base";

/**
 * A layout folder that holds one image only, the base, and shares its blobs with the folder that
 * has them. Engines find the base in it by digest whatever else the layout holds, and always as
 * OCI's media types, which is all that podman reads from a layout. Returns the digest of the
 * manifest in the view.
 */
export const makeView = async (
  files: Files,
  base: BaseImage,
  { blobs, dir }: { readonly blobs: string; readonly dir: string },
): Promise<string> => {
  const manifest = jsonBytes(ociManifest(base));
  const digest = digestOf(manifest);
  const folder = `${dir}/blobs/sha256`;
  await files.makeDir(folder);
  for (const blob of new Set(
    [base.manifest.config, ...base.manifest.layers].map(({ digest }) =>
      digest.slice("sha256:".length),
    ),
  ))
    await files.link(`${blobs}/${blob}`, `${folder}/${blob}`);
  await files.write(`${folder}/${digest.slice("sha256:".length)}`, manifest);
  const entry = {
    mediaType: OCI_MANIFEST,
    digest,
    size: manifest.byteLength,
    platform: { os: "linux", architecture: "amd64" },
    annotations: { "org.opencontainers.image.ref.name": VIEW_TAG },
  };
  await files.write(`${dir}/oci-layout`, '{"imageLayoutVersion":"1.0.0"}');
  await files.write(
    `${dir}/index.json`,
    JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: [entry] }),
  );
  return digest;
};
