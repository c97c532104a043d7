import { unreachable, wrongRequest } from "../errors/error.ts";
import type { RunResult, System } from "../system/ports.ts";
import type { Answer } from "./answer.ts";
import { inOrderOfChoice } from "./choiceOrder.ts";
import { explain } from "./explain.ts";
import type { Lock } from "./lock.ts";
import { makeLock, questionKey } from "./lockKey.ts";
import type { Question } from "../matrix/question.ts";
import type { NamesForUv } from "./indexSecrets.ts";
import type { NamedIndex } from "./namedIndexes.ts";
import { type IndexAccess } from "./indexAccess.ts";
import { PROJECT, projectText, requirementsText } from "./questionFiles.ts";
import { wheelsOfPylock } from "./pylock.ts";
import type { Sizes } from "./wheelSizes.ts";
import { whyUnreachable } from "./indexFailures.ts";
import { originsIn, WITH_ORIGINS } from "./wheelOrigins.ts";
import { FINAL_ONLY, keptToFinal, PRE_RELEASES, type NewestFinal } from "./preReleases.ts";
import type { Uv } from "./uv.ts";

/** What questions are asked with. */
export interface Asking {
  readonly sys: System;
  readonly uv: Uv;
  /** A private folder for the files of questions. */
  readonly work: string;
  readonly access: IndexAccess;
  /** Options that name the Python which uv works by; see resolvingPython.ts. */
  readonly python: readonly string[];
  readonly named: (names: readonly string[]) => readonly NamedIndex[];
  readonly forUv: NamesForUv;
  readonly sizes: Sizes;
  /** How often uv tries again before it calls an index unreachable. */
  readonly retries: number;
}

/** Milliseconds; a question takes 0.5 to 12 s. */
const TIMEOUT = 300_000;

const AS_PYLOCK: readonly string[] = ["--format", "pylock.toml"];

/**
 * argv of one question, without the program. Versions and files only: what comes from outside lies
 * in the files.
 */
export const compileArguments = (
  question: Question,
  files: { readonly requirements: string; readonly constraints: string },
): readonly string[] => [
  "pip",
  "compile",
  files.requirements,
  "--constraints",
  files.constraints,
  // Not the virtual environment of a folder above the one it starts in.
  "--system",
  // Whatever a settings file of the user says: with previews uv takes other wheels.
  "--no-preview",
  "--python-version",
  question.python,
  "--python-platform",
  question.platform,
  "--only-binary",
  ":all:",
  // Where no final release exists, or a requirement names one: without these a package that needs
  // one gets a release of years ago (mlflow 2.13.3 for 3.17.2), and nobody says so.
  PRE_RELEASES,
  "--resolution",
  "highest",
  // A package that a named index has is taken from there only, so it never falls back to another
  // CUDA's wheel elsewhere.
  "--index-strategy",
  "first-index",
  ...AS_PYLOCK,
  "--no-header",
  "--quiet",
];

const checkAxes = ({ python, platform }: Question): void => {
  if (/^\d+\.\d+$/.test(python) && /^[A-Za-z0-9_-]+$/.test(platform) && !platform.startsWith("-"))
    return;
  throw wrongRequest({
    code: "requirement",
    message: `Python ${python} on ${platform} is not supported.`,
    hint: "Write the Python like: 3.12",
  });
};

/** Runs uv for one question in a folder of its own; `more` are further options. */
export const runUv = async (
  asking: Asking,
  question: Question,
  more: readonly string[] = [],
): Promise<RunResult> => {
  const { sys, uv, work } = asking;
  checkAxes(question);
  const requirements = inOrderOfChoice(question.requirements);
  const ordered = { ...question, requirements };
  const folder = `${work}/${[questionKey(question).slice(0, 16), ...more].join("")}`;
  const named = asking.named(question.indexes);
  const scoped = asking.forUv(named.filter(({ packages }) => packages !== undefined));
  const files = {
    requirements: `${folder}/${scoped.length === 0 ? "requirements.in" : "pyproject.toml"}`,
    constraints: `${folder}/constraints.in`,
  };
  await sys.files.write(
    files.requirements,
    scoped.length === 0 ? requirementsText(requirements) : projectText(ordered, scoped),
    0o600,
  );
  await sys.files.write(files.constraints, requirementsText(question.constraints));
  const env = {
    ...(await asking.access(named.filter(({ packages }) => packages === undefined))),
    UV_HTTP_RETRIES: String(asking.retries),
  };
  const replaced = [
    ...(more.includes(FINAL_ONLY) ? [PRE_RELEASES] : []),
    ...(more === WITH_ORIGINS ? AS_PYLOCK : []),
  ];
  const standard = compileArguments(question, files).filter((option) => !replaced.includes(option));
  return sys.processes.run([uv.path, ...standard, ...asking.python, ...more], {
    cwd: folder,
    env,
    timeout: TIMEOUT,
  });
};

/** Of a lock none of whose wheels has a time. */
const NO_TIME = "1970-01-01T00:00:00.000Z";

/**
 * When the newest of these wheels was uploaded: a time that every machine and every night finds the
 * same for the same wheels.
 */
const newestUpload = (wheels: readonly { readonly uploaded?: string }[]): string =>
  wheels.reduce(
    (newest, { uploaded = NO_TIME }) => (uploaded > newest ? uploaded : newest),
    NO_TIME,
  );

/**
 * Package -> the index of dl-env.yml that has it; those of the default index are absent. A lock of
 * uv's does not say it, so uv says it once more, from the pages that it just read.
 */
const originsOf = async (
  asking: Asking,
  question: Question,
): Promise<ReadonlyMap<string, string>> => {
  const named = asking.named(question.indexes);
  if (!named.some(({ own }) => own)) return new Map();
  return originsIn((await runUv(asking, question, WITH_ORIGINS)).stdout, named);
};

const locked = async (asking: Asking, question: Question, pylock: string): Promise<Lock> => {
  const found = wheelsOfPylock(pylock, question);
  const origins = await originsOf(asking, question);
  const wheels = await Promise.all(
    found.map(async ({ address, uploaded: _uploaded, ...wheel }) => ({
      ...wheel,
      download: await asking.sizes.of({ sha256: wheel.sha256, address }),
      ...(origins.has(wheel.name) ? { index: origins.get(wheel.name) } : {}),
    })),
  );
  return makeLock(question, wheels, { created: newestUpload(found), uv: asking.uv.version });
};

/** uv's words without its warnings, which are about this machine and not about the question. */
export const ownText = (stderr: string): string =>
  stderr
    .split("\n")
    .filter((line) => !line.startsWith("warning: "))
    .join("\n")
    .replaceAll(`${PROJECT} depends on `, "you require ")
    .trim();

const newestFinal = async (asking: Asking, alone: Question): Promise<NewestFinal> => {
  const { code, stdout, stderr } = await runUv(asking, alone, ["--no-deps", FINAL_ONLY]);
  const [found] = code === 0 ? wheelsOfPylock(stdout, alone) : [];
  return found === undefined ? { detail: ownText(stderr) } : { version: found.version };
};

/** Further pre-releases of packages that are turned down before the answer is taken as it is. */
const MOST_TURNED_DOWN = 5;

/** Why uv gave no lock. */
const withoutLock = (asking: Asking, question: Question, result: RunResult): Answer => {
  const text = ownText(result.stderr);
  const failure = whyUnreachable(text, asking.named(question.indexes), result.timedOut);
  if (failure !== undefined) return { kind: "unreachable", ...failure };
  if (text.startsWith("error: No solution found"))
    return {
      kind: "conflict",
      reasons: explain(text, question).reasons,
      detail: text,
    };
  if (text.includes("No interpreter found") || text.includes("No Python interpreters found")) {
    throw unreachable(
      {
        code: "no-python",
        message: "uv found no Python on this machine to work with.",
        hint: "Install one: apt-get install -y python3",
      },
      { cause: new Error(text) },
    );
  }
  return {
    kind: "unreachable",
    reason: {
      code: "resolver-failed",
      message: `uv ended with code ${result.code} and gave no result.`,
      source: "resolver",
      hint: "See why: dl-env plan --debug",
      detail: text,
    },
  };
};

/** Asks the index one question, anew; `kept` are lines that keep packages to final releases. */
export const ask = async (
  asking: Asking,
  question: Question,
  kept: readonly string[] = [],
): Promise<Answer> => {
  const asked = { ...question, constraints: [...question.constraints, ...kept] };
  const result = await runUv(asking, asked);
  if (result.code !== 0) return withoutLock(asking, asked, result);
  const lock = await locked(asking, question, result.stdout);
  if (kept.length > MOST_TURNED_DOWN) return { kind: "locked", lock };
  const more = await keptToFinal(lock, (alone) => newestFinal(asking, alone));
  if ("kind" in more) return more;
  return more.length === 0 ? { kind: "locked", lock } : ask(asking, question, [...kept, ...more]);
};
