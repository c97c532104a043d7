import type { Place } from "../errors/error.ts";

export interface Descriptor {
  readonly mediaType: string;
  /** `sha256:…` */
  readonly digest: string;
  /** bytes */
  readonly size: number;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly platform?: { readonly os: string; readonly architecture: string };
}

/** An artifact as an index of referrers names it. */
export interface Referrer extends Descriptor {
  readonly artifactType?: string | undefined;
}

export interface StoredManifest {
  readonly digest: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Content whose digest is known before it is sent. `open` may be called again for a retry. */
export interface BlobSource {
  readonly digest: string;
  readonly size: number;
  /**
   * Where these bytes lie as a file that nobody changes, hashed as it was written: a layout on the
   * same file system takes it as it is.
   */
  readonly file?: string;
  /** It is not there as far as is known, and is sent without a look. */
  readonly isNew?: boolean;
  open(): AsyncIterable<Uint8Array>;
}

/** What became of something that was to be removed; a refusal in the registry's words. */
export type Removal =
  { readonly kind: "removed" } | { readonly kind: "refused"; readonly message: string };

/** What was asked of a repository since it was opened; counters that go up. */
export interface Traffic {
  /** Requests over the network, token services included; 0 for layouts. */
  requests: number;
  /** Bytes of blobs and manifests written. */
  sent: number;
  /** Bytes of blobs and manifests read over the network; 0 for layouts. */
  received: number;
}

/**
 * One repository of a registry, or one OCI image layout folder: the same operations on both.
 * Missing things are `undefined` or `false`; refusals and unreachable registries are DlEnvErrors
 * with the registry's own code and detail.
 */
export interface Repository {
  /** As the user wrote it, for messages: `oci:./images`, `registry.example/team/dl-env`. */
  readonly name: string;
  readonly kind: "registry" | "layout";
  /**
   * True for layouts and for registries on loopback: the only places where a stand-in may be
   * promoted.
   */
  readonly local: boolean;
  /**
   * Host and path of the mirror that is asked in the place of `name`. What a mirror lists is what
   * it has fetched so far, so a tag that its list lacks must be asked for by itself.
   */
  readonly mirror?: string;
  readonly traffic: Readonly<Traffic>;
  /** All tags, sorted; empty when the repository does not exist yet. */
  tags(): Promise<string[]>;
  /**
   * All tags as they were at one time, because one answer has them; undefined where the list comes
   * in several. Absent in layouts.
   */
  tagsAtOnce?(): Promise<readonly string[] | undefined>;
  /** By tag or digest. */
  manifest(reference: string): Promise<StoredManifest | undefined>;
  /** Digest of a tag by HEAD, without fetching the manifest. */
  resolve(reference: string): Promise<string | undefined>;
  /**
   * Whether a blob is there, and with `size` also whether it has that many bytes. A registry that
   * answers with a redirect or without a length says nothing of the size.
   */
  hasBlob(digest: string, size?: number): Promise<boolean>;
  /**
   * Bytes of a blob, verified against the digest at the end of the stream, and given up beyond
   * `size` bytes.
   */
  readBlob(digest: string, size?: number): AsyncIterable<Uint8Array>;
  /** Does nothing when the blob is there already. Returns true when bytes moved. */
  writeBlob(source: BlobSource): Promise<boolean>;
  /** Makes a blob of `from` available here without moving bytes where that can be; else false. */
  mountBlob(digest: string, from: Repository): Promise<boolean>;
  /**
   * What refers to a digest, by the registry's own list; undefined where there is none, as in
   * layouts and in registries without the referrers API.
   */
  referrers?(digest: string): Promise<readonly Referrer[] | undefined>;
  /** Stores the exact bytes; with a tag, moves the tag. Returns the digest. */
  putManifest(
    manifest: { bytes: Uint8Array; mediaType: string },
    tag?: string,
    annotations?: Readonly<Record<string, string>>,
  ): Promise<string>;
  /**
   * Removes a tag, or, by digest, a manifest with every tag that names it. What is not there is
   * removed. Blobs stay: a registry collects those that nothing names by itself. Many registries
   * remove by digest alone, some nothing at all.
   */
  remove(reference: string): Promise<Removal>;
}

/** Opens what `to`, `store` or a base names. */
export type OpenRepository = (name: string, place?: Place) => Repository;

export const OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
export const OCI_INDEX = "application/vnd.oci.image.index.v1+json";
export const OCI_CONFIG = "application/vnd.oci.image.config.v1+json";
export const OCI_LAYER_GZIP = "application/vnd.oci.image.layer.v1.tar+gzip";
export const DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
export const DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
export const DOCKER_LAYER_GZIP = "application/vnd.docker.image.rootfs.diff.tar.gzip";
/**
 * Which paths a layer holds and what is in them: gzip of lines `<first 16 hex of sha256> <path>\n`,
 * sorted by path.
 */
export const LAYER_PATHS = "application/vnd.dl-env.layer.paths.v1+gzip";
