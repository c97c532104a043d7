/**
 * One challenge of a WWW-Authenticate header (RFC 9110, 11.6.1): scheme in lower case, parameter
 * names in lower case.
 */
export interface Challenge {
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const TOKEN = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/y;
const BLANKS = /[ \t]*/y;
const SEPARATORS = /[ \t,]*/y;

const take = (pattern: RegExp, text: string, at: number): RegExpExecArray | undefined => {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
};

const skip = (pattern: RegExp, text: string, at: number): number =>
  at + (take(pattern, text, at)?.[0].length ?? 0);

interface Parameter {
  readonly name: string;
  readonly value: string;
  readonly end: number;
}

const readParameter = (text: string, at: number): Parameter | undefined => {
  const name = take(TOKEN, text, at);
  if (name === undefined) return undefined;
  const equals = skip(BLANKS, text, at + name[0].length);
  if (text[equals] !== "=") return undefined;
  const start = skip(BLANKS, text, equals + 1);
  const quoted = take(QUOTED, text, start);
  if (quoted?.[1] !== undefined)
    return {
      name: name[0].toLowerCase(),
      value: quoted[1].replace(/\\(.)/g, "$1"),
      end: start + quoted[0].length,
    };
  const plain = take(TOKEN, text, start);
  return plain === undefined
    ? undefined
    : { name: name[0].toLowerCase(), value: plain[0], end: start + plain[0].length };
};

const readChallenge = (
  text: string,
  at: number,
): { challenge: Challenge; end: number } | undefined => {
  const scheme = take(TOKEN, text, at);
  if (scheme === undefined) return undefined;
  const parameters: Record<string, string> = {};
  let end = at + scheme[0].length;
  for (;;) {
    const parameter = readParameter(text, skip(SEPARATORS, text, end));
    if (parameter === undefined) break;
    parameters[parameter.name] ??= parameter.value;
    end = parameter.end;
  }
  return { challenge: { scheme: scheme[0].toLowerCase(), parameters }, end };
};

/** The challenges of a WWW-Authenticate header in order; what cannot be read ends the list. */
export const parseChallenges = (header: string | undefined): Challenge[] => {
  const found: Challenge[] = [];
  const text = header ?? "";
  for (let at = skip(SEPARATORS, text, 0); at < text.length;) {
    const next = readChallenge(text, at);
    if (next === undefined) break;
    found.push(next.challenge);
    at = skip(SEPARATORS, text, next.end);
  }
  return found;
};
