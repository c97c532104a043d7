import type { Fact } from "../hostFacts.ts";
import { unknown } from "../hostFacts.ts";
import type { System } from "../../system/ports.ts";
import { ROOT_FOLDER } from "../../system/rootFolder.ts";

/**
 * Milliseconds that one program may take; nvidia-smi needs seconds when no persistence daemon runs.
 */
const LIMIT = 15_000;

export type Answer =
  | { readonly kind: "missing" }
  | { readonly kind: "late" }
  | {
      readonly kind: "ran";
      readonly code: number;
      readonly stdout: string;
      readonly stderr: string;
    };

/** Folders of programs that are not on the PATH of ordinary users everywhere. */
const ELSEWHERE = ["/usr/sbin", "/sbin", "/usr/lib/wsl/lib"];

const locate = async (sys: System, program: string): Promise<string | undefined> => {
  for (const path of [program, ...ELSEWHERE.map((folder) => `${folder}/${program}`)]) {
    const found = await sys.processes.find(path);
    if (found !== undefined) return found;
  }
  return undefined;
};

/**
 * Runs a program with a time limit and in the C locale; only what may hang is a program, files
 * below are the kernel's own.
 */
export const ask = async (sys: System, argv: readonly [string, ...string[]]): Promise<Answer> => {
  const path = await locate(sys, argv[0]);
  if (path === undefined) return { kind: "missing" };
  const { code, stdout, stderr, timedOut } = await sys.processes.run([path, ...argv.slice(1)], {
    cwd: ROOT_FOLDER,
    timeout: LIMIT,
    env: { LC_ALL: "C", LANG: "C" },
  });
  return timedOut ? { kind: "late" } : { kind: "ran", code, stdout, stderr };
};

/** What a program said, short enough to be shown. */
export const outputOf = (answer: { readonly stdout: string; readonly stderr: string }): string =>
  `${answer.stderr}\n${answer.stdout}`.trim().replaceAll(/\s+/g, " ").slice(0, 300);

/** Why an answer is no answer. */
export const whyNoAnswer = (program: string, answer: Exclude<Answer, { kind: "ran" }>): string =>
  answer.kind === "missing"
    ? `${program} is not installed`
    : `${program} did not answer within ${LIMIT / 1000} s`;

/**
 * The fact that `work` finds; whatever it throws makes the fact unknown, never the whole snapshot.
 */
export const probe = async <T>(work: () => Promise<Fact<T>>): Promise<Fact<T>> => {
  try {
    return await work();
  } catch (error) {
    return unknown((error instanceof Error ? error.message : String(error)).slice(0, 300));
  }
};
