import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

const ROOT = join(import.meta.dirname, "..", "..");

export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  json(): unknown;
}

/** Runs the command line as `npm run dl-env --` does, in a folder. */
export const dlEnv = (
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CliResult> =>
  new Promise((resolve) => {
    const options = {
      cwd,
      env: { ...process.env, ...env },
      maxBuffer: 1 << 28,
    };
    execFile(
      process.execPath,
      [join(ROOT, "src", "cli.ts"), ...args],
      options,
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === "number" ? error.code : 255;
        resolve({ code, stdout, stderr, json: () => JSON.parse(stdout) as unknown });
      },
    );
  });

/** Runs a command that must end well; its output stands in the error when it does not. */
export const ok = async (
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CliResult> => {
  const result = await dlEnv(cwd, args, env);
  if (result.code !== 0)
    throw new Error(
      `dl-env ${args.join(" ")} ended with ${result.code}\n${result.stdout}\n${result.stderr}`,
    );
  return result;
};

/** Writes a request; text as it stands. */
export const request = async (dir: string, text: string): Promise<void> => {
  await mkdir(dirname(join(dir, "dl-env.yml")), { recursive: true });
  await writeFile(join(dir, "dl-env.yml"), text);
};
