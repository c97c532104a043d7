import { parse } from "yaml";
import type { Reason } from "../../src/matrix/reason.ts";

const LONGEST = 25;

/** Words that belong to uv and packaging, not to a person who wants an image. */
const JARGON =
  /\b(?:unsatisfiable|conclude|incompatib\w*|depends? on|ABI|PEP \d+|constraints?|requirements?|resolution|resolver|backtrack\w*|markers?|pre-?release|transitive\w*|specifiers?|sdist|solver|manylinux\w*)\b|\{|\}|\|\||==|>=|<=/i;

const sentences = (text: string): string[] =>
  text.split(/(?<=[.!?])\s+(?=[A-Za-z])/).filter((part) => part !== "");

const TYPED =
  /^\S+ \([^()]+\)$|^(?:(?:matrix|sets|pins|mirrors): \{ .* \}|(?:cudnn|wheel-cuda): [a-z-]+)$|(?:^|: )dl-env [a-z]+|(?:^|: )(?:curl|apt-get|python3|npm) |, or: (?:matrix|sets|pins): \{ .* \}$|: (?:matrix|sets|pins|mirrors): \{ .* \}$|, run: \[\{ .* \}\]$|(?:cudnn|wheel-cuda): [a-z-]+$/;

/** What is wrong with a reason as a person reads it; empty when nothing is. */
export const wrongWith = ({ code, message, source, hint }: Reason): string[] => {
  const parts = sentences(message);
  const last = hint?.split("\n").at(-1) ?? "";
  return [
    ...(parts.length > 2 ? [`${parts.length} sentences`] : []),
    ...parts
      .filter((part) => part.split(/\s+/).length > LONGEST)
      .map((part) => `${part.split(/\s+/).length} words: ${part}`),
    ...(message.endsWith(".") ? [] : ["no full stop"]),
    ...(JARGON.test(message) ? [`jargon: ${JARGON.exec(message)?.[0]}`] : []),
    ...(source === "" ? ["no source"] : []),
    ...(hint === undefined ? ["no hint"] : TYPED.test(last) ? [] : [`nothing to type in: ${last}`]),
    ...(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(code) ? [] : ["odd code"]),
  ];
};

export interface Advice {
  readonly matrix?: Readonly<Record<string, readonly string[]>>;
  readonly sets?: Readonly<Record<string, readonly string[]>>;
  readonly pins?: Readonly<Record<string, string>>;
  /** Package of the cell's set -> what is written for it; undefined: it is removed. */
  readonly entries?: ReadonlyMap<string, string | undefined>;
  readonly rest: Readonly<Record<string, unknown>>;
}

/** `numpy==2.4.6 (dl-env.yml)`, `apex (requirements.txt:3)`: lines of sets and their files. */
const entriesIn = (hint: string): Advice | undefined => {
  const [, what, lines = ""] = /; (write|remove):\n([^]+)$/.exec(hint) ?? [];
  if (what === undefined) return undefined;
  const found = lines.split("\n").map((line): [string, string | undefined] => {
    const [, text = "", name = ""] = /^(([A-Za-z0-9._-]+).*?) \([^()]+\)$/.exec(line) ?? [];
    return [name, what === "write" ? text : undefined];
  });
  return { entries: new Map(found), rest: {} };
};

/** A package that is built in a step, on a flavor with the compiler. */
const buildIn = (hint: string): Advice | undefined => {
  const [, name] = /^Leave it out of the set[^]* --no-build-isolation ([\w.-]+)/.exec(hint) ?? [];
  const [steps] = /run: \[\{.*\}\]/.exec(hint) ?? [];
  if (name === undefined || steps === undefined) return undefined;
  return {
    matrix: { flavor: ["devel"] },
    entries: new Map([[name, undefined]]),
    rest: parse(steps, { schema: "core" }) as Record<string, unknown>,
  };
};

/**
 * The first piece of advice in a hint, as the keys of dl-env.yml that it sets; undefined when it
 * holds none.
 */
export const adviceIn = (hint: string): Advice | undefined => {
  const special = entriesIn(hint) ?? buildIn(hint);
  if (special !== undefined) return special;
  const found = [
    ...hint.matchAll(
      /(?:^|[\s,])((matrix|sets|pins): \{[^\n]*?\})(?=$|[\n,]|  #)|(?:^|[\s,])((cudnn|wheel-cuda): [a-z-]+)/g,
    ),
  ];
  const lines = found.map((match) => match[1] ?? match[3] ?? "");
  const alternatives = / or |, or/.test(hint) ? lines.slice(0, 1) : lines;
  if (alternatives.length === 0) return undefined;
  const whole: Record<string, unknown> = Object.assign(
    {},
    ...alternatives.map((line) => parse(line, { schema: "failsafe" }) as Record<string, unknown>),
  );
  const { matrix, sets, pins, ...rest } = whole;
  return {
    ...(matrix === undefined ? {} : { matrix }),
    ...(sets === undefined ? {} : { sets }),
    ...(pins === undefined ? {} : { pins }),
    rest,
  } as Advice;
};
