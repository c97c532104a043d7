import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { codeCache } from "../codeCache.ts";

const root = join(import.meta.dirname, "..", "..");

export interface StepRun {
  readonly code: number;
  /** Standard output: what the runner reads commands from. */
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** `::error file=…::…` lines, decoded. */
  readonly annotations: readonly {
    readonly level: string;
    readonly properties: Readonly<Record<string, string>>;
    readonly message: string;
  }[];
  readonly workspace: string;
}

const unescapeData = (text: string): string =>
  text
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%25", "%");

const annotationsOf = (log: string): StepRun["annotations"] =>
  log.split(/\r\n|\r|\n/).flatMap((line) => {
    const match = /^::(error|warning|notice)(?: ([^:]*))?::(.*)$/.exec(line);
    if (match === null) return [];
    const properties = Object.fromEntries(
      (match[2] ?? "")
        .split(",")
        .filter((part) => part !== "")
        .map((part) => part.split("=").map(unescapeData)),
    );
    return [{ level: match[1] ?? "", properties, message: unescapeData(match[3] ?? "") }];
  });

/** GITHUB_OUTPUT's heredoc form, as the runner reads it. */
export const readOutputs = (text: string): Record<string, string> => {
  const outputs: Record<string, string> = {};
  const lines = text.split("\n");
  for (let index = 0; index < lines.length; index += 1) {
    const match = /^([^=<]+)<<(.+)$/.exec(lines[index] ?? "");
    if (match === null) continue;
    const end = lines.indexOf(match[2] ?? "", index + 1);
    outputs[match[1] ?? ""] = lines.slice(index + 1, end).join("\n");
    index = end;
  }
  return outputs;
};

/**
 * Runs the committed bundle, or another entry, as a runner does: Node 24, `INPUT_*`, files for
 * outputs, state, environment and summary, and nothing else.
 */
export const runAction = async (
  inputs: Readonly<Record<string, string>>,
  options: {
    files?: Readonly<Record<string, string>>;
    env?: Readonly<Record<string, string>>;
    event?: object;
    /** Works on the workspace before the step. */
    prepare?: (workspace: string) => Promise<void>;
    keep?: (folder: string) => Promise<void>;
    /** The program to run in place of the bundle. */
    entry?: string;
  } = {},
): Promise<StepRun> => {
  const folder = await mkdtemp(join(tmpdir(), "dl-env-step-"));
  try {
    const workspace = join(folder, "work");
    await mkdir(join(folder, "temp"), { recursive: true });
    await mkdir(join(folder, "home"));
    await mkdir(workspace);
    const at = (name: string): string => join(folder, name);
    for (const name of ["output", "state", "env", "path", "summary"]) await writeFile(at(name), "");
    await writeFile(
      at("event.json"),
      JSON.stringify(
        options.event ?? { repository: { full_name: "team/images", default_branch: "main" } },
      ),
    );
    for (const [name, content] of Object.entries(options.files ?? {})) {
      await mkdir(join(workspace, name, ".."), { recursive: true });
      await writeFile(join(workspace, name), content);
    }
    await options.prepare?.(workspace);
    const env = {
      ...codeCache(),
      PATH: process.env["PATH"] ?? "",
      HOME: at("home"),
      LANG: "C.UTF-8",
      RUNNER_TEMP: at("temp"),
      RUNNER_TOOL_CACHE: at("tools"),
      GITHUB_ACTIONS: "true",
      GITHUB_OUTPUT: at("output"),
      GITHUB_STATE: at("state"),
      GITHUB_ENV: at("env"),
      GITHUB_PATH: at("path"),
      GITHUB_STEP_SUMMARY: at("summary"),
      GITHUB_EVENT_PATH: at("event.json"),
      GITHUB_EVENT_NAME: "push",
      GITHUB_ACTOR: "someone",
      GITHUB_REF: "refs/heads/main",
      GITHUB_REPOSITORY: "team/images",
      GITHUB_WORKSPACE: workspace,
      ...options.env,
      ...Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [
          `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`,
          value,
        ]),
      ),
    };
    const child = spawn(
      join(root, "node_modules/.bin/node"),
      [
        options.entry ??
          join(process.env["DL_ENV_TEST_BUNDLE"] ?? join(root, "action"), "index.js"),
      ],
      { cwd: workspace, env, stdio: ["ignore", "pipe", "pipe"] },
    );
    let log = "";
    child.stdout.on("data", (chunk: Buffer) => (log += chunk.toString("utf8")));
    child.stderr.on("data", (chunk: Buffer) => (log += chunk.toString("utf8")));
    const code = await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (status) => resolve(status ?? 1));
    });
    await options.keep?.(folder);
    const read = (name: string): Promise<string> => readFile(at(name), "utf8");
    return {
      code,
      log,
      outputs: readOutputs(await read("output")),
      summary: await read("summary"),
      annotations: annotationsOf(log),
      workspace,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
