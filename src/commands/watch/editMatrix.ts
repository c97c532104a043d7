import { isMap, isScalar, isSeq, parseDocument, type YAMLSeq } from "yaml";
import { wrongRequest } from "../../errors/error.ts";

const cannotEdit = (file: string): Error =>
  wrongRequest({
    code: "cannot-edit-request",
    message: `The list matrix.cuda of ${file} cannot be edited.`,
    place: { file },
    hint: 'Write it as: matrix: { cuda: ["12.8"] }',
  });

/** A dl-env.yml, and the name that messages give it. */
interface Source {
  readonly text: string;
  readonly file: string;
}

/** Quoted, because 13.10 without quotes is the number 13.1. */
const quoted = (minors: readonly string[]): string =>
  minors.map((minor) => JSON.stringify(minor)).join(", ");

const insert = (text: string, at: number, what: string): string =>
  text.slice(0, at) + what + text.slice(at);

const intoFlow = ({ text, file }: Source, list: YAMLSeq, minors: readonly string[]): string => {
  const end = list.range?.[1];
  if (end === undefined || text[end - 1] !== "]") throw cannotEdit(file);
  const inside = text.slice(0, end - 1).trimEnd();
  return insert(
    text,
    inside.length,
    `${inside.endsWith("[") || inside.endsWith(",") ? "" : ", "}${quoted(minors)}`,
  );
};

const intoBlock = ({ text, file }: Source, list: YAMLSeq, minors: readonly string[]): string => {
  const last = list.items.at(-1);
  const end = isScalar(last) ? last.range?.[1] : undefined;
  if (end === undefined) throw cannotEdit(file);
  const lineStart = text.lastIndexOf("\n", end - 1) + 1;
  const lineEnd = text.indexOf("\n", end) === -1 ? text.length : text.indexOf("\n", end);
  const indent = /^\s*- */.exec(text.slice(lineStart, end))?.[0];
  if (indent === undefined) throw cannotEdit(file);
  return insert(
    text,
    lineEnd,
    minors.map((minor) => `\n${indent}${JSON.stringify(minor)}`).join(""),
  );
};

/**
 * dl-env.yml with these minors added to `matrix.cuda`: only that place changes, everything else
 * stays as it was typed.
 */
export const withCuda = (text: string, file: string, minors: readonly string[]): string => {
  const document = parseDocument(text);
  const matrix = document.get("matrix", true);
  const cuda = isMap(matrix) ? matrix.get("cuda", true) : undefined;
  if (document.errors.length > 0) throw cannotEdit(file);
  if (isSeq(cuda))
    return cuda.flow === true
      ? intoFlow({ text, file }, cuda, minors)
      : intoBlock({ text, file }, cuda, minors);
  if (!isScalar(cuda) || cuda.range === null || cuda.range === undefined) throw cannotEdit(file);
  const [start, end] = cuda.range;
  return `${text.slice(0, start)}[${text.slice(start, end)}, ${quoted(minors)}]${text.slice(end)}`;
};
