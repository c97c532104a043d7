import { relative, resolve } from "node:path";
import * as z from "zod";
import type { Annotation } from "../../system/actionsHost.ts";
import type { System } from "../../system/ports.ts";

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

/** What git knows as a Containerfile, generated or written by hand. */
export const isContainerfile = (path: string): boolean =>
  /(?:^|\/)(?:Containerfile|Dockerfile)(?:\.[\w-]+)?$/.test(path);

const LEVEL = { error: "error", warning: "warning", info: "notice", style: "notice" } as const;

/** hadolint's JSON as annotations; undefined when it is something else. */
export const readFindings = (text: string): Annotation[] | undefined => {
  try {
    return findings.parse(JSON.parse(text)).map(({ file, line, column, level, code, message }) => ({
      level: LEVEL[level],
      title: code,
      message,
      place: { file, line, column },
    }));
  } catch {
    return undefined;
  }
};

type Linting = Pick<System, "processes" | "log" | "env">;

/** `config` is a file of hadolint's settings; without one hadolint looks for the repository's own. */
const lint = async (
  sys: Linting,
  files: readonly string[],
  config?: string,
): Promise<Annotation[]> => {
  if (files.length === 0) return [];
  const settings = config === undefined ? [] : ["--config", config];
  const { stdout, stderr } = await sys.processes.run(
    ["hadolint", ...settings, "--format", "json", "--no-fail", "--", ...files],
    { cwd: sys.env.cwd },
  );
  const read = readFindings(stdout);
  if (read === undefined)
    sys.log.warn(`hadolint did not answer as expected: ${stderr.trim().split("\n").at(-1) ?? ""}`);
  return read ?? [];
};

/**
 * Lints every Containerfile that git knows below the working directory: those below `generated` by this project's settings, the others by the
 * repository's own. Empty without hadolint, and says so once in the log.
 */
export const lintContainerfiles = async (
  sys: Linting,
  generated: string,
): Promise<Annotation[]> => {
  const listed = await sys.processes.run(["git", "ls-files", "-z"], { cwd: sys.env.cwd });
  const files = listed.stdout.split("\0").filter(isContainerfile);
  if (files.length === 0) return [];
  if ((await sys.processes.find("hadolint")) === undefined) {
    sys.log.info(`hadolint is not here, so ${files.length} Containerfiles were not linted.`);
    return [];
  }
  const folder = `${relative(sys.env.cwd, resolve(sys.env.cwd, generated))}/`;
  const isGenerated = (file: string): boolean => file.startsWith(folder);
  return [
    ...(await lint(sys, files.filter(isGenerated), `${sys.env.projectRoot}/.hadolint.yaml`)),
    ...(await lint(
      sys,
      files.filter((file) => !isGenerated(file)),
    )),
  ];
};
