import { execFile, spawnSync } from "node:child_process";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, "../..");
const PROGRAM = join(ROOT, "bin/dl-env.cjs");

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dle-completion-"));
  await writeFile(
    join(folder, "dl-env"),
    `#!/bin/sh\nexec '${process.execPath}' '${PROGRAM}' "$@"\n`,
  );
  await chmod(join(folder, "dl-env"), 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const has = (shell: string): boolean => spawnSync(shell, ["--version"]).status === 0;

const inShell = async (shell: string, script: string): Promise<string> =>
  (
    await run(shell, ["-c", script], {
      env: { PATH: `${folder}:${process.env["PATH"] ?? ""}`, HOME: folder, TERM: "dumb" },
    })
  ).stdout;

/** What a shell offers for a line, asked as its Tab does. */
const ASKED: Readonly<Record<string, (words: readonly string[]) => string>> = {
  bash: (words) =>
    [
      "source <(dl-env completion bash)",
      `COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}`,
      `COMP_LINE='${words.join(" ")}'; COMP_POINT=\${#COMP_LINE}`,
      "__dl_env_complete",
      `printf '%s\\n' "\${COMPREPLY[@]}"`,
    ].join("\n"),
  fish: (words) => `dl-env completion fish | source; complete --do-complete '${words.join(" ")}'`,
  zsh: (words) =>
    [
      "compdef() { :; }",
      "source <(dl-env completion zsh)",
      // What zsh's own function would be given to show.
      `_describe() { print -l -- "\${(@P)2}" "\${(@P)3}" "\${(@P)4}"; }; compadd() { print -l -- "$@"; }; _arguments() { :; }`,
      `words=(${words.map((word) => `'${word}'`).join(" ")}); CURRENT=${words.length}`,
      "_dl-env",
    ].join("\n"),
};

describe.each(["bash", "fish", "zsh"])("in %s", (shell) => {
  const complete = (...words: string[]): Promise<string> =>
    inShell(shell, ASKED[shell]?.(words) ?? "exit 1");

  test("commands, options and their values are offered", async () => {
    expect(has(shell), `${shell} is not here: apt-get install ${shell}`).toBe(true);
    expect(await complete("dl-env", "pl")).toContain("plan");
    expect(await complete("dl-env", "plan", "--off")).toContain("--offline");
    expect(await complete("dl-env", "plan", "--engine", "")).toContain("buildx");
  });
});

test("another shell is refused with those that there are", async () => {
  await expect(run(process.execPath, [PROGRAM, "completion", "tcsh"])).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining("bash, zsh, fish") as string,
  });
});
