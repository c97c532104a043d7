import { execFileSync } from "node:child_process";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comment, execForm, instructionValue, runWord } from "../../src/image/quote.ts";

const HOSTILE = [
  "",
  "a b",
  "$HOME",
  "${HOME}",
  "`id`",
  "$(id)",
  "'",
  '"',
  "\\",
  "\\\\'\"",
  "a'b\"c\\d$e`f",
  "#x",
  "a #b",
  "*",
  "~",
  "-n",
  "ä漢🙂",
  "a;b&c|d",
  "x\\",
  "--flag=$x",
  "!!",
];
// oxlint-disable-next-line no-control-regex -- these are the characters that are refused
const line = fc
  .string({ unit: "binary", maxLength: 40 })
  // oxlint-disable-next-line no-control-regex -- control characters are what it is about
  .filter((text) => !/[\u0000-\u001F\u007F\u0085\u2028\u2029]/.test(text) && text.isWellFormed());

const throughShell = (values: readonly string[]): string[] => {
  const script = `printf '%s\\0' ${values.map(runWord).join(" ")}`;
  return execFileSync("sh", ["-c", script], { encoding: "utf8" })
    .split("\0")
    .slice(0, values.length);
};

describe("quoting", () => {
  it("gives a real shell the value back", () => {
    expect(throughShell(HOSTILE)).toEqual(HOSTILE);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 30 }), (values) => {
        expect(throughShell(values)).toEqual(values);
      }),
      { numRuns: 40 },
    );
  });

  it("leaves plain words plain, for people", () => {
    expect(["git", "python3.12=3.12.3-1ubuntu0.5", "/opt/venv"].map(runWord)).toEqual([
      "git",
      "python3.12=3.12.3-1ubuntu0.5",
      "/opt/venv",
    ]);
  });

  it.each(["a\nb", "a\rb", "\0", "\u2028", "x\u0007"])(
    "refuses %j, which no instruction can hold",
    (value) => {
      expect(() => instructionValue(value)).toThrowError(
        expect.objectContaining({ code: "control-character" }),
      );
      expect(() => runWord(value)).toThrowError(
        expect.objectContaining({ code: "control-character" }),
      );
    },
  );

  it("escapes what a Containerfile's parser expands in double quotes", () => {
    expect(instructionValue('a"b\\c$d')).toBe(String.raw`"a\"b\\c\$d"`);
  });

  it("keeps comments on one line and lists in JSON", () => {
    expect(comment("a\nRUN id")).toBe("# a RUN id");
    expect(execForm(['a"b', "$c"])).toBe('["a\\"b","$c"]');
  });
});
