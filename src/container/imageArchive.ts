import { tarHeader, tarPadding, TAR_END } from "../layer/tarHeader.ts";
import { unreachable } from "../errors/error.ts";
import { IMAGE_NAME, localName, REF_NAME } from "../registry/layoutIndex.ts";
import { jsonBytes, parseManifest } from "../registry/manifest.ts";
import { OCI_INDEX, type Repository } from "../registry/repository.ts";
import { imageMissing } from "../registry/imageMissing.ts";

const MTIME = 0;

const header = (path: string, size: number): Uint8Array =>
  tarHeader({ path, kind: "file", mode: 0o644, uid: 0, gid: 0, mtime: MTIME, size });

const blobName = (digest: string): string => `blobs/sha256/${digest.slice("sha256:".length)}`;

async function* file(path: string, bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield header(path, bytes.byteLength);
  yield bytes;
  yield tarPadding(bytes.byteLength);
}

/**
 * The size stands in the header, before the bytes: a blob of another size would make an archive
 * that cannot be read.
 */
async function* blob(
  repository: Repository,
  digest: string,
  size: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield header(blobName(digest), size);
  let count = 0;
  for await (const chunk of repository.readBlob(digest, size)) {
    count += chunk.byteLength;
    if (count > size) break;
    yield chunk;
  }
  if (count !== size)
    throw unreachable({
      code: "digest-mismatch",
      message:
        `The blob ${digest} in ${repository.name} does not have the ${size} bytes that ` +
        "its manifest gives.",
      hint: "It was changed or damaged; build it again: dl-env build",
    });
  yield tarPadding(size);
}

/**
 * One image as a tar that `podman load` and `docker load` take, the latter with either of its
 * stores: an OCI layout (oci-layout, index.json, blobs/) with docker's manifest.json beside it, as
 * `docker save` writes today. Nothing is held but small parts: memory does not grow with the image.
 * `tag` may be a digest, if `name` is given.
 */
export async function* archiveOf(
  repository: Repository,
  tag: string,
  name: string = localName(tag),
): AsyncGenerator<Uint8Array, void, undefined> {
  const stored = await repository.manifest(tag);
  if (stored === undefined) throw imageMissing(repository, tag);
  const { config, layers } = parseManifest(stored, repository.name);
  const entry = {
    mediaType: stored.mediaType,
    digest: stored.digest,
    size: stored.bytes.byteLength,
    annotations: { [IMAGE_NAME]: name, [REF_NAME]: name.slice(name.lastIndexOf(":") + 1) },
    platform: { os: "linux", architecture: "amd64" },
  };
  yield* file("oci-layout", jsonBytes({ imageLayoutVersion: "1.0.0" }));
  yield* file(
    "index.json",
    jsonBytes({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: [entry] }),
  );
  yield* file(
    "manifest.json",
    jsonBytes([
      {
        Config: blobName(config.digest),
        RepoTags: [name],
        Layers: layers.map(({ digest }) => blobName(digest)),
      },
    ]),
  );
  yield* file(blobName(stored.digest), stored.bytes);
  const sizes = new Map([config, ...layers].map(({ digest, size }) => [digest, size]));
  for (const [digest, size] of sizes) yield* blob(repository, digest, size);
  yield TAR_END;
}
