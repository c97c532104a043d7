import pLimit from "p-limit";
import type { Catalog } from "../catalog/facts.ts";
import type { TagList } from "../catalog/tagLists.ts";
import { DlEnvError } from "../errors/error.ts";
import { baseOf, isLocal } from "../matrix/base.ts";
import type { Cell } from "../matrix/cell.ts";
import type { OpenRepository } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";

/** Requests to one mirror at the same time. */
const SIDE_BY_SIDE = 6;

type Asked = "there" | "absent" | "unreachable";

const ask = async (
  { sys, open }: { readonly sys: Pick<System, "log">; readonly open: OpenRepository },
  repository: string,
  tag: string,
): Promise<Asked> => {
  try {
    return (await open(repository).resolve(tag)) === undefined ? "absent" : "there";
  } catch (error) {
    if (!(error instanceof DlEnvError && error.exit === 3)) throw error;
    sys.log.debug(`${repository}:${tag}: ${error.message}`);
    return "unreachable";
  }
};

/** A list with what its repository said of single tags. */
const withAnswers = (
  list: TagList,
  repository: string,
  answers: readonly (readonly [string, Asked])[],
): TagList => {
  const there = answers.flatMap(([tag, answer]) => (answer === "there" ? [tag] : []));
  const others = answers.flatMap(([tag, answer]) =>
    answer === "there" ? [] : [[tag, answer] as const],
  );
  return {
    ...list,
    tags: new Set([...list.tags, ...there]),
    mirror: { name: repository, ...list.mirror, unlisted: new Map(others) },
  };
};

/**
 * The same lists; what a mirror's list lacks of the bases of these cells was asked for by itself,
 * with one HEAD a tag, and so was what a repository in place of NVIDIA's lacks, which may fetch it
 * only then. Other lists of registries themselves are left as they are.
 */
export const askUnlisted = async (
  asking: { readonly sys: Pick<System, "log">; readonly open: OpenRepository },
  lists: ReadonlyMap<string, TagList>,
  { cells, catalog }: { readonly cells: readonly Cell[]; readonly catalog: Catalog },
): Promise<Map<string, TagList>> => {
  const wanted = Map.groupBy(
    cells.map((cell) => baseOf(cell, catalog)).filter(({ repository }) => !isLocal(repository)),
    ({ repository }) => repository,
  );
  const own = new Set([catalog.base, ...cells.map(({ base }) => base)]);
  const limit = pLimit(SIDE_BY_SIDE);
  const complete = async (repository: string, list: TagList): Promise<TagList> => {
    if (list.mirror === undefined && !own.has(repository)) return list;
    const unlisted = new Set(
      (wanted.get(repository) ?? []).map(({ tag }) => tag).filter((tag) => !list.tags.has(tag)),
    );
    const answers = await Promise.all(
      [...unlisted].map(
        async (tag) => [tag, await limit(() => ask(asking, repository, tag))] as const,
      ),
    );
    return withAnswers(list, repository, answers);
  };
  return new Map(
    await Promise.all(
      [...lists].map(
        async ([repository, list]) => [repository, await complete(repository, list)] as const,
      ),
    ),
  );
};
