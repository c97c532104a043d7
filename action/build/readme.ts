import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

interface Field {
  readonly description: string;
  readonly required?: boolean;
  readonly default?: string;
}

interface ActionFile {
  readonly inputs: Readonly<Record<string, Field>>;
  readonly outputs: Readonly<Record<string, Field>>;
}

const ROOT = join(import.meta.dirname, "..", "..");
const BEGIN = "<!-- from action.yml: begin -->";
const END = "<!-- from action.yml: end -->";

const inCell = (text: string): string => text.trim().replaceAll(/\s+/g, " ").replaceAll("|", "\\|");

const defaultOf = ({ required, default: value }: Field): string => {
  if (required === true) return "must be given";
  return value === undefined || value === "" ? "" : `\`${value}\``;
};

/** The tables of inputs and outputs as README.md has them. */
export const actionTables = (text: string): string => {
  const { inputs, outputs } = parse(text) as ActionFile;
  const input = Object.entries(inputs).map(
    ([name, field]) => `| \`${name}\` | ${inCell(field.description)} | ${defaultOf(field)} |`,
  );
  const output = Object.entries(outputs).map(
    ([name, field]) => `| \`${name}\` | ${inCell(field.description)} |`,
  );
  return [
    "| input | what it is for | default |",
    "|---|---|---|",
    ...input,
    "",
    "| output | what it holds |",
    "|---|---|",
    ...output,
  ].join("\n");
};

/** README.md with the tables of this action.yml in it. */
export const readmeWith = (readme: string, action: string): string => {
  const [before = "", rest = ""] = readme.split(BEGIN);
  const after = rest.split(END)[1];
  if (after === undefined)
    throw new Error("README.md lacks the marks between which the tables of action.yml stand");
  return `${before}${BEGIN}\n\n${actionTables(action)}\n\n${END}${after}`;
};

if (import.meta.main) {
  const path = join(ROOT, "README.md");
  writeFileSync(
    path,
    readmeWith(readFileSync(path, "utf8"), readFileSync(join(ROOT, "action.yml"), "utf8")),
  );
}
