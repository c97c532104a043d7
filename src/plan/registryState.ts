import pLimit from "p-limit";
import { DlEnvError, type ErrorProblem } from "../errors/error.ts";
import { isLocal } from "../matrix/base.ts";
import type { Catalog } from "../catalog/facts.ts";
import type { TagList } from "../catalog/tagLists.ts";
import type { JudgedCell } from "../verdict/verdict.ts";
import { baseDigests } from "./baseDigests.ts";
import { readBaseDigests, readTagList, type BaseDigests } from "../registry/baseImage.ts";
import { closureReader } from "../registry/closure.ts";
import { isLayout, type LayoutRepository } from "../registry/layout.ts";
import { withoutLeaving } from "../registry/leavingTags.ts";
import { isRefusal } from "../registry/networkFault.ts";
import type { OpenRepository, Repository } from "../registry/repository.ts";
import { tagsForWriting } from "../registry/tagsForWriting.ts";
import { memoized } from "../text/memoized.ts";
import { problemText } from "../errors/problemText.ts";
import type { System } from "../system/ports.ts";

/** Requests to one registry at the same time. */
const SIDE_BY_SIDE = 6;

const cannotAsk = (error: unknown): error is DlEnvError =>
  error instanceof DlEnvError && error.exit === 3;

/** What is said of something that did not answer: its own words, code and hint. */
const silence = (what: string, { code, message, hint }: DlEnvError): ErrorProblem => ({
  code,
  message: `${what}: ${message}`,
  ...(hint === undefined ? {} : { hint }),
});

export interface Asking {
  readonly sys: System;
  readonly open: OpenRepository;
  readonly offline: boolean;
  /** Whether the destinations are written to after this: then what is denied is tried out. */
  readonly writes?: boolean;
}

/** The catalog's copy of the bases' lists, and the repository that stands for NVIDIA's, if any. */
type CopiedLists = Pick<Catalog, "asOf" | "base">;

/** What is known of a repository that stands for another and gives no list: nothing yet. */
const noList = (name: string, clock: System["clock"], refusal?: DlEnvError): TagList => ({
  tags: new Set(),
  asOf: new Date(clock.now()).toISOString().slice(0, 10),
  mirror: {
    name,
    unlisted: new Map(),
    refusesList: true,
    ...(refusal === undefined ? {} : { refusal }),
  },
});

/**
 * The list of a repository as its registry gives it. One that stands for another may refuse its
 * list, or give an empty one, and have images all the same: what it says of single tags counts.
 * Undefined where it could not be asked.
 */
const readList = async (
  { sys, open }: Pick<Asking, "sys" | "open">,
  repository: string,
  { asOf: copiedOn, base }: CopiedLists,
): Promise<TagList | undefined> => {
  const from = open(repository);
  const { mirror } = from;
  const stands = mirror ?? (repository === base ? repository : undefined);
  try {
    const { tags, asOf } = await readTagList(from, sys.clock);
    if (stands !== undefined && tags.length === 0) return noList(stands, sys.clock);
    const isMirror = mirror === undefined ? {} : { mirror: { name: mirror, unlisted: new Map() } };
    return { tags: new Set(tags), asOf, ...isMirror };
  } catch (error) {
    if (!cannotAsk(error)) throw error;
    const isRefused = stands !== undefined && isRefusal(error);
    const what = isRefused
      ? `${stands} gives no list of its tags; each base is asked for by itself`
      : `${repository} could not be queried; the catalog's copy of its tags is used, ` +
        `as of ${copiedOn}`;
    sys.log.warn(problemText(silence(what, error)));
    return isRefused ? noList(stands, sys.clock, error) : undefined;
  }
};

/**
 * Tag lists by repository. A registry that cannot be asked has no entry, and a warning says so: the
 * catalog's copy counts.
 */
export const readLists = async (
  asking: Asking,
  repositories: readonly string[],
  copied: CopiedLists,
): Promise<Map<string, TagList>> => {
  const lists = new Map<string, TagList>();
  if (asking.offline) return lists;
  for (const repository of repositories.filter((name) => !isLocal(name))) {
    const list = await readList(asking, repository, copied);
    if (list !== undefined) lists.set(repository, list);
  }
  return lists;
};

export interface FoundBase {
  readonly indexDigest: string;
  readonly platformDigest: string;
}

const acceptedBases = (judged: readonly JudgedCell[]): Set<string> =>
  new Set(judged.flatMap(({ verdict }) => (verdict.kind === "accepted" ? [verdict.base.tag] : [])));

const repositoryOf = (tag: string): string => tag.slice(0, tag.lastIndexOf(":"));

/**
 * Digests of the accepted cells' bases by tag. A base that cannot be asked has no entry: its cells
 * can be planned, but neither keyed nor built.
 */
export const readDigests = async (
  { sys, open, offline }: Asking,
  judged: readonly JudgedCell[],
  lists: ReadonlyMap<string, TagList>,
): Promise<Map<string, BaseDigests>> => {
  const limit = pLimit(SIDE_BY_SIDE);
  const found = new Map<string, BaseDigests>();
  const readOne = async (tag: string): Promise<void> => {
    try {
      found.set(
        tag,
        await (isLocal(tag) ? readBaseDigests(open, tag) : baseDigests(sys, open, tag)),
      );
    } catch (error) {
      if (!cannotAsk(error)) throw error;
      sys.log.debug(`${tag}: ${error.message}`);
    }
  };
  const askable = [...acceptedBases(judged)].filter(
    (tag) => isLocal(tag) || (!offline && lists.has(repositoryOf(tag))),
  );
  await Promise.all(askable.map((tag) => limit(() => readOne(tag))));
  return found;
};

/** The digests of the base of a cell, where they are known. */
type DigestsOf = (cell: string, tag: string) => BaseDigests | undefined;

/** The same verdicts, with the digests of the bases that are known. */
export const withDigests = (judged: readonly JudgedCell[], digestsOf: DigestsOf): JudgedCell[] =>
  judged.map(({ cell, verdict }) => {
    const found = verdict.kind === "accepted" ? digestsOf(cell.id, verdict.base.tag) : undefined;
    if (verdict.kind !== "accepted" || found === undefined) return { cell, verdict };
    return {
      cell,
      verdict: {
        ...verdict,
        base: { ...verdict.base, digest: found.indexDigest, platformDigest: found.platformDigest },
      },
    };
  });

/** Tags of a layout of which nothing is gone or cut off: a folder can lose files. */
const wholeTags = async (layout: LayoutRepository, tags: readonly string[]): Promise<string[]> => {
  const { damageOf } = closureReader(layout);
  const damage = await Promise.all(tags.map((tag) => damageOf(tag)));
  return tags.filter((_, index) => damage[index]?.length === 0);
};

const tagsOf = async (
  { offline, writes = false }: Asking,
  repository: Repository,
): Promise<ReadonlySet<string> | DlEnvError | undefined> => {
  if (offline && repository.kind === "registry") return undefined;
  try {
    const tags = await (writes ? tagsForWriting(repository) : repository.tags());
    return new Set(
      isLayout(repository)
        ? await wholeTags(repository, tags)
        : await withoutLeaving(repository, tags),
    );
  } catch (error) {
    if (!cannotAsk(error)) throw error;
    return error;
  }
};

const hostOf = (repository: Repository): string => repository.name.split("/", 1)[0] ?? "";

/** Tags of repositories, and why those are unknown that could not be queried. */
export interface QueriedTags {
  /** In the order asked; undefined where they could not be queried. */
  readonly tags: readonly (ReadonlySet<string> | undefined)[];
  readonly refused: readonly ErrorProblem[];
}

/**
 * The tags of each repository. Two that lie in one registry, which refuses both alike, are one
 * problem.
 */
export type ReadTags = (repositories: readonly Repository[]) => Promise<QueriedTags>;

/** Reads tags of repositories; each is asked once, also where it refuses. */
export const tagsReader = (asking: Asking): ReadTags => {
  const answerOf = memoized((repository: Repository) => tagsOf(asking, repository));
  return async (repositories) => {
    const distinct = [...new Set(repositories)];
    const answers = new Map(
      await Promise.all(
        distinct.map(async (repository) => [repository, await answerOf(repository)] as const),
      ),
    );
    const silent = distinct.flatMap((repository) => {
      const error = answers.get(repository);
      return error instanceof DlEnvError ? [{ repository, error }] : [];
    });
    const groups = Map.groupBy(
      silent,
      ({ repository, error }) => `${hostOf(repository)} ${error.code}`,
    );
    return {
      tags: repositories.map((repository) => {
        const answer = answers.get(repository);
        return answer instanceof DlEnvError ? undefined : answer;
      }),
      refused: [...groups.values()].flatMap((group) => {
        const [first] = group;
        const names = group.map(({ repository }) => repository.name).join(" and ");
        const what = `${names} could not be queried, so it is unknown what is missing there`;
        return first === undefined ? [] : [silence(what, first.error)];
      }),
    };
  };
};
