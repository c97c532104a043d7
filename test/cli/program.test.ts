import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CommanderError, type Command } from "commander";
import { describe, expect, test } from "vitest";
import { DlEnvError } from "../../src/errors/error.ts";
import { EXAMPLES, OVERVIEW } from "../../src/cli/examples.ts";
import { makeProgram } from "../../src/cli/program.ts";
import { usageError } from "../../src/cli/usageError.ts";

const ROOT = join(import.meta.dirname, "../..");

/** What the command line makes of words: how often a command would run, or what refuses it. */
const read = async (argv: readonly string[]): Promise<{ ran: number; error?: unknown }> => {
  let ran = 0;
  let about: Command | undefined;
  const program = makeProgram(
    "1.2.3",
    () => Promise.resolve(void (ran += 1)),
    (command) => (about = command),
  );
  try {
    await program.parseAsync(argv, { from: "user" });
    return { ran };
  } catch (error) {
    return { ran, error: error instanceof CommanderError ? usageError(error, about) : error };
  }
};

/** Words of a line as a shell would split it; quotes only. */
const words = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? "");

const commandsIn = (text: string): string[] =>
  [...text.matchAll(/^ {2}dl-env (.+?)(?: {2,}.*)?$/gm)].flatMap((match) =>
    (match[1] ?? "").split(" && dl-env "),
  );

const leaves = (command: Command, parents = ""): string[] =>
  command.commands.flatMap((child) =>
    child.commands.length === 0
      ? [`${parents}${child.name()}`]
      : leaves(child, `${parents}${child.name()} `),
  );

describe("help", () => {
  test("every command has an example", () => {
    expect(leaves(makeProgram("1", () => Promise.resolve())).sort()).toEqual(
      Object.keys(EXAMPLES).sort(),
    );
  });

  test.each([
    ...Object.values(EXAMPLES).flatMap((lines) =>
      lines.map(([line]) => line.slice("dl-env ".length)),
    ),
    ...commandsIn(OVERVIEW),
  ])("the example `dl-env %s` is understood", async (line) => {
    // What prints a script for a shell is no command with an outcome.
    expect(await read(words(line))).toEqual({ ran: line.startsWith("completion ") ? 0 : 1 });
  });

  test("every command that README lists is understood", async () => {
    const lines = [
      ...readFileSync(join(ROOT, "README.md"), "utf8").matchAll(/^dl-env (.+?)(?:\s+#.*)?$/gm),
    ].map((match) => match[1] ?? "");
    expect(lines.length).toBeGreaterThan(8);
    for (const line of lines) expect([line, await read(words(line))]).toEqual([line, { ran: 1 }]);
  });
});

describe("what is not understood is told with code, and what to type", () => {
  test.each([
    [["plna"], /^Unknown command 'plna'\.$/, /^Did you mean: plan\n.*dl-env --help$/],
    [
      ["plan", "--ofline"],
      /^Unknown option '--ofline'\.$/,
      /^Did you mean: --offline\n.*dl-env plan --help$/,
    ],
    [["plan", "extra"], /^Too many arguments/, /dl-env plan --help$/],
    [["plan", "--engine", "banana"], /banana.*auto, buildx, podman\b.*\.$/, /dl-env plan --help$/],
    [["check", "--sample", "many"], /whole number from 0 to 20\.$/, /dl-env check --help$/],
    [["run", "torch", "--ssh-port", "0"], /whole number from 1 to 65535\.$/, /dl-env run --help$/],
    [["load", "torch"], /--into/, /dl-env load --help$/],
    [["load", "--into", "podman"], /missing required argument/i, /dl-env load --help$/],
    [
      ["catalog", "chek"],
      /^Unknown command 'chek'\.$/,
      /^Did you mean: check\n.*dl-env catalog --help$/,
    ],
    [["pick", "--wiht", "numpy"], /^Unknown option '--wiht'/, /^Did you mean: --with\n/],
    [["promote", "--dry"], /^Unknown option '--dry'/, /^Did you mean: --dry-run\n/],
    [["load", "torch", "--inot", "x"], /^Unknown option '--inot'/, /^Did you mean: --into\n/],
    [["pick", "--gpu", "T4"], /--with/, /^For example: dl-env pick --with .*\n.* pick --help$/],
    [
      ["plan", "--why", "--offline"],
      /^The option --why <cell> has no value: --off/,
      /plan --help$/,
    ],
    [["run", "--env", "--detach", "x"], /has no value: --detach follows it/, /run --help$/],
    [["plan", "--engine", "pdoman"], /pdoman/, /^Did you mean: podman\n.*dl-env plan --help$/],
    [["completion", "fisch"], /fisch/, /^Did you mean: fish\n/],
    [["plan", "--why"], /argument missing\.$/, /dl-env plan --help$/],
  ])("%j", async (argv, message, hint) => {
    const { ran, error } = await read(argv);
    expect(ran).toBe(0);
    expect(error).toBeInstanceOf(DlEnvError);
    expect(error).toMatchObject({
      exit: 2,
      code: "wrong-usage",
      message: expect.stringMatching(message) as string,
      hint: expect.stringMatching(hint) as string,
    });
  });

  test.each([
    ["plan", "--file", ""],
    ["plan", "--to", ""],
    ["plan", "--why", ""],
    ["plan", "--cells", ""],
    ["plan", "--cells", "a,,b"],
    ["generate", "--out", ""],
    ["pick", "--with", ""],
    ["run", "torch", "--env", ""],
  ])("an empty value is none: %s %s %j", async (...argv) => {
    expect(await read(argv)).toMatchObject({ ran: 0, error: { exit: 2, code: "wrong-option" } });
  });
});
