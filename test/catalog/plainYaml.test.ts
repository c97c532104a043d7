import { readdir, readFile } from "node:fs/promises";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDocument, stringify } from "yaml";
import { readPlainYaml } from "../../src/catalog/plainYaml.ts";

const matrix = new URL("../../matrix/", import.meta.url);

/** What the whole parser says, or undefined when it refuses the text. */
const whole = (text: string): unknown => {
  const document = parseDocument(text, { schema: "failsafe" });
  return document.errors.length > 0 ? undefined : (document.toJS() as unknown);
};

/** The reader may give up on any text; what it does read, the whole parser must read the same. */
const agrees = (text: string): boolean => {
  const plain = readPlainYaml(text);
  if (plain === undefined) return true;
  return JSON.stringify(plain) === JSON.stringify(whole(text));
};

describe("the quick reader", () => {
  test("reads every file of the catalog, and as the whole parser does", async () => {
    const libraries = await readdir(new URL("libraries/", matrix));
    const files = [
      ...(await readdir(matrix)).filter((name) => name.endsWith(".yml")),
      ...libraries.map((name) => `libraries/${name}/library.yml`),
    ];
    for (const file of files) {
      const text = await readFile(new URL(file, matrix), "utf8");
      expect([file, readPlainYaml(text)]).toEqual([file, whole(text)]);
    }
  });

  test.each([
    ["a scalar over two lines", "a: one\n  two\n"],
    ["a block scalar", "a: |\n  text\n"],
    ["an anchor and its alias", "a: &x 1\nb: *x\n"],
    ["a tag", "a: !!str 1\n"],
    ["an escape", 'a: "\\n"\n'],
    ["a doubled quote", "a: 'it''s'\n"],
    ["a flow list over two lines", "a: [1,\n  2]\n"],
    ["an empty value", "a:\nb: 1\n"],
    ["a key twice", "a: 1\na: 2\n"],
    ["a list in a list", "- - 1\n"],
    ["a tab", "a:\t1\n"],
    ["a colon in a plain scalar", "a: b: c\n"],
    ["a second document", "a: 1\n---\nb: 2\n"],
    ["nothing", "# only a comment\n"],
  ])("leaves %s to the whole parser", (_what, text) => {
    expect(readPlainYaml(text)).toBeUndefined();
  });

  test("reads what it is for", () => {
    const text =
      '# head\na: { x: <13, \'y\': [1.0, "2"], z: https://e.org/x } # tail\nlist:\n- one # two\n- k: v\n  l: [p, q]\nb.c:\n  "3.10":\n    - ==1.*\n';
    expect(readPlainYaml(text)).toEqual({
      a: { x: "<13", y: ["1.0", "2"], z: "https://e.org/x" },
      list: ["one", { k: "v", l: ["p", "q"] }],
      "b.c": { "3.10": ["==1.*"] },
    });
  });

  test("never differs from the whole parser on generated structures", () => {
    const scalar = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom(
        "12.8",
        "<13",
        ">=12.4,<13",
        "==2.*",
        "a: b",
        "x #y",
        "- z",
        "true",
        "",
        "~",
        "it's",
        "https://a/b",
      ),
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: "small" },
        scalar,
        fc.array(tie("tree"), { maxLength: 3 }),
        fc.dictionary(scalar, tie("tree"), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(tree, fc.boolean(), (value, flow) => {
        expect(
          agrees(
            stringify(value, flow ? { collectionStyle: "flow", lineWidth: 0 } : { lineWidth: 0 }),
          ),
        ).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test("never differs from the whole parser on texts made of YAML's own signs", () => {
    const piece = fc.constantFrom(
      "a",
      "b: ",
      "c:",
      "- ",
      "\n",
      "\n  ",
      "\n    ",
      "{ ",
      " }",
      "[",
      "]",
      ", ",
      '"',
      "'",
      " #",
      ":",
      "x y",
      "1.0",
      "?",
      "*",
      "|",
      "> ",
      "-",
      "!",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        expect(agrees(pieces.join(""))).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});
