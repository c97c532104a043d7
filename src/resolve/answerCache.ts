import { createHash } from "node:crypto";
import { z } from "zod";
import type { Question } from "../matrix/question.ts";
import type { System } from "../system/ports.ts";
import { absolutePath } from "../system/absolutePath.ts";
import type { Answer } from "./answer.ts";
import { explain } from "./explain.ts";
import { addedIndexes, defaultIndex } from "./indexSettings.ts";
import { questionKey } from "./lockKey.ts";
import type { Lock } from "./lock.ts";
import { decodeLock, encodeLock } from "./lockfile.ts";

/** Answers of the last while, kept in the user's cache folder. What could not be asked is never kept. */
export interface Remembered {
  get(question: Question): Promise<Answer | undefined>;
  put(question: Question, answer: Answer): Promise<void>;
}

const decoder = z.object({
  asked: z.number(),
  answer: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("locked"), lock: z.string() }),
    z.object({ kind: z.literal("conflict"), detail: z.string() }),
  ]),
});

/** Folder of everything that this project keeps for this user and can make again. */
export const cacheFolder = (env: System["env"]): string =>
  `${absolutePath(env, "XDG_CACHE_HOME") ?? `${env.home}/.cache`}/dl-env`;

/** Another index or another uv may answer otherwise; addresses go in as a hash only. */
const surroundings = async (sys: System, options: RememberOptions): Promise<string> => {
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

export interface RememberOptions {
  /** uv's version. */
  readonly uv: string;
  readonly mirrors: Readonly<Record<string, string>>;
  /** Milliseconds; older answers are asked anew. */
  readonly maxAge: number;
}

const decoded = (
  content: string,
  file: string,
  question: Question,
  oldest: number,
): Answer | undefined => {
  try {
    const { asked, answer } = decoder.parse(JSON.parse(content));
    if (asked < oldest) return undefined;
    // The sentences are made anew, so that a newer dl-env tells an old conflict in its own words.
    if (answer.kind === "conflict")
      return {
        kind: "conflict",
        reasons: explain(answer.detail, question).reasons,
        detail: answer.detail,
      };
    const lock: Lock = decodeLock(answer.lock, file);
    return questionKey(lock.question) === questionKey(question)
      ? { kind: "locked", lock }
      : undefined;
  } catch {
    return undefined; // half a file, or another version's: asked anew
  }
};

/** The answers kept on this machine for this index and this uv. */
export const openRemembered = (sys: System, options: RememberOptions): Remembered => {
  let where: Promise<string> | undefined;
  const fileOf = async (question: Question): Promise<string> => {
    where ??= surroundings(sys, options);
    return `${cacheFolder(sys.env)}/answers/${questionKey(question).slice(0, 32)}-${await where}.json`;
  };
  const get: Remembered["get"] = async (question) => {
    const file = await fileOf(question);
    const content = await sys.files.readText(file);
    return content === undefined
      ? undefined
      : decoded(content, file, question, sys.clock.now() - options.maxAge);
  };
  const put: Remembered["put"] = async (question, answer) => {
    if (answer.kind === "unreachable") return;
    const kept =
      answer.kind === "locked"
        ? { kind: "locked", lock: encodeLock(answer.lock) }
        : { kind: "conflict", detail: answer.detail };
    await sys.files.write(
      await fileOf(question),
      JSON.stringify({ asked: sys.clock.now(), answer: kept }),
    );
  };
  return { get, put };
};
