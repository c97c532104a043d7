import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { codeCache } from "../codeCache.ts";
import { runAction } from "../bundle/runner.ts";
import { INVISIBLE_TEXTS } from "../fakes/invisibleTexts.ts";

const ROOT = join(import.meta.dirname, "../..");

/** What acts on a terminal or a page; half a pair does not leave a file as such. */
const texts = INVISIBLE_TEXTS.filter(([, text]) => text.isWellFormed());

// oxlint-disable-next-line no-control-regex -- these are what must not get through
const ACTS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\p{Cf}\p{Zl}\p{Zp}\u3164]/u;

/** A catalog whose one library says why it is rejected, and says more than that. */
const files = (message: string): Readonly<Record<string, string>> => ({
  "dl-env.yml":
    'to: oci:./images\ncatalog: ./catalog\nmatrix:\n  cuda: ["12.8"]\n  ubuntu: ["24.04"]\n  set: [odd]\n',
  "catalog/sets.yml": "sets: { odd: { libraries: [mine] } }\n",
  "catalog/libraries/mine/library.yml": `title: Mine
about: A library.
imports: [mine]
releases:
  - requirements: [mine>=1]
    source: https://example.org/mine
limits:
  - code: mine-no-build
    message: ${JSON.stringify(message)}
    source: https://example.org/mine
`,
});

const message = `It ends here${texts.map(([, text]) => text).join(" ")}!`;
const shown = texts.map(([, , text]) => text);

const onCommandLine = async (
  given: Readonly<Record<string, string>>,
  argv: readonly string[],
): Promise<{ readonly stdout: string; readonly stderr: string }> => {
  const folder = await mkdtemp(join(tmpdir(), "dl-env-visible-"));
  try {
    for (const [name, content] of Object.entries(given)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
    const env = {
      ...codeCache(),
      PATH: process.env["PATH"] ?? "",
      HOME: join(folder, "home"),
      TMPDIR: folder,
    };
    return await new Promise((resolve) => {
      execFile(
        process.execPath,
        [join(ROOT, "src/cli.ts"), ...argv],
        { cwd: folder, env },
        (_error, stdout, stderr) => resolve({ stdout, stderr }),
      );
    });
  } finally {
    await rm(folder, { recursive: true });
  }
};

describe("what a catalog says is shown and does not act", { timeout: 60_000 }, () => {
  test("on the command line's terminal", async () => {
    const { stdout, stderr } = await onCommandLine(files(message), [
      "plan",
      "--offline",
      "--debug",
    ]);
    for (const text of shown) expect(stdout).toContain(text);
    expect(stdout + stderr).not.toMatch(ACTS);
  });

  test("in the command line's JSON, which is the same data", async () => {
    const { stdout } = await onCommandLine(files(message), ["plan", "--offline", "--json"]);
    expect(stdout).not.toMatch(ACTS);
    const { cells } = JSON.parse(stdout) as { cells: { reasons: { message: string }[] }[] };
    expect(cells[0]?.reasons[0]?.message).toBe(message);
  });

  test("in the command line's errors: those of a file, and of an argument", async () => {
    const named = files("No.");
    const name = `odd${message}`;
    const wrong = {
      ...named,
      "dl-env.yml": `${named["dl-env.yml"]}sets: { ${JSON.stringify(name)}: [numpy] }\n`,
    };
    const inFile = await onCommandLine(wrong, ["plan", "--offline"]);
    for (const text of shown) expect(inFile.stderr).toContain(text);
    // No argument of a program holds NUL.
    const argument = message.replaceAll("\0", "");
    for (const argv of [["plan", `--${argument}`], [argument]]) {
      const { stdout, stderr } = await onCommandLine(wrong, argv);
      for (const text of shown.filter((one) => one !== "\\u0000")) expect(stderr).toContain(text);
      expect(inFile.stdout + inFile.stderr + stdout + stderr).not.toMatch(ACTS);
    }
  });

  test("in the action's log, annotations, summary, outputs and files", async () => {
    const step = await runAction(
      { command: "plan", offline: "true" },
      { entry: join(ROOT, "src/action.ts"), files: files(message) },
    );
    expect(step.annotations.map(({ message: said }) => said).join("\n")).not.toMatch(ACTS);
    for (const text of shown) expect(step.annotations[0]?.message).toContain(text);
    expect(step.log).not.toMatch(ACTS);
    expect(step.summary).toContain("It ends here");
    expect(step.summary).not.toMatch(ACTS);
    expect(JSON.stringify(step.outputs)).not.toMatch(ACTS);
    const { cells } = JSON.parse(step.outputs["plan"] ?? "") as {
      cells: { reasons: { message: string }[] }[];
    };
    expect(cells[0]?.reasons[0]?.message).toBe(message);
  });
});
