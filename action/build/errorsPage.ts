import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CodeEntry, CodeSection } from "../../src/errors/codes/codeSection.ts";
import { CODE_SECTIONS } from "../../src/errors/codes.ts";

const BEGIN = "<!-- from src/errors/codes: begin -->";
const END = "<!-- from src/errors/codes: end -->";

const row = ([code, { exit, title, fix }]: [string, CodeEntry]): string =>
  `| \`${code}\` | ${exit ?? ""} | ${title} | ${fix} |`;

const sectionText = ({ title, intro, codes }: CodeSection): string =>
  [
    `## ${title}`,
    ...(intro === "" ? [] : [intro]),
    [
      "| code | exit | what it means | what to do |",
      "|---|---|---|---|",
      ...Object.entries(codes).map(row),
    ].join("\n"),
  ].join("\n\n");

/** docs/errors.md with the tables of every code in it. */
export const errorsPage = (page: string): string => {
  const [before = "", rest = ""] = page.split(BEGIN);
  const after = rest.split(END)[1];
  if (after === undefined)
    throw new Error("docs/errors.md lacks the marks between which the tables of codes stand");
  const tables = CODE_SECTIONS.map(sectionText).join("\n\n");
  return `${before}${BEGIN}\n\n${tables}\n\n${END}${after}`;
};

if (import.meta.main) {
  const path = join(import.meta.dirname, "..", "..", "docs", "errors.md");
  writeFileSync(path, errorsPage(readFileSync(path, "utf8")));
}
