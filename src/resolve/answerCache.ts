import { createHash } from "node:crypto";
import { z } from "zod";
import type { PackageIndex } from "../catalog/facts.ts";
import type { Question } from "../matrix/question.ts";
import type { System } from "../system/ports.ts";
import { cacheFolder } from "../system/cacheFolder.ts";
import type { Answer } from "./answer.ts";
import { explain } from "./explain.ts";
import { addedIndexes, defaultIndex } from "./indexSettings.ts";
import { questionKey } from "./lockKey.ts";
import type { Lock } from "./lock.ts";
import { decodeLock, encodeLock } from "./lockfile.ts";

/**
 * Answers of the last while, kept in the user's cache folder. What could not be queried is never
 * kept.
 */
export interface AnswerCache {
  get(question: Question): Promise<Answer | undefined>;
  put(question: Question, answer: Answer): Promise<void>;
}

const decoder = z.object({
  asked: z.number(),
  answer: z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("locked"),
      lock: z.string(),
      comparesNewest: z.boolean().optional(),
    }),
    z.object({ kind: z.literal("conflict"), detail: z.string() }),
  ]),
});

/** Another index or another uv may answer otherwise; addresses go in as a hash only. */
const indexScope = async (sys: System, options: AnswerCacheOptions): Promise<string> => {
  const index = await defaultIndex(sys);
  const file =
    index.from === "uv.toml"
      ? await sys.files.readText(index.file)
      : "address" in index
        ? index.address
        : "";
  return createHash("sha256")
    .update(JSON.stringify([options.uv, index.from, file, addedIndexes(sys), options.mirrors]))
    .digest("hex")
    .slice(0, 12);
};

export interface AnswerCacheOptions {
  /** uv's version. */
  readonly uv: string;
  readonly mirrors: Readonly<Record<string, string>>;
  /** The indexes that questions name. */
  readonly indexes: ReadonlyMap<string, Pick<PackageIndex, "url" | "own">>;
  /** Milliseconds; older answers are asked again. */
  readonly maxAge: number;
}

/** The addresses of the indexes of dl-env.yml that a question names, as a hash; none without. */
const ownScope = ({ indexes }: Question, options: AnswerCacheOptions): readonly string[] => {
  const own = indexes.flatMap((name) => {
    const index = options.indexes.get(name);
    return index?.own === true ? [index.url] : [];
  });
  const text = JSON.stringify(own);
  return own.length === 0 ? [] : [createHash("sha256").update(text).digest("hex").slice(0, 12)];
};

/**
 * An answer as a file holds it; undefined for one that is too old, or that cannot be read: it is
 * asked again.
 */
const decoded = (
  content: string,
  question: Question,
  { file, oldest }: { readonly file: string; readonly oldest: number },
): Answer | undefined => {
  try {
    const { asked, answer } = decoder.parse(JSON.parse(content));
    if (asked < oldest) return undefined;
    // The sentences are made again, so that a newer dl-env explains an old conflict in its own
    // words.
    if (answer.kind === "conflict")
      return {
        kind: "conflict",
        reasons: explain(answer.detail, question).reasons,
        detail: answer.detail,
      };
    const lock: Lock = decodeLock(answer.lock, file);
    if (questionKey(lock.question) !== questionKey(question)) return undefined;
    // A lock's text leaves out that nothing in it is older.
    const older = answer.comparesNewest === true ? { older: lock.older ?? [] } : {};
    return { kind: "locked", lock: { ...lock, ...older } };
  } catch {
    return undefined; // half a file, or another version's
  }
};

const encoded = (answer: Exclude<Answer, { kind: "unreachable" }>): object =>
  answer.kind === "locked"
    ? {
        kind: "locked",
        lock: encodeLock(answer.lock),
        comparesNewest: answer.lock.older !== undefined,
      }
    : { kind: "conflict", detail: answer.detail };

/** The answers kept on this machine for this index and this uv. */
export const openAnswerCache = (sys: System, options: AnswerCacheOptions): AnswerCache => {
  let scope: Promise<string> | undefined;
  const fileOf = async (question: Question): Promise<string> => {
    scope ??= indexScope(sys, options);
    const names = [questionKey(question).slice(0, 32), await scope];
    return `${cacheFolder(sys.env)}/answers/${[...names, ...ownScope(question, options)].join("-")}.json`;
  };
  return {
    get: async (question) => {
      const file = await fileOf(question);
      const content = await sys.files.readText(file);
      const oldest = sys.clock.now() - options.maxAge;
      return content === undefined ? undefined : decoded(content, question, { file, oldest });
    },
    put: async (question, answer) => {
      if (answer.kind === "unreachable") return;
      const entry = { asked: sys.clock.now(), answer: encoded(answer) };
      await sys.files.write(await fileOf(question), JSON.stringify(entry));
    },
  };
};
