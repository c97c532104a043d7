import { constantFrom, array, assert, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { readDerivation } from "../../src/resolve/derivation.ts";
import { explain } from "../../src/resolve/explain.ts";
import { disjoint, rangeWords } from "../../src/catalog/ranges.ts";
import { recordedConflicts } from "./conflicts.ts";
import { question } from "./world.ts";

const conflicts = recordedConflicts();

/** Words of resolvers, and of this project's own insides, that a person need not know. */
const JARGON =
  /unsatisfiable|resol|incompatib|constrain|dependenc|depend|specifier|requirement|conflict|pre-?release|marker|\btags?\b|sdist|stub|[=<>]=|\.dev\d/i;

const sentences = (message: string): string[] => message.split(/(?<=\.)\s+/);

test("every recorded conflict is told as the golden file says", async () => {
  const told = conflicts.map(({ name, question: asked, text }) => {
    const { reasons, packages } = explain(text, asked);
    return `${name} [${reasons[0].code}]\n  ${sentences(reasons[0].message).join("\n  ")}\n  about: ${packages.join(", ")}\n`;
  });
  await expect(told.join("\n")).toMatchFileSnapshot("../golden/resolve/conflicts.txt");
});

describe.each(conflicts)("$name", ({ question: asked, text }) => {
  const { reasons, packages } = explain(text, asked);
  const { message } = reasons[0];

  test("is told in at most two sentences of at most 25 words", () => {
    expect(sentences(message).length).toBeLessThanOrEqual(2);
    for (const sentence of sentences(message))
      expect(sentence.split(/\s+/).length).toBeLessThanOrEqual(25);
  });

  test("is told without words that only a resolver knows", () => {
    expect(message).not.toMatch(JARGON);
  });

  test("names packages, and keeps uv's own text", () => {
    expect(packages.length).toBeGreaterThan(0);
    expect(packages.some((name) => message.includes(name))).toBe(true);
    expect(reasons[0].detail).toBe(text);
    expect(reasons[0].source).toBe("resolver");
  });
});

test("a package that has source code only is not told as one without wheels for this Python", () => {
  const text =
    "error: No solution found when resolving dependencies\n  cause: Because all versions of flash-attn " +
    "have no usable wheels and you require flash-attn, we can conclude that your requirements are " +
    "unsatisfiable.";
  expect(explain(text, question({ requirements: ["flash-attn"] })).reasons[0]).toMatchObject({
    code: "source-only",
    message: "flash-attn is on the package index as source code only, without any wheel.",
  });
});

test("a dependency without wheels is told with the versions that are needed of it", () => {
  const text =
    "Because all of:\n    tok>=0.11.1,<=0.13.3\n have no usable wheels and old==4.30.2 depends on " +
    "tok>=0.11.1,<0.14, we can conclude that old==4.30.2 cannot be used. And because you require " +
    "old==4.30.2, we can conclude that your requirements are unsatisfiable.";
  expect(explain(text, question({ requirements: ["old==4.30.2"] })).reasons[0].message).toBe(
    "old 4.30.2 needs tok 0.11.1 to below 0.14, which has no wheels for Python 3.12 on the package " +
      "index.",
  );
});

test("a text that nobody has seen before still gives a sentence", () => {
  assert(
    property(
      array(
        constantFrom(
          "Because",
          "torch==2.6.0",
          "depends on",
          "numpy>=2",
          "and",
          "you require",
          "we can conclude that",
          "cannot be used.",
          "all of:",
          "hint: x",
          "{a == 'b'}",
          "\n",
        ),
      ),
      string(),
      (parts, noise) => {
        const { message } = explain(`${parts.join(" ")} ${noise}`, question()).reasons[0];
        expect(message).toMatch(/\.$/);
        expect(sentences(message).length).toBeLessThanOrEqual(2);
      },
    ),
  );
});

describe("facts in uv's text", () => {
  test.each([
    [
      "torch==2.6.0 depends on a{x == 'y'}==1 and b==2, we can conclude",
      [
        {
          kind: "needs",
          who: { name: "torch", range: "==2.6.0" },
          what: { name: "a", range: "==1" },
        },
        {
          kind: "needs",
          who: { name: "torch", range: "==2.6.0" },
          what: { name: "b", range: "==2" },
        },
      ],
    ],
    [
      "Because a==1 depends on b==1 and c==2 depends on b==2, we",
      [
        { kind: "needs", who: { name: "a", range: "==1" }, what: { name: "b", range: "==1" } },
        { kind: "needs", who: { name: "c", range: "==2" }, what: { name: "b", range: "==2" } },
      ],
    ],
    [
      "Because all of:\n    a<=1\n    a>=3\n have no usable wheels and",
      [{ kind: "no-wheels", who: { name: "a", range: "<=1||>=3" } }],
    ],
    [
      "Because a[x,y]>=1 depends on Python>=3.12, we",
      [{ kind: "needs-python", who: { name: "a", range: ">=1" }, range: ">=3.12" }],
    ],
    [
      "And because you require a==1 and b, we can conclude",
      [
        { kind: "asked", what: { name: "a", range: "==1" } },
        { kind: "asked", what: { name: "b", range: "" } },
      ],
    ],
    [
      "Because only a==0.1.0 is available and you require a>=4, we",
      [
        { kind: "only", who: { name: "a", range: "==0.1.0" } },
        { kind: "asked", what: { name: "a", range: ">=4" } },
      ],
    ],
    ["a was not found in the package registry", [{ kind: "missing", name: "a" }]],
  ])("%j", (text, facts) => {
    expect(readDerivation(text).facts).toEqual(facts);
  });
});

describe("ranges", () => {
  test.each([
    ["==0.0.23.post1", "==2.1.2", true],
    [">=0.0.23.post1", "==0.0.23.post1", false],
    ["==1.0.post2.dev3,<2", ">=0.9", false],
    ["==2.7.1+cu128", "<2.7", true],
  ])("of %s and %s are disjoint: %s", (a, b, are) => {
    expect(disjoint(a, b)).toBe(are);
  });

  test.each([
    ["==12.8.93", ">=12.9", true],
    ["==12.8.93", ">=12.8", false],
    ["==26.2.*", "==26.6.*", true],
    ["==26.6.*", ">=26.6.0,<=26.8.1", false],
    [">=0.19.1,<0.20.0a0", ">=0.22.2,<0.29.0", true],
    ["==12.6.77", "==12.6.85.*", true],
    ["==26.6.*||==26.8.*", "==26.8.0", false],
    ["<2", ">=2", true],
    [">=26.10.dev0", "==26.10.*", false],
    ["", "==1", false],
  ])("%s and %s have nothing in common: %s", (a, b, expected) => {
    expect(disjoint(a, b)).toBe(expected);
    expect(disjoint(b, a)).toBe(expected);
  });

  test("agree with trying every version", () => {
    const numbers = constantFrom("1", "1.2", "1.2.3", "2", "2.0.1", "3");
    const part = constantFrom(">=", "<=", "==", "<", ">");
    const grid = [
      "0.5",
      "1",
      "1.0.1",
      "1.1",
      "1.2",
      "1.2.1",
      "1.2.3",
      "1.2.4",
      "1.9",
      "2",
      "2.0.1",
      "2.0.2",
      "2.5",
      "3",
      "3.1",
      "9",
    ];
    assert(
      property(
        array(part, { minLength: 2, maxLength: 2 }),
        array(numbers, { minLength: 2, maxLength: 2 }),
        (operators, versions) => {
          const [a, b] = [`${operators[0]}${versions[0]}`, `${operators[1]}${versions[1]}`];
          const shared = grid.some(
            (version) => !disjoint(a, `==${version}`) && !disjoint(b, `==${version}`),
          );
          expect(shared && disjoint(a, b)).toBe(false);
        },
      ),
    );
  });

  test.each([
    [">=26.4.0", "26.4.0 or newer"],
    ["==12.8.93", "12.8.93"],
    ["==26.2.*", "26.2"],
    [">=26.8.0,<=26.8.1", "26.8.0 to 26.8.1"],
    [">=0.19.1,<0.20.0a0", "0.19.1 to below 0.20.0"],
    ["<=25.8.0", "up to 25.8.0"],
    [">=26.10.dev0", "26.10 or newer"],
    ["<1.20", "below 1.20"],
    ["==1||>=3", "3 or newer"],
    ["", ""],
  ])("%s is said as %j", (range, expected) => {
    expect(rangeWords(range)).toBe(expected);
  });
});
