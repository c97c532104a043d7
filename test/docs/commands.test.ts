import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeProgram } from "../../src/cli/program.ts";

const ROOT = join(import.meta.dirname, "../..");
const PAGES = ["README.md", "CONTRIBUTING.md", ...globSync("docs/*.md", { cwd: ROOT })];

/** A line as a shell splits it: up to a comment, a pipe, a redirection or the next command. */
const wordsOf = (line: string): string[] =>
  [...(line.split(/ (?:#|&&|\||>)/)[0] ?? "").matchAll(/"([^"]*)"|(\S+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? "",
  );

const OURS = "(?:dl-env|npx (?:--yes )?dl-env-action) ([a-z][^\n`')]*)";
const TYPED = new RegExp(`(?:^ *(?:- |sh ')?|\\(|&& )${OURS}`, "gm");
const QUOTED = new RegExp(`\`${OURS}\``, "g");
const IN_CONTAINER = /ghcr\.io\/OWNER\/dl-env-action ([a-z][^\n`]*)/g;
const BLOCK = /^```[a-z]+\n([^]*?)^```$/gm;

/**
 * Every command of ours that a page has somebody type, also by npx, in a container or in a script.
 * The bare name of a command in a sentence only speaks of it, and what a shell makes of completion
 * is looked at elsewhere.
 */
const commandsOf = (page: string): string[][] => {
  const text = readFileSync(join(ROOT, page), "utf8");
  const blocks = [...text.matchAll(BLOCK)].map(([, block = ""]) => block).join("\n");
  const typed = [...blocks.matchAll(TYPED)].map(([, line = ""]) => wordsOf(line));
  const quoted = [...text.replaceAll(BLOCK, "").matchAll(QUOTED)].map(([, line = ""]) =>
    wordsOf(line),
  );
  const boxed = [...text.matchAll(IN_CONTAINER)].map(([, line = ""]) => wordsOf(line));
  return [...typed, ...boxed, ...quoted.filter((words) => words.length > 1)].filter(
    ([name]) => name !== "completion",
  );
};

test.each(PAGES)("every command that %s shows is understood", async (page) => {
  for (const words of commandsOf(page)) {
    let ran = 0;
    const program = makeProgram("0", () => {
      ran += 1;
      return Promise.resolve();
    });
    await program.parseAsync(words, { from: "user" }).catch((error: unknown) => {
      throw new Error(`dl-env ${words.join(" ")}`, { cause: error });
    });
    expect([words, ran]).toEqual([words, 1]);
  }
});

test("there are such commands", () => {
  const counts = PAGES.map((page) => [page, commandsOf(page).length] as const);
  expect(counts.reduce((sum, [, count]) => sum + count, 0)).toBeGreaterThan(80);
  for (const page of ["README.md", "docs/platform.md", "docs/gpu-runner.md", "docs/errors.md"])
    expect(new Map(counts).get(page)).toBeGreaterThan(1);
});
