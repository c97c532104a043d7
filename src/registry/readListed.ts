import pLimit from "p-limit";
import { DlEnvError } from "../errors/error.ts";
import type { System } from "../system/ports.ts";
import { readBaseDigests, readTagList } from "./baseImage.ts";
import type { OpenRepository, Repository } from "./repository.ts";

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

/** Those of the known tags that a mirror has although its list lacks them. */
const unlistedTags = async (
  repository: Repository,
  listed: ReadonlySet<string>,
  known: readonly string[],
): Promise<string[]> => {
  if (repository.mirror === undefined) return [];
  const limit = pLimit(SIDE_BY_SIDE);
  const answers = await Promise.all(
    known
      .filter((tag) => !listed.has(tag))
      .map((tag) =>
        limit(async () => ((await repository.resolve(tag)) === undefined ? [] : [tag])),
      ),
  );
  return answers.flat();
};

/** Which repositories and tags are looked at. */
interface Looked {
  readonly repositories: readonly string[];
  /** Tag -> its repository, of the tags whose digests are wanted. */
  readonly looked: ReadonlyMap<string, string>;
  /** Tags that a mirror is also asked for by themselves, where its list lacks them. */
  readonly known: readonly string[];
}

const readAllTags = async (
  sys: Pick<System, "clock">,
  open: OpenRepository,
  { repositories, known }: Omit<Looked, "looked">,
): Promise<{ readonly tags: ReadonlySet<string>; readonly silent: Listed["silent"] }> => {
  const tags = new Set<string>();
  const silent: Listed["silent"][number][] = [];
  for (const repository of repositories) {
    try {
      const from = open(repository);
      for (const tag of (await readTagList(from, sys.clock)).tags) tags.add(tag);
      for (const tag of await unlistedTags(from, tags, known)) tags.add(tag);
    } catch (error) {
      silent.push(silence(repository, error));
    }
  }
  return { tags, silent };
};

/**
 * The tags of some repositories, and the digests of those of `looked` that are still listed.
 */
export const readListed = async (
  sys: Pick<System, "clock">,
  open: OpenRepository,
  { looked, ...from }: Looked,
): Promise<Listed> => {
  const { tags, silent: unlisted } = await readAllTags(sys, open, from);
  if (unlisted.length > 0) return { silent: unlisted };
  const silent: Listed["silent"][number][] = [];
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
