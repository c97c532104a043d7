import { LineCounter, parseDocument } from "yaml";
import { DEEPEST, tooDeep } from "../catalog/nesting.ts";
import { wrongRequest, type Place } from "../errors/error.ts";

/** What to do about a lock that cannot be read. */
export const REMAKE = "Make it again: dl-env lock --update";

/**
 * Where a value stands; the file is read a second time, with positions, only when something in it
 * is wrong.
 */
export const placeInLock = (content: string, file: string, path: readonly PropertyKey[]): Place => {
  const lines = new LineCounter();
  const document = parseDocument(content, { lineCounter: lines, keepSourceTokens: true });
  const fault = document.errors[0]?.pos[0];
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node: unknown = document.getIn(path.slice(0, depth), true);
    const start =
      fault ??
      (typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range)
        ? Number(node.range[0])
        : undefined);
    if (start !== undefined) {
      const { line, col } = lines.linePos(start);
      return { file, line, column: col };
    }
  }
  return { file, line: 1, column: 1 };
};

/** What finds places is a parser that calls itself for each level. */
export const refuseDeepLock = (content: string, file: string): void => {
  const deep = tooDeep(content);
  if (deep === undefined) return;
  throw wrongRequest({
    code: "lock-file",
    message: `This lock is nested more than ${DEEPEST} levels deep.`,
    place: { file, ...deep },
    hint: REMAKE,
  });
};
