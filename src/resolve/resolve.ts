import pLimit from "p-limit";
import type { System } from "../system/ports.ts";
import type { Answer } from "./answer.ts";
import { askNewest } from "./askNewest.ts";
import { ask } from "./askUv.ts";
import { namesOf, openAsking, type AskingOptions } from "./openAsking.ts";
import { isCommitted, readLock } from "./committedLocks.ts";
import { questionKey } from "./lockKey.ts";
import type { Question } from "../matrix/question.ts";
import { openProbe } from "./indexProbe.ts";
import { openAnswerCache, type AnswerCache } from "./answerCache.ts";
import { askInOrder, chainOf } from "./fallbacks.ts";
import type { AskNewest } from "./newestByItself.ts";
import { withOlderReleases } from "./olderReleases.ts";
import { memoized } from "../text/memoized.ts";
import { count } from "../text/units.ts";

export interface ResolveOptions extends AskingOptions {
  /** Folder of committed locks, beside dl-env.yml. */
  readonly locks?: string;
  /**
   * Asks nothing outside this machine: what is neither committed nor remembered is `unreachable`.
   */
  readonly offline?: boolean;
  /** Milliseconds for which an answer is remembered; default one hour. */
  readonly maxAge?: number;
  /** Runs of uv at once; default by the number of processors. */
  readonly parallel?: number;
}

/** Answers questions: from committed locks, else from memory, else by uv. */
export interface Resolver {
  /** Each question is asked once in the life of a resolver. */
  readonly ask: (question: Question) => Promise<Answer>;
  /** Distinct questions, by their key, with progress. */
  askAll(questions: readonly Question[]): Promise<ReadonlyMap<string, Answer>>;
  /**
   * The answers to these questions, each lock that is not committed with what in it is older than
   * alone. Offline nothing is added.
   */
  comparedWithNewest(
    questions: readonly Question[],
    answers: ReadonlyMap<string, Answer>,
  ): Promise<ReadonlyMap<string, Answer>>;
  /** How many questions uv was asked. */
  readonly runs: () => number;
  /** Removes temporary files and keeps what was learned. */
  close(): Promise<void>;
}

export const HOUR = 3_600_000;
const RETRIES = 3;

const OFFLINE: Answer = {
  kind: "unreachable",
  reason: {
    code: "offline",
    message: "The packages of this cell were not resolved: --offline.",
    source: "resolver",
    hint: "Resolve once with a network: dl-env lock",
  },
};

/** Asks uv itself, a bounded number of questions at once. */
const openUv = (
  sys: System,
  options: ResolveOptions,
): {
  ask: (question: Question) => Promise<Answer>;
  newest: AskNewest;
  runs: () => number;
  close: () => Promise<void>;
} => {
  const limit = pLimit(options.parallel ?? Math.max(4, Math.min(8, sys.env.cpus * 2)));
  const uv = openAsking(sys, options);
  let runs = 0;
  let reached = true;
  const askOne = async (question: Question): Promise<Answer> => {
    runs += 1;
    const asking = await uv.start();
    // After one silence of 7 s the next questions do not wait as long for the same.
    const answer = await ask({ ...asking, retries: reached ? RETRIES : 0 }, question);
    reached = answer.kind !== "unreachable";
    return answer;
  };
  const newest: AskNewest = async (question) => {
    const asking = { ...(await uv.start()), retries: reached ? RETRIES : 0 };
    const found = await askNewest(asking, question);
    return found.failure === undefined
      ? new Map(found.wheels.map(({ name, version }) => [name, version]))
      : undefined;
  };
  return {
    ask: (question) => limit(() => askOne(question)),
    newest: (question) => limit(() => newest(question)),
    runs: () => runs,
    close: uv.close,
  };
};

/**
 * The same wheels as in the committed file are as old as that file: an image of them is the same
 * image. A file that cannot be read has no say here.
 */
const withCommittedTime = async (
  sys: System,
  folder: string | undefined,
  answer: Answer,
): Promise<Answer> => {
  if (folder === undefined || answer.kind !== "locked") return answer;
  const committed = await readLock(sys.files, folder, answer.lock.question).catch(() => undefined);
  return committed?.key === answer.lock.key
    ? { kind: "locked", lock: { ...answer.lock, created: committed.created } }
    : answer;
};

/** The lock that is committed for a question or what may stand in for it, in their order. */
const committedLock = async (
  sys: System,
  { locks }: ResolveOptions,
  question: Question,
): Promise<Answer | undefined> => {
  if (locks === undefined) return undefined;
  for (const one of chainOf(question)) {
    const lock = await readLock(sys.files, locks, one);
    if (lock !== undefined) return { kind: "locked", lock };
  }
  return undefined;
};

/** Answers one question: from a committed lock, else from the cache, else by uv. */
const openFinder = (
  sys: System,
  options: ResolveOptions,
  { uv, cache }: { readonly uv: Pick<Resolver, "ask">; readonly cache: AnswerCache },
): Resolver["ask"] => {
  const probe = openProbe(sys);
  const askOne = async (question: Question): Promise<Answer> => {
    const before = options.update === true ? undefined : await cache.get(question);
    if (before !== undefined) return before;
    if (options.offline === true) return OFFLINE;
    const failure = await probe(namesOf(options)(question.indexes));
    if (failure !== undefined) return { kind: "unreachable", ...failure };
    const answer = await uv.ask(question);
    await cache.put(question, answer);
    return withCommittedTime(sys, options.locks, answer);
  };
  const asked = memoized(askOne, questionKey);
  return async (question) => {
    const committed =
      options.update === true ? undefined : await committedLock(sys, options, question);
    return committed ?? askInOrder(question, asked, (name) => options.indexes.get(name)?.packages);
  };
};

/** Opens a resolver; nothing is fetched or run until a question needs it. The caller closes it. */
export const openResolver = (sys: System, options: ResolveOptions): Resolver => {
  const uv = openUv(sys, options);
  const { mirrors, indexes, maxAge = HOUR } = options;
  const cache = openAnswerCache(sys, { uv: options.tool.version, mirrors, indexes, maxAge });
  const ask = memoized(openFinder(sys, options, { uv, cache }), questionKey);
  const askAll: Resolver["askAll"] = async (questions) => {
    const distinct = new Map(questions.map((question) => [questionKey(question), question]));
    let done = 0;
    const answerOf = async ([key, question]: [string, Question]): Promise<[string, Answer]> => {
      const answer = await ask(question);
      done += 1;
      return [key, answer];
    };
    const all = Promise.all([...distinct].map(answerOf));
    if (distinct.size > 0)
      sys.log.progress(
        () =>
          `${done} of ${count(distinct.size, "question")} answered` +
          (uv.runs() === 0 ? "" : `, ${uv.runs()} of them put to the package index`),
        all,
      );
    return new Map(await all);
  };
  const comparedWithNewest: Resolver["comparedWithNewest"] = async (questions, answers) => {
    if (options.offline === true) return answers;
    const asking = { ask, newest: uv.newest, isSettled: isCommitted };
    const compared = withOlderReleases(questions, answers, asking);
    sys.log.progress(() => "comparing what was chosen with the newest releases", compared);
    for (const [key, answer] of await compared)
      if (answer.kind === "locked" && answer !== answers.get(key))
        await cache.put(answer.lock.question, answer);
    return compared;
  };
  return { ask, askAll, comparedWithNewest, runs: uv.runs, close: uv.close };
};
