import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { errorsPage } from "../../action/build/errorsPage.ts";
import { CODE_SECTIONS } from "../../src/errors/codes.ts";
import { DlEnvError, foundProblem, unreachable, wrongRequest } from "../../src/errors/error.ts";
import { finding } from "../../src/inspect/imageView.ts";
import type { Reason } from "../../src/matrix/reason.ts";

const ROOT = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

const entries = CODE_SECTIONS.flatMap(({ codes }) => Object.entries(codes));

describe("the table of codes", () => {
  it("names each code once, in lower case with hyphens", () => {
    const codes = entries.map(([code]) => code);
    expect(codes.length).toBeGreaterThan(230);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
    expect(codes.filter((code) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(code))).toEqual([]);
  });

  it("says of each in one line what it means and what to do", () => {
    const line = /^[^\n|]{4,}$/;
    expect(
      entries.filter(([, { title, fix }]) => !/^[^\n|]{10,}[.]$/.test(title) || !line.test(fix)),
    ).toEqual([]);
  });

  it("has no code that nothing gives", () => {
    const sources = globSync("src/**/*.ts", { cwd: ROOT })
      .filter((path) => !path.startsWith("src/errors/codes"))
      .map(read)
      .join("\n");
    const unused = entries.filter(
      ([code]) => !sources.includes(`"${code}"`) && !sources.includes(`[${code}]`),
    );
    expect(unused.map(([code]) => code)).toEqual([]);
  });

  it("is closed: a code that it does not have, or of another exit, does not compile", () => {
    const message = "No such code.";
    // @ts-expect-error -- not in the table
    expect(() => new DlEnvError({ code: "no-such-code", message }).exit).toThrow(TypeError);
    // @ts-expect-error -- a warning does not end a command
    expect(new DlEnvError({ code: "unused-pin", message }).exit).toBeUndefined();
    // @ts-expect-error -- ends with 3
    expect(wrongRequest({ code: "network", message }).exit).toBe(3);
    // @ts-expect-error -- ends with 2
    expect(foundProblem({ code: "wrong-value", message }).exit).toBe(2);
    // @ts-expect-error -- ends with 1
    expect(unreachable({ code: "nothing-built", message }).exit).toBe(1);
    // @ts-expect-error -- not a reason
    const reason: Reason = { code: "network", message, source: "s" };
    // @ts-expect-error -- not a finding
    expect(finding("network", message).code).toBe(reason.code);
  });
});

describe("docs/errors.md", () => {
  it("has the tables of src/errors/codes; to write them anew: npm run docs", () => {
    const page = read("docs/errors.md");
    expect(errorsPage(page)).toBe(page);
  });

  it("goes red when a row differs", () => {
    const page = read("docs/errors.md");
    const edited = page.replace("| `network` | 3 |", "| `network` | 2 |");
    expect(edited).not.toBe(page);
    expect(errorsPage(edited)).toBe(page);
  });
});
