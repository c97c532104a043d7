import { parse } from "yaml";
import type { Reason } from "../../src/matrix/reason.ts";

const LONGEST = 25;

/** Words that belong to uv and packaging, not to a person who wants an image. */
const JARGON =
  /\b(?:unsatisfiable|conclude|incompatib\w*|depends? on|ABI|PEP \d+|constraints?|requirements?|resolution|resolver|backtrack\w*|markers?|pre-?release|transitive\w*|specifiers?|sdist|solver|manylinux\w*)\b|\{|\}|\|\||==|>=|<=/i;

const sentences = (text: string): string[] =>
  text.split(/(?<=[.!?])\s+(?=[A-Za-z])/).filter((part) => part !== "");

const TYPED =
  /^(?:(?:matrix|sets|pins|mirrors): \{ .* \}|(?:cudnn|wheel-cuda): [a-z-]+)$|(?:^|: )dl-env [a-z]+|(?:^|: )(?:curl|apt-get|python3|npm) |, or: (?:matrix|sets|pins): \{ .* \}$|: (?:matrix|sets|pins|mirrors): \{ .* \}$|, run: \[\{ .* \}\]$|(?:cudnn|wheel-cuda): [a-z-]+$/;

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
  readonly rest: Readonly<Record<string, string>>;
}

/**
 * The first piece of advice in a hint, as the keys of dl-env.yml that it sets; undefined when it
 * holds none.
 */
export const adviceIn = (hint: string): Advice | undefined => {
  // Its lines are for the set without that library.
  if (hint.startsWith("Leave it out of the set")) return undefined;
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
