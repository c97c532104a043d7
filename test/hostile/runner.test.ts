import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { realActionsHost } from "../../src/system/actionsHost.ts";
import { actionsLog } from "../../src/system/actionsLog.ts";
import { different, SAME, SEED, valuesFor } from "./values.ts";

let folder = "";
let printed: string[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "dl-env-runner-"));
  printed = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => printed.push(String(text)) > 0);
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

/** Lines as .NET's StreamReader has them: a carriage return alone ends one too. */
const LINE_END = /\r\n|\r|\n/;

/**
 * GITHUB_OUTPUT, GITHUB_ENV and GITHUB_STATE as actions/runner reads them (FileCommandManager,
 * `EnvFileKeyValuePairs`): `name=value`, or `name<<delimiter` with lines up to the delimiter alone;
 * in a heredoc the runner keeps the line ends that it found.
 */
const readFileCommand = (text: string): Map<string, string> => {
  const found = new Map<string, string>();
  let at = 0;
  const line = (): { text: string; end: string } | undefined => {
    if (at >= text.length) return undefined;
    const rest = text.slice(at);
    const end = LINE_END.exec(rest);
    const one =
      end === null ? { text: rest, end: "" } : { text: rest.slice(0, end.index), end: end[0] };
    at += one.text.length + one.end.length;
    return one;
  };
  for (let head = line(); head !== undefined; head = line()) {
    if (head.text === "") continue;
    const equals = head.text.indexOf("=");
    const heredoc = head.text.indexOf("<<");
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      found.set(head.text.slice(0, equals), head.text.slice(equals + 1));
      continue;
    }
    if (heredoc < 0) throw new Error(`Invalid format '${head.text}'`);
    const [name, delimiter] = [head.text.slice(0, heredoc), head.text.slice(heredoc + 2)];
    let value = "";
    let before = "";
    for (;;) {
      const next = line();
      if (next === undefined) throw new Error(`Matching delimiter not found '${delimiter}'`);
      if (next.text === delimiter) break;
      value += before + next.text;
      before = next.end;
    }
    found.set(name, value);
  }
  return found;
};

// The runner takes a carriage return before the last line end for a part of it, whoever writes the
// file; our outputs are JSON, which has none.
test("hostile outputs come back to the runner as they were, and make no other output", async () => {
  const file = join(folder, "output");
  await writeFile(file, "");
  vi.stubEnv("GITHUB_OUTPUT", file);
  const host = realActionsHost();
  const values = valuesFor("runner", 0.5).filter(
    (value) => value.isWellFormed() && !value.endsWith("\r"),
  );
  values.forEach((value, index) => host.output(`o${index}`, value));
  const read = readFileCommand(await readFile(file, "utf8"));
  expect(read.size).toBe(values.length);
  expect(
    different(
      values,
      values.map((_, index) => read.get(`o${index}`) ?? "none"),
    ),
  ).toEqual(SAME);
  expect(printed).toEqual([]);
});

/**
 * Commands as the runner takes them from standard output: actions/runner, ActionCommand.TryParseV2
 * and TryParse.
 */
const commandsIn = (text: string): { command: string; data: string }[] =>
  text.split(LINE_END).flatMap((line) => {
    const start = line.trimStart();
    const end = start.startsWith("::") ? start.indexOf("::", 2) : -1;
    if (end === -1) return line.includes("##[") ? [{ command: "old", data: line }] : [];
    return [
      {
        command: start.slice(2, end).split(" ", 1)[0] ?? "",
        data: start
          .slice(end + 2)
          .replaceAll("%0D", "\r")
          .replaceAll("%0A", "\n")
          .replaceAll("%25", "%"),
      },
    ];
  });

describe("standard output", () => {
  test("a hostile message is one annotation with the text that was meant", () => {
    const host = realActionsHost();
    const values = valuesFor("runner", 0.25, 1);
    const wrong = values.filter((value) => {
      printed = [];
      host.annotate({
        level: "warning",
        title: value,
        message: value,
        place: { file: value, line: 1 },
      });
      const [one, ...more] = commandsIn(printed.join(""));
      return one?.command !== "warning" || one.data !== value || more.length > 0;
    });
    expect({ seed: SEED, wrong: wrong.slice(0, 3) }).toEqual({ seed: SEED, wrong: [] });
  });

  test("a hostile line of a tool is shown, and never a command", () => {
    const { log } = actionsLog({ print: (text) => text, now: () => 0 });
    for (const value of valuesFor("runner", 0.25, 2)) log.info(value);
    expect({ seed: SEED, commands: commandsIn(printed.join("")).slice(0, 3) }).toEqual({
      seed: SEED,
      commands: [],
    });
  });
});
