import { satisfies, valid } from "@renovatebot/pep440";

/** A condition of PEP 508 after the `;` of a requirement. */
export type Marker =
  | { readonly kind: "and" | "or"; readonly parts: readonly Marker[] }
  | {
      readonly kind: "compare";
      readonly left: string;
      readonly op: string;
      readonly right: string;
    };

const TOKEN =
  /\s*(?:(\(|\))|(not\s+in|in|and|or)\b|(===|[=~!<>]=|[<>])|"([^"\\\n]*)"|'([^'\\\n]*)'|([a-z_][a-z_.]*))/y;

/** What every cell has, as Python in its image says it. */
const FIXED: Readonly<Record<string, string>> = {
  os_name: "posix",
  sys_platform: "linux",
  platform_machine: "x86_64",
  platform_python_implementation: "CPython",
  platform_release: "",
  platform_system: "Linux",
  platform_version: "",
  implementation_name: "cpython",
  extra: "",
};

const PYTHONS: readonly string[] = [
  "python_version",
  "python_full_version",
  "implementation_version",
];

/** A text in quotes begins with one here, so that it is no variable. */
const QUOTE = '"';

const tokensOf = (text: string): readonly string[] | undefined => {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (text.slice(TOKEN.lastIndex).trim() !== "") {
    const found = TOKEN.exec(text);
    if (found === null) return undefined;
    const [, bracket, word, op, double, single, variable] = found;
    const quoted = double ?? single;
    tokens.push(
      quoted === undefined
        ? (bracket ?? word?.replace(/\s+/, " ") ?? op ?? variable ?? "")
        : `${QUOTE}${quoted}`,
    );
  }
  return tokens;
};

const isValue = (token: string | undefined): token is string =>
  token !== undefined &&
  (token.startsWith(QUOTE) || PYTHONS.includes(token) || FIXED[token] !== undefined);

const OPERATORS = /^(?:===|[=~!<>]=|[<>]|in|not in)$/;

/** The condition as a tree; undefined for a text that is none, or names what PEP 508 does not. */
export const parseMarker = (text: string): Marker | undefined => {
  const tokens = tokensOf(text);
  if (tokens === undefined) return undefined;
  let at = 0;
  const joined = (kind: "and" | "or", part: () => Marker | undefined): Marker | undefined => {
    const parts: Marker[] = [];
    for (;;) {
      const one = part();
      if (one === undefined) return undefined;
      parts.push(one);
      if (tokens[at] !== kind) return parts.length === 1 ? one : { kind, parts };
      at += 1;
    }
  };
  const atom = (): Marker | undefined => {
    if (tokens[at] === "(") {
      at += 1;
      const inner = either();
      at += 1;
      return tokens[at - 1] === ")" ? inner : undefined;
    }
    const [left, op, right] = tokens.slice(at, at + 3);
    at += 3;
    if (!isValue(left) || !isValue(right) || op === undefined || !OPERATORS.test(op))
      return undefined;
    return { kind: "compare", left, op, right };
  };
  const either = (): Marker | undefined => joined("or", () => joined("and", atom));
  const marker = either();
  return at === tokens.length ? marker : undefined;
};

const valueOf = (token: string, python: string): string => {
  if (token.startsWith(QUOTE)) return token.slice(QUOTE.length);
  if (token === "python_version") return python;
  return PYTHONS.includes(token) ? `${python}.0` : (FIXED[token] ?? "");
};

const compares = (left: string, op: string, right: string): boolean => {
  if (op === "in") return right.includes(left);
  if (op === "not in") return !right.includes(left);
  if (valid(left) !== null && valid(right.replace(/\.\*$/, "")) !== null)
    return satisfies(left, `${op}${right}`, { prereleases: true });
  switch (op) {
    case "==":
    case "===":
      return left === right;
    case "!=":
      return left !== right;
    case "<":
      return left < right;
    case ">":
      return left > right;
    case "<=":
      return left <= right;
    default:
      return op === ">=" && left >= right;
  }
};

/** Whether a condition holds in an image with this Python (x.y) on linux/amd64, without extras. */
export const holdsFor = (marker: Marker, python: string): boolean => {
  switch (marker.kind) {
    case "and":
      return marker.parts.every((part) => holdsFor(part, python));
    case "or":
      return marker.parts.some((part) => holdsFor(part, python));
    case "compare":
      return compares(valueOf(marker.left, python), marker.op, valueOf(marker.right, python));
  }
};

const MINORS = Array.from({ length: 25 }, (_, at) => at + 6);

/**
 * The ranges of Python x.y for which something holds, of 3.6 to 3.30; `undefined` where it holds
 * for all.
 */
export const pythonRanges = (holds: (python: string) => boolean): readonly string[] | undefined => {
  const good = MINORS.filter((minor) => holds(`3.${minor}`));
  if (good.length === MINORS.length) return undefined;
  const ranges: { first: number; last: number }[] = [];
  for (const minor of good) {
    const run = ranges.at(-1);
    if (run?.last === minor - 1) run.last = minor;
    else ranges.push({ first: minor, last: minor });
  }
  return ranges.map(({ first, last }) =>
    [
      ...(first === MINORS[0] ? [] : [`>=3.${first}`]),
      ...(last === MINORS.at(-1) ? [] : [`<3.${last + 1}`]),
    ].join(","),
  );
};
