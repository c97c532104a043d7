import { wrongRequest } from "../../errors/error.ts";
import type { RunOptions, System } from "../../system/ports.ts";
import { ROOT_FOLDER } from "../../system/rootFolder.ts";
import { repositoryTop } from "../../system/repositoryTop.ts";

/** A repository that somebody cloned, and how git is called about it. */
export interface Repository {
  /** Its top folder, absolute. */
  readonly top: string;
  readonly sys: Pick<System, "processes">;
}

/**
 * Each would have git run a program, or read a repository that was committed as files of another
 * one.
 */
const SETTINGS = [
  "safe.bareRepository=explicit",
  "core.fsmonitor=false",
  "core.hooksPath=/dev/null",
  "core.alternateRefsCommand=",
  "diff.external=",
  "protocol.ext.allow=never",
  "gc.auto=0",
  "maintenance.auto=false",
];

/**
 * argv of every call of git; pure. Only plumbing is called that neither writes nor looks into files
 * of the work tree: then no attribute can choose a filter, a converter or a merge driver. Paths are
 * what they say, without patterns.
 */
export const gitArgv = (args: readonly string[]): readonly string[] => [
  "git",
  ...SETTINGS.flatMap((setting) => ["-c", setting]),
  "--no-pager",
  "--no-replace-objects",
  "--no-optional-locks",
  "--literal-pathspecs",
  ...args,
];

/**
 * Which repository is asked is decided here and not by a variable that a hook left behind; nobody
 * is there to answer a prompt.
 */
const ENVIRONMENT: Readonly<Record<string, string | undefined>> = {
  GIT_DIR: undefined,
  GIT_WORK_TREE: undefined,
  GIT_COMMON_DIR: undefined,
  GIT_OBJECT_DIRECTORY: undefined,
  GIT_ALTERNATE_OBJECT_DIRECTORIES: undefined,
  GIT_EXTERNAL_DIFF: undefined,
  GIT_TERMINAL_PROMPT: "0",
  LC_ALL: "C.UTF-8",
};

/** The repository that a folder is in; undefined when it is in none. */
export const repositoryAt = async (
  sys: Pick<System, "processes" | "files">,
  folder: string,
): Promise<Repository | undefined> => {
  const top = await repositoryTop(sys.files, folder);
  return top === undefined ? undefined : { top, sys };
};

/** A git command that did not work, or, with another hint, was not worth a try. */
export const gitFailed = (
  what: string,
  why: string,
  hint = "Check out with the base's history: fetch-depth: 0",
): Error =>
  wrongRequest({
    code: "git-failed",
    message: `git ${what} did not work: ${why}`,
    hint,
  });

/** What git, started in `/`, says of the repository. Rejects with `git-failed`. */
export const git = async (
  { sys, top }: Repository,
  args: readonly string[],
  options: Pick<RunOptions, "input" | "onOutput"> = {},
): Promise<string> => {
  const { code, stdout, stderr } = await sys.processes.run(gitArgv(["-C", top, ...args]), {
    ...options,
    cwd: ROOT_FOLDER,
    env: ENVIRONMENT,
  });
  if (code === 0) return stdout;
  throw gitFailed(args[0] ?? "", stderr.trim().split("\n").at(-1) ?? "");
};

/**
 * The commit that a merge was made onto, where this checkout is one: GitHub checks out a pull
 * request as the merge that it would be. Undefined for any other commit, and outside repositories.
 */
export const mergedOnto = async (
  sys: Pick<System, "processes" | "files" | "env">,
): Promise<string | undefined> => {
  const repository = await repositoryAt(sys, sys.env.cwd);
  if (repository === undefined) return undefined;
  const line = await git(repository, ["rev-list", "--parents", "--max-count=1", "HEAD"]);
  const [, first, second] = line.trim().split(" ");
  return second === undefined ? undefined : first;
};
