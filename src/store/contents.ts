import pLimit from "p-limit";
import { CELL_LABEL } from "../image/labels.ts";
import { isDamage, isIndex } from "../registry/closure.ts";
import { parseConfig, parseIndex, parseManifest, readSmall } from "../registry/manifest.ts";
import type { Repository, StoredManifest } from "../registry/repository.ts";
import { memoized } from "../text/memoized.ts";
import { isLeaving } from "../registry/leavingTags.ts";
import { kindOfName, PRUNE_TAG, RETENTION_TAG, type TagKind } from "./tagKind.ts";

const SIDE_BY_SIDE = 8;
const TITLE = "org.opencontainers.image.title";
const BASE_DIGEST = "org.opencontainers.image.base.digest";

export interface NamedBlob {
  readonly digest: string;
  /** bytes */
  readonly size: number;
}

/** What lies under a manifest; without blobs when it could not be decoded. */
interface Named {
  readonly blobs: readonly NamedBlob[];
  readonly title?: string;
  /** Digests of the uncompressed layers. */
  readonly diffIds: readonly string[];
  readonly cell?: string;
  /** Digest of the base's own manifest. */
  readonly base?: string;
  /** Digests of the manifests in an index. */
  readonly manifests?: readonly string[];
  /** Whether it names only that the tag is to go; see removeTags.ts. */
  readonly leaving?: boolean;
  readonly damaged: boolean;
}

/** A tag of a repository, and what it names. */
export interface StoredTag extends Named {
  readonly tag: string;
  readonly kind: TagKind;
  readonly digest: string;
}

const NOTHING: Named = { blobs: [], diffIds: [], damaged: false };

const isImageConfig = (mediaType: string): boolean =>
  /^application\/vnd\.(oci|docker)\..*(config|image)\.v1\+json$/.test(mediaType);

/** Layers say their own diff_id, so that their configs need not be read. */
const layerDiffIds = (manifest: ReturnType<typeof parseManifest>): string[] =>
  manifest.layers.flatMap(({ annotations }) => annotations?.["vnd.dl-env.layer.diff-id"] ?? []);

/** What is below an index, as far as it was copied: what those manifests have is in use. */
const readIndex = async (
  repository: Repository,
  stored: StoredManifest,
  kind: TagKind | undefined,
): Promise<Named> => {
  const manifests = parseIndex(stored, repository.name).manifests.map(({ digest }) => digest);
  const read = namedBy(repository);
  const found = await Promise.all(manifests.map((digest) => read({ digest, kind })));
  const base = found.find((one) => one.base !== undefined)?.base;
  return {
    blobs: found.flatMap(({ blobs }) => blobs),
    diffIds: found.flatMap(({ diffIds }) => diffIds),
    manifests,
    damaged: false,
    ...(base === undefined ? {} : { base }),
  };
};

const readNamed = async (
  repository: Repository,
  stored: StoredManifest,
  kind: TagKind | undefined,
): Promise<Named> => {
  if (isIndex(stored)) return readIndex(repository, stored, kind);
  const manifest = parseManifest(stored, repository.name);
  const { config, layers, annotations } = manifest;
  const blobs = [config, ...layers].map(({ digest, size }) => ({ digest, size }));
  const title = annotations?.[TITLE];
  const base = annotations?.[BASE_DIGEST];
  const named: Named = {
    blobs,
    diffIds: layerDiffIds(manifest),
    damaged: false,
    ...(title === undefined ? {} : { title }),
    ...(base === undefined ? {} : { base }),
    ...(isLeaving(manifest) ? { leaving: true } : {}),
  };
  if (kind !== undefined && kind !== "base") return named;
  if (!isImageConfig(config.mediaType)) return named;
  const image = parseConfig(await readSmall(repository, config), config.digest, repository.name);
  const cell = image.config?.Labels?.[CELL_LABEL];
  const from = base ?? image.config?.Labels?.[BASE_DIGEST];
  return {
    ...named,
    diffIds: image.rootfs.diff_ids,
    ...(cell === undefined ? {} : { cell }),
    ...(from === undefined ? {} : { base: from }),
  };
};

/** What a digest names; damaged where something of it is gone or cannot be decoded. */
const namedBy =
  (repository: Repository) =>
  async ({ digest, kind }: { digest: string; kind: TagKind | undefined }): Promise<Named> => {
    if (kind === "referrers") return NOTHING;
    try {
      const stored = await repository.manifest(digest);
      if (stored === undefined) return { ...NOTHING, damaged: true };
      return await readNamed(repository, stored, kind);
    } catch (error) {
      if (!isDamage(error)) throw error;
      return { ...NOTHING, damaged: true };
    }
  };

const kindOf = (ofName: TagKind | undefined, named: Named): TagKind =>
  ofName ?? (named.cell === undefined ? "other" : "image");

/**
 * Every tag of a repository with what it names. Each tag costs a HEAD, each manifest and each
 * image's config a GET.
 */
export const readContents = async (repository: Repository): Promise<readonly StoredTag[]> => {
  const limit = pLimit(SIDE_BY_SIDE);
  const named = memoized(namedBy(repository), ({ digest }) => digest);
  const tags = (await repository.tags()).filter(
    (tag) => tag !== PRUNE_TAG && tag !== RETENTION_TAG,
  );
  const found = await Promise.all(
    tags.map((tag) =>
      limit(async (): Promise<StoredTag[]> => {
        const digest = await repository.resolve(tag);
        const kind = kindOfName(tag);
        if (digest === undefined) {
          // A layout's index may name a manifest that is gone; a registry's list may be old.
          return repository.kind === "layout"
            ? [{ ...NOTHING, tag, kind: kind ?? "other", digest: "", damaged: true }]
            : [];
        }
        const content = await named({ digest, kind });
        return [{ tag, digest, ...content, kind: kindOf(kind, content) }];
      }),
    ),
  );
  return found.flat();
};
