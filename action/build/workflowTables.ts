import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

interface Field {
  readonly description: string;
  readonly default?: string | number | boolean;
}

interface WorkflowFile {
  readonly on: {
    readonly workflow_call: {
      readonly inputs: Readonly<Record<string, Field>>;
      readonly secrets?: Readonly<Record<string, Field>>;
      readonly outputs?: Readonly<Record<string, Field>>;
    };
  };
}

const ROOT = join(import.meta.dirname, "..", "..");
const PAGE = join(ROOT, "docs/workflows.md");

/** The reusable workflows, in the order of the page. */
export const REUSABLE = ["images", "check", "nightly"] as const;

const begin = (name: string): string => `<!-- from ${name}.yml: begin -->`;
const end = (name: string): string => `<!-- from ${name}.yml: end -->`;

const inCell = (text: string): string => text.trim().replaceAll(/\s+/g, " ").replaceAll("|", "\\|");

const defaultOf = ({ default: value }: Field): string =>
  value === undefined || value === "" ? "" : `\`${value}\``;

const table = (head: string, rows: readonly string[]): string[] =>
  rows.length === 0 ? [] : ["", head, head.replaceAll(/[^|]+/g, "---"), ...rows];

const described = (fields: Readonly<Record<string, Field>> = {}): string[] =>
  Object.entries(fields).map(([name, field]) => `| \`${name}\` | ${inCell(field.description)} |`);

/** Permissions, inputs, secrets and outputs of one workflow. */
export const workflowTables = (text: string): string => {
  const { inputs, secrets, outputs } = (parse(text) as WorkflowFile).on.workflow_call;
  const grants = /^# Permissions that a caller must grant: (.*)\.$/m.exec(text)?.[1] ?? "";
  const input = Object.entries(inputs).map(
    ([name, field]) => `| \`${name}\` | ${inCell(field.description)} | ${defaultOf(field)} |`,
  );
  return [
    `Permissions that the job which calls must grant: ${grants
      .split(", ")
      .map((grant) => `\`${grant}\``)
      .join(", ")}.`,
    ...table("| input | what it is for | default |", input),
    ...table("| secret | what it is for |", described(secrets)),
    ...table("| output | what it holds |", described(outputs)),
  ].join("\n");
};

/** docs/workflows.md with the tables of these workflows, by name, in it. */
export const pageWith = (page: string, workflows: Readonly<Record<string, string>>): string =>
  Object.entries(workflows).reduce((text, [name, workflow]) => {
    const [before = "", rest = ""] = text.split(begin(name));
    const after = rest.split(end(name))[1];
    if (after === undefined) throw new Error(`docs/workflows.md lacks the marks of ${name}.yml`);
    return `${before}${begin(name)}\n\n${workflowTables(workflow)}\n\n${end(name)}${after}`;
  }, page);

/** The texts of the reusable workflows, by name. */
export const reusableWorkflows = (): Record<string, string> =>
  Object.fromEntries(
    REUSABLE.map((name) => [
      name,
      readFileSync(join(ROOT, ".github/workflows", `${name}.yml`), "utf8"),
    ]),
  );

if (import.meta.main)
  writeFileSync(PAGE, pageWith(readFileSync(PAGE, "utf8"), reusableWorkflows()));
