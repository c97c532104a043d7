import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { tooDeep } from "../../src/catalog/nesting.ts";
import { readYaml } from "../../src/catalog/yaml.ts";
import { DlEnvError } from "../../src/errors/error.ts";

const ROOT = join(import.meta.dirname, "../..");
const MANY = 50_000;

const indented = (depth: number): string =>
  Array.from({ length: depth }, (_, level) => `${" ".repeat(level)}a:\n`).join("");

describe("YAML that is nested without end", () => {
  test.each([
    ["lists", "[".repeat(MANY)],
    ["closed lists", "[".repeat(MANY) + "]".repeat(MANY)],
    ["maps", "{a: ".repeat(MANY)],
    ["lists with a closing bracket as text", '[ "]", '.repeat(MANY)],
    ["lists with a closing bracket in a comment", "[ # ]\n ".repeat(MANY)],
    ["lists with a closing bracket in a text over lines", '[ "\n ]\n ", '.repeat(MANY)],
    ["lists in maps", "{a: [".repeat(MANY)],
    ["lists over lines", "[\n".repeat(MANY)],
    ["below a key", `to: oci:./images\nmatrix: ${"[".repeat(MANY)}`],
    ["entries of entries", "- ".repeat(MANY) + "a"],
    ["keys of keys", "? ".repeat(MANY) + "a"],
    ["both", "- ? ".repeat(MANY) + "a"],
    ["indented maps", indented(2500)],
    ["entries after a bracket in a text", `a: "["\n${"- ".repeat(MANY)}a`],
    ["entries after brackets in a comment", `a: 1 # ${"[".repeat(500)}\n${"- ".repeat(MANY)}a`],
    ["a list in an anchor", `a: &a ${"[".repeat(MANY)}`],
  ])("as %s is a mistake of the file with its place", (_, text) => {
    let thrown: unknown;
    try {
      readYaml(text, "dl-env.yml");
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(DlEnvError);
    expect(thrown).toMatchObject({
      code: "yaml-syntax",
      exit: 2,
      message: "This is nested more than 100 levels deep.",
      place: { file: "dl-env.yml", line: expect.any(Number), column: expect.any(Number) },
    });
  });

  test("is not what people write: a hundred levels, long lists, and every file of the project", () => {
    expect(tooDeep("[".repeat(100))).toBeUndefined();
    for (const text of ['"BRACKETS"', "'BRACKETS'", "aBRACKETS", "1 # BRACKETS", "|\n  BRACKETS"])
      expect(tooDeep(`key: ${text.replace("BRACKETS", "[".repeat(500))}\n`)).toBeUndefined();
    expect(tooDeep(`- ${" ".repeat(500)}a\n${"- a: [1, 2]\n".repeat(5000)}`)).toBeUndefined();
    expect(tooDeep("a:\n  b: 1\n".repeat(5000))).toBeUndefined();
    const files = globSync(
      ["matrix/**/*.yml", "test/**/*.yml", "test/**/*.json", "**/dl-env.yml"],
      {
        cwd: ROOT,
        exclude: (path) => path.startsWith("node_modules"),
      },
    );
    expect(files.length).toBeGreaterThan(40);
    expect(files.filter((path) => tooDeep(readFileSync(join(ROOT, path), "utf8")))).toEqual([]);
  });

  test.each([
    ["a block of text", `key: |-\n  ${"? ".repeat(100)}?\n`],
    ["a block of text with brackets", `key: |\n  ${"[".repeat(300)}\nother: [1]\n`],
    ["a quoted text over two lines", `key: "${"{".repeat(300)}\n  x"\n`],
    ["a plain text over two lines", `key: a\n  ${"[".repeat(300)}\n`],
  ])("is not what stands in %s", (_, text) => {
    expect(tooDeep(text)).toBeUndefined();
    expect(tooDeep(`${text}deep: ${"[".repeat(50_000)}`)).toMatchObject({ column: 107 });
  });

  test("says where the level is that is one too many", () => {
    expect(tooDeep(`a: 1\nb: ${"[".repeat(101)}`)).toEqual({ line: 2, column: 104 });
    expect(tooDeep(indented(101))).toEqual({ line: 101, column: 101 });
  });
});

test("a map of more keys than can be compared in seconds is refused, and one of thousands is read", () => {
  const keys = (count: number): string =>
    `a: &a b\n${Array.from({ length: count }, (_, at) => `k${at}: v\n`).join("")}`;
  expect(() => readYaml(keys(30_000), "dl-env.yml")).toThrow("more keys in one place");
  expect(() => readYaml(`${keys(2000)}k7: again\n`, "dl-env.yml")).not.toThrow("more keys");
}, 300_000);
