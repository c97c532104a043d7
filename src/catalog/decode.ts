import { closestOf } from "../text/closest.ts";
import { oneOf } from "../text/oneOf.ts";
import * as z from "zod";
import type { RequestProblem } from "../errors/error.ts";
import { wrongRequest } from "../errors/error.ts";
import { defOf, keysAt, schemasAt } from "./schemaShape.ts";
import type { YamlFile } from "./yaml.ts";

const KINDS: Readonly<Record<string, string>> = {
  object: "a map of keys and values",
  record: "a map of keys and values",
  array: "a list",
  string: "a text",
  map: "a map of keys and values",
};

const dotted = (path: readonly PropertyKey[]): string => path.map(String).join(".");

/** Longest value that is repeated in a message. */
const LONGEST_SHOWN = 80;

const foundText = (value: unknown): string => {
  if (value === undefined || value === null || value === "") return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "a map of keys and values";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `\`${text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text}\``;
};

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown => {
  let found = value;
  for (const key of path)
    found =
      typeof found === "object" && found !== null
        ? (found as Record<PropertyKey, unknown>)[key]
        : undefined;
  return found;
};

type Issue = z.core.$ZodIssue;

/**
 * What to write at a path, for problems that have no better hint; undefined for paths that it does
 * not know.
 */
export type HintFor = (path: readonly PropertyKey[]) => string | undefined;

/** A file beside what it should be. */
interface Examined {
  readonly schema: z.core.$ZodType;
  readonly yaml: YamlFile;
  readonly hintFor: HintFor;
}

const unknownKeys = (
  issue: Issue & { keys: readonly string[] },
  { schema, yaml }: Examined,
): RequestProblem[] =>
  issue.keys.map((key) => {
    const keys = keysAt(schema, issue.path);
    const parent = keys.find((one) => keysAt(schema, [...issue.path, one]).includes(key));
    const near = closestOf(key, keys);
    const isOfTop = issue.path.length > 0 && keysAt(schema, []).includes(key);
    const other = isOfTop ? `Write it at the top of the file: ${key}: …` : "Remove the line.";
    const mend = near === undefined ? other : `Did you mean: ${near}`;
    return {
      code: "unknown-key",
      message: `There is no key \`${dotted([...issue.path, key])}\`; expected ${oneOf(keys)}.`,
      place: yaml.keyPlace([...issue.path, key]),
      hint:
        parent === undefined
          ? mend
          : `Write it under: ${dotted([...issue.path, parent])}: { ${key}: … }`,
    };
  });

const kindText = (kind: string): string => KINDS[kind] ?? kind;

const messageOf = (issue: Issue, { schema, yaml }: Examined): string => {
  const name = issue.path.length === 0 ? "The file" : `\`${dotted(issue.path)}\``;
  const found = valueAt(yaml.value, issue.path);
  const expected = (text: string): string => `${name} must be ${text}; found ${foundText(found)}.`;
  if (issue.code === "invalid_value") return expected(oneOf(issue.values.map(String)));
  if (issue.code === "invalid_key")
    return `A key in \`${dotted(issue.path.slice(0, -1))}\` must not be empty.`;
  if (issue.code === "invalid_type")
    return found === undefined ? `${name} is missing.` : expected(kindText(issue.expected));
  if (issue.code === "invalid_union") {
    if (found === undefined) return `${name} is missing.`;
    return expected(
      [
        ...new Set(schemasAt(schema, issue.path).map((option) => kindText(defOf(option).type))),
      ].join(" or "),
    );
  }
  return `${name} ${issue.message}; found ${foundText(found)}.`;
};

/**
 * Of a union whose kind fits and whose content does not, the issues of the content: the list is
 * right, an entry of it is not.
 */
const inner = (issue: Issue): Issue[] => {
  if (issue.code !== "invalid_union") return [];
  const deeper =
    issue.errors.find(
      (issues) =>
        issues.length > 0 &&
        issues.every(({ path, code }) => path.length > 0 || code === "unrecognized_keys"),
    ) ?? [];
  return deeper.map((found) => ({ ...found, path: [...issue.path, ...found.path] }));
};

/** What YAML 1.1 and people write for true and false. */
const SWITCHES: ReadonlyMap<string, string> = new Map([
  ...["yes", "y", "on", "1", "enabled"].map((word) => [word, "true"] as const),
  ...["no", "n", "off", "0", "disabled"].map((word) => [word, "false"] as const),
]);

const meantValue = (found: string, choices: readonly string[]): string | undefined => {
  const meant = SWITCHES.get(found.toLowerCase()) ?? "";
  return choices.includes(meant) ? meant : closestOf(found, choices);
};

/** An issue, or those of the content of a union. */
const leaves = (issue: Issue): Issue[] => {
  const within = inner(issue);
  return within.length > 0 ? within.flatMap((found) => leaves(found)) : [issue];
};

/** The issues without those of missing keys that are there misspelt, which another issue says. */
const withoutMisspelt = (issues: readonly Issue[], { schema, yaml }: Examined): Issue[] => {
  const meant = new Set(
    issues.flatMap((issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) =>
            dotted([...issue.path, closestOf(key, keysAt(schema, issue.path)) ?? key]),
          )
        : [],
    ),
  );
  return issues.filter(
    ({ path }) => valueAt(yaml.value, path) !== undefined || !meant.has(dotted(path)),
  );
};

const problemsOf = (issue: Issue, examined: Examined): RequestProblem[] => {
  const { yaml, hintFor } = examined;
  if (issue.code === "unrecognized_keys") return unknownKeys(issue, examined);
  const found = valueAt(yaml.value, issue.path);
  const near =
    issue.code === "invalid_value" && typeof found === "string"
      ? meantValue(found, issue.values.map(String))
      : undefined;
  const hint = near === undefined ? hintFor(issue.path) : `Did you mean: ${near}`;
  return [
    {
      code: issue.code !== "invalid_value" && found === undefined ? "missing-key" : "wrong-value",
      message: messageOf(issue, examined),
      place: yaml.place(issue.path),
      ...(hint === undefined ? {} : { hint }),
    },
  ];
};

/** The value without the parts that an issue complains about. */
const withoutWrong = (value: unknown, issues: readonly Issue[]): unknown => {
  const copy: unknown = structuredClone(value);
  const paths = issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => [...issue.path, key])
      : [issue.path],
  );
  for (const path of paths) {
    const parent = valueAt(copy, path.slice(0, -1));
    const key = path.at(-1);
    if (
      key !== undefined &&
      typeof parent === "object" &&
      parent !== null &&
      !Array.isArray(parent)
    )
      delete (parent as Record<PropertyKey, unknown>)[key];
  }
  return copy;
};

/**
 * Every problem of a parsed file, and what could be decoded once the wrong parts are left out: its
 * names can still be checked.
 */
export const examineYaml = <Schema extends z.ZodType>(
  schema: Schema,
  yaml: YamlFile,
  hintFor: HintFor = () => undefined,
): { readonly data?: z.output<Schema>; readonly problems: readonly RequestProblem[] } => {
  const result = schema.safeParse(yaml.value);
  if (result.success) return { data: result.data, problems: [] };
  const { issues } = result.error;
  const rest = schema.safeParse(withoutWrong(yaml.value, issues));
  const examined = { schema, yaml, hintFor };
  const all = withoutMisspelt(issues.flatMap(leaves), examined);
  return {
    ...(rest.success ? { data: rest.data } : {}),
    problems: all.flatMap((issue) => problemsOf(issue, examined)),
  };
};

/** Decodes a parsed file; throws DlEnvError(2) that names every problem with its place. */
export const decodeYaml = <Schema extends z.ZodType>(
  schema: Schema,
  yaml: YamlFile,
): z.output<Schema> => {
  const { data, problems } = examineYaml(schema, yaml);
  const [first, ...more] = problems;
  if (first !== undefined) throw wrongRequest(first, { more });
  return data as z.output<Schema>;
};
