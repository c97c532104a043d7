import pLimit from "p-limit";
import { DlEnvError } from "../errors/error.ts";
import type { System } from "../system/ports.ts";
import { readBaseDigests, readTagList } from "./baseImage.ts";
import type { OpenRepository } from "./repository.ts";

/** Requests to one registry at the same time. */
const SIDE_BY_SIDE = 6;

/** What registries list of the catalog's images. */
export interface Listed {
  /** Absent when a registry could not be queried for its list. */
  readonly tags?: readonly string[];
  /** Tag -> digest of what it names now; absent unless every one could be read. */
  readonly digests?: ReadonlyMap<string, string>;
  /** What could not be queried, and why. */
  readonly silent: readonly { readonly subject: string; readonly message: string }[];
}

const silence = (subject: string, error: unknown): Listed["silent"][number] => {
  if (error instanceof DlEnvError && error.exit === 3) return { subject, message: error.message };
  throw error;
};

/**
 * The tags of some repositories, and the digests of those of `looked` that are still listed.
 * `looked` is tag -> its repository.
 */
export const readListed = async (
  sys: Pick<System, "clock">,
  open: OpenRepository,
  {
    repositories,
    looked,
  }: {
    readonly repositories: readonly string[];
    readonly looked: ReadonlyMap<string, string>;
  },
): Promise<Listed> => {
  const tags = new Set<string>();
  const silent: Listed["silent"][number][] = [];
  for (const repository of repositories) {
    try {
      for (const tag of (await readTagList(open(repository), sys.clock)).tags) tags.add(tag);
    } catch (error) {
      silent.push(silence(repository, error));
    }
  }
  if (silent.length > 0) return { silent };
  const limit = pLimit(SIDE_BY_SIDE);
  const digests = new Map<string, string>();
  const readOne = async (tag: string, repository: string): Promise<void> => {
    try {
      digests.set(tag, (await readBaseDigests(open, `${repository}:${tag}`)).indexDigest);
    } catch (error) {
      silent.push(silence(`${repository}:${tag}`, error));
    }
  };
  await Promise.all(
    [...looked]
      .filter(([tag]) => tags.has(tag))
      .map(([tag, repository]) => limit(() => readOne(tag, repository))),
  );
  return { tags: [...tags], silent, ...(silent.length === 0 ? { digests } : {}) };
};
