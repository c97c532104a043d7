import { shellWord } from "../text/shellWord.ts";

/** What `pick` is asked: cards, driver and libraries as a person wrote them. */
export interface Asked {
  readonly gpu?: string;
  readonly driver?: string;
  readonly with: readonly string[];
  readonly python?: string;
  readonly ubuntu?: string;
  readonly engine?: "docker" | "podman";
  readonly offline?: boolean;
}

/** Names of cards have blanks, and are read best as the help writes them. */
const quoted = (value: string): string =>
  /^[\w .,()-]+$/.test(value) && /[ ()]/.test(value) ? `"${value}"` : shellWord(value);

const OPTIONS = ["gpu", "driver", "python", "ubuntu", "engine"] as const;

/** The options of `pick` and `init` that ask the same, as they are typed. */
export const optionsLine = (asked: Asked): string =>
  [
    ...OPTIONS.flatMap((name) => {
      const value = asked[name];
      return value === undefined ? [] : [`--${name} ${quoted(value)}`];
    }),
    `--with ${shellWord(asked.with.join(","))}`,
    ...(asked.offline === true ? ["--offline"] : []),
  ].join(" ");

/** The command that asks `pick` the same. */
export const pickLine = (asked: Asked): string => `dl-env pick ${optionsLine(asked)}`;

/** Lines that go into a dl-env.yml, which `pick` has none of. */
const FOR_A_FILE =
  /^(?:matrix|include|exclude|sets|pins|wheel-cuda|cudnn|apt|run|index): ?[{["a-z]/m;

/**
 * The hint of a reason for somebody who has no dl-env.yml: what only such a file could take is left
 * out, since every other cell was looked at too, and a command that reads it gives way to `again`.
 */
export const hintWithoutFile = (hint: string | undefined, again: string): string | undefined => {
  if (hint === undefined || FOR_A_FILE.test(hint) || /dl-env plan --(?:why|cells)/.test(hint))
    return undefined;
  return hint
    .replace(/^mirrors: .*/m, `Once the registry answers, type it again: ${again}`)
    .replace(/dl-env (?:plan|lock)(?: --update)?( --debug)?$/m, `${again}$1`);
};
