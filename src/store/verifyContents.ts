import pLimit from "p-limit";
import { DlEnvError } from "../errors/error.ts";
import { closureReader, type Damage } from "../registry/closure.ts";
import { isLayout, type LayoutRepository } from "../registry/layout.ts";
import type { Repository } from "../registry/repository.ts";

/** Blobs that are read at the same time: each keeps a processor busy. */
const AT_ONCE = 2;

export interface DamagedTag {
  readonly tag: string;
  readonly damage: readonly Damage[];
}

/** What a look at everything in a repository found. */
export interface Verified {
  readonly name: string;
  /** How many tags were looked at. */
  readonly tags: number;
  /** Blobs whose bytes were read and hashed. */
  readonly read: number;
  /** Blobs whose bytes are not those of their digest. */
  readonly wrong: readonly string[];
  /** Tags below which something is gone, cut off or unreadable. */
  readonly damaged: readonly DamagedTag[];
}

const isRight = async (repository: Repository, digest: string): Promise<boolean> => {
  try {
    for await (const chunk of repository.readBlob(digest)) void chunk;
    return true;
  } catch (error) {
    if (error instanceof DlEnvError && error.code === "digest-mismatch") return false;
    throw error;
  }
};

/** The blobs of a layout whose bytes are wrong; every one is read. */
const wrongBlobs = async (layout: LayoutRepository): Promise<{ read: number; wrong: string[] }> => {
  const limit = pLimit(AT_ONCE);
  const blobs = await layout.blobs();
  const right = await Promise.all(blobs.map(({ digest }) => limit(() => isRight(layout, digest))));
  return {
    read: blobs.length,
    wrong: blobs.filter((_, at) => right[at] === false).map(({ digest }) => digest),
  };
};

/**
 * Looks below every tag: each blob is there with its size. The bytes of a layout are hashed too; a
 * registry is believed, since it checked them when they were sent.
 */
export const verifyContents = async (repository: Repository): Promise<Verified> => {
  const { damageOf } = closureReader(repository);
  const tags = await repository.tags();
  const found = await Promise.all(tags.map(async (tag) => ({ tag, damage: await damageOf(tag) })));
  const { read, wrong } = isLayout(repository)
    ? await wrongBlobs(repository)
    : { read: 0, wrong: [] };
  return {
    name: repository.name,
    tags: tags.length,
    read,
    wrong,
    damaged: found.filter(({ damage }) => damage.length > 0),
  };
};
