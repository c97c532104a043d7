import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

const ROOT = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(path, "utf8");
const CODE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Literals that an expression can come out as: all of it, or a branch of its conditions. A template counts as its fixed beginning and `*`. */
const outcomes = (expression: string): string[] =>
  [...expression.matchAll(/(?:^|[?:]\s*)(?:"([^"]*)"(?!\s+in\b)|`([^`]*)`)/g)]
    .map((match) => match[1] ?? (match[2] ?? "").replace(/\$\{.*$/s, "*"))
    .filter((text) => text !== "*" && CODE.test(text.replace(/\*$/, "x")));

/** Codes that a source file gives: `code: …`, `const code = …`, and the first argument of the helpers that make reasons and findings. */
const codesOf = (source: string): string[] => [
  ...[...source.matchAll(/\bcode: ((?:"[^"\n]*"|`[^`\n]*`|[^,{}\n])*)/g)].flatMap((match) =>
    outcomes((match[1] ?? "").trim()),
  ),
  ...[...source.matchAll(/\bconst code = ([^;]*);/g)].flatMap((match) =>
    outcomes(`? ${match[1] ?? ""}`),
  ),
  ...[...source.matchAll(/\b(?:reason|finding)\(\s*"([a-z0-9-]+)"/g)].map(
    (match) => match[1] ?? "",
  ),
];

/** Values of every key `code` in a YAML value. */
const yamlCodes = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(yamlCodes);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "code" && typeof inner === "string" ? [inner] : yamlCodes(inner),
  );
};

const given = (): ReadonlyMap<string, string> => {
  const codes = new Map<string, string>();
  for (const path of globSync(join(ROOT, "src/**/*.ts")))
    for (const code of codesOf(read(path))) codes.set(code, relative(ROOT, path));
  for (const path of globSync(join(ROOT, "matrix/**/*.yml")))
    for (const code of yamlCodes(parse(read(path)))) codes.set(code, relative(ROOT, path));
  return codes;
};

/** First column of every table. */
const documented = (): string[] =>
  [...read(join(ROOT, "docs/errors.md")).matchAll(/^\| `([^`]+)` \|/gm)].map(
    (match) => match[1] ?? "",
  );

/** `unknown-*` is any code that begins so. */
const covers = (pattern: string, code: string): boolean =>
  pattern.endsWith("*") ? code.startsWith(pattern.slice(0, -1)) : pattern === code;

describe("docs/errors.md", () => {
  it("names every code that src/ and matrix/ give", () => {
    const rows = documented();
    const missing = [...given()]
      .filter(([code]) => !rows.some((row) => covers(code, row)))
      .map(([code, file]) => `${code} (${file})`);
    expect(missing.sort()).toEqual([]);
  });

  it("names no code that does not exist, and none twice", () => {
    const codes = [...given().keys()];
    const rows = documented();
    expect(rows.filter((row) => !codes.some((code) => covers(code, row)))).toEqual([]);
    expect(rows.filter((row, index) => rows.indexOf(row) !== index)).toEqual([]);
  });

  it("says of each what to do, in one line", () => {
    const rows = read(join(ROOT, "docs/errors.md"))
      .split("\n")
      .filter((line) => line.startsWith("| `"));
    expect(
      rows.filter(
        (row) =>
          !/^\| `[a-z0-9-]+` \| (?:[123](?: or [123])* )?\| [^|]{10,} \| [^|]{4,} \|$/.test(row),
      ),
    ).toEqual([]);
  });

  it("gives each error the exit code that the source gives it", () => {
    const numbers = { foundProblem: "1", wrongRequest: "2", unreachable: "3" } as const;
    const exits = new Map<string, Set<string>>();
    for (const path of globSync(join(ROOT, "src/**/*.ts"))) {
      for (const [, make, expression] of read(path).matchAll(
        /\b(foundProblem|wrongRequest|unreachable)\(\s*\{[^{}]*?\bcode: ([^,]*?),/g,
      )) {
        for (const code of outcomes((expression ?? "").trim()))
          exits.set(
            code,
            (exits.get(code) ?? new Set()).add(numbers[make as keyof typeof numbers]),
          );
      }
    }
    const rows = [
      ...read(join(ROOT, "docs/errors.md")).matchAll(/^\| `([^`]+)` \| ([^|]*)\|/gm),
    ].map((match) => [match[1] ?? "", (match[2] ?? "").trim()] as const);
    expect(exits.size).toBeGreaterThan(60);
    expect(
      rows
        .filter(([code]) => exits.has(code))
        .filter(([code, exit]) => exit !== [...(exits.get(code) ?? [])].sort().join(" or ")),
    ).toEqual([]);
  });

  it("is checked by a search that finds codes in every form", () => {
    expect(codesOf('f({ code: "a-b", message: `x` })')).toEqual(["a-b"]);
    expect(
      codesOf('f({ code: status === 401 || s === "x-y" ? "login-refused" : "no-token", m })'),
    ).toEqual(["login-refused", "no-token"]);
    expect(codesOf("f({ code: `unknown-${kind.toLowerCase()}`, m })")).toEqual(["unknown-*"]);
    expect(codesOf('const code = x["z"] ? "one" : y ? "two-b" : "three";')).toEqual([
      "one",
      "two-b",
      "three",
    ]);
    expect(codesOf('return [reason("wheel-x", `y`), finding(\n  "mode-x", "y")]')).toEqual([
      "wheel-x",
      "mode-x",
    ]);
    expect(codesOf("readonly code: string;\n code: error.code,\n code: number;")).toEqual([]);
    expect(yamlCodes({ limits: [{ code: "a-b", hint: "code: x" }] })).toEqual(["a-b"]);
  });
});
