import pLimit from "p-limit";
import { DlEnvError } from "../errors/error.ts";
import { memoized } from "../text/memoized.ts";
import { parseIndex, parseManifest } from "./manifest.ts";
import {
  DOCKER_LIST,
  OCI_INDEX,
  type Descriptor,
  type Repository,
  type StoredManifest,
} from "./repository.ts";

/** Blobs that are looked for at the same time. */
const SIDE_BY_SIDE = 16;

/** Something that a tag or manifest needs and that its repository lacks, or has damaged. */
export interface Damage {
  readonly digest: string;
  /** Bytes that its manifest names; absent for a manifest that no other one names. */
  readonly size?: number;
  readonly what: "manifest" | "config" | "layer";
}

type Blob = Pick<Descriptor, "digest" | "size">;

/** Whether a manifest is an index of others. */
export const isIndex = ({ mediaType }: Pick<Descriptor, "mediaType">): boolean =>
  mediaType === OCI_INDEX || mediaType === DOCKER_LIST;

/** Copies of an index may leave other platforms, and attestations, out. */
const isOurs = (platform: Descriptor["platform"]): boolean =>
  platform === undefined || (platform.os === "linux" && platform.architecture === "amd64");

const DAMAGE: ReadonlySet<string> = new Set([
  "registry-nonsense",
  "digest-mismatch",
  "blob-missing",
]);

/** Whether content is wrong or gone, as opposed to what could not be read just now. */
export const isDamage = (error: unknown): boolean =>
  error instanceof DlEnvError && DAMAGE.has(error.code);

/** What is read; undefined where it is damaged, so that it can be made again. */
export const unlessDamaged = async <T>(read: Promise<T>): Promise<T | undefined> => {
  try {
    return await read;
  } catch (error) {
    if (!isDamage(error)) throw error;
    return undefined;
  }
};

/** Looks at everything below manifests of one repository; asks for each digest once. */
export interface ClosureReader {
  /** What of a manifest's closure is not there with its size; empty when it is whole. */
  readonly damage: (manifest: StoredManifest) => Promise<readonly Damage[]>;
  /** The same of what a tag or digest names; a manifest that cannot be decoded is damage too. */
  readonly damageOf: (reference: string) => Promise<readonly Damage[]>;
}

/**
 * Reads closures: config and layers by their size, and the manifests that an index names. Contents
 * are not hashed. On a registry each digest costs one HEAD, and none where this process saw it.
 */
export const closureReader = (repository: Repository): ClosureReader => {
  const limit = pLimit(SIDE_BY_SIDE);
  const has = memoized(
    ({ digest, size }: Blob) => limit(() => repository.hasBlob(digest, size)),
    ({ digest, size }) => `${digest} ${size}`,
  );
  const lacking = async (blob: Blob, what: Damage["what"]): Promise<readonly Damage[]> =>
    (await has(blob)) ? [] : [{ digest: blob.digest, size: blob.size, what }];
  const below = async (manifest: StoredManifest): Promise<readonly Damage[]> => {
    if (isIndex(manifest)) {
      const { manifests } = parseIndex(manifest, repository.name);
      const ours = manifests.filter(({ platform }) => isOurs(platform));
      return (await Promise.all(ours.map(({ digest }) => named(digest)))).flat();
    }
    const { config, layers } = parseManifest(manifest, repository.name);
    const found = await Promise.all([
      lacking(config, "config"),
      ...layers.map((layer) => lacking(layer, "layer")),
    ]);
    return found.flat();
  };
  const read = async (reference: string): Promise<readonly Damage[]> => {
    const absent: Damage = { digest: reference, what: "manifest" };
    try {
      const manifest = await limit(() => repository.manifest(reference));
      return manifest === undefined ? [absent] : await below(manifest);
    } catch (error) {
      if (!isDamage(error)) throw error;
      return [absent];
    }
  };
  const named = memoized(read);
  return { damage: below, damageOf: named };
};
