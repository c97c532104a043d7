import { withoutUserinfo } from "./safeUrl.ts";
import { encodingsOf } from "./encodings.ts";

/** What must never be printed, and a way to print without it. */
export interface Secrets {
  /** From here on the value is hidden; what is too short to be a secret is not. */
  readonly add: (secret: string) => void;
  /**
   * The text with every known secret, in the encodings that runs meet, and everything that looks
   * like one, as `***`.
   */
  readonly hide: (text: string) => string;
}

/** `user:password` and nothing but letters that can be read. */
const isLogin = (base64: string): boolean =>
  /^[^:\s]+:[ -~]+$/.test(Buffer.from(base64, "base64").toString("utf8"));

/** Values of Authorization, JSON web tokens and users of addresses, known or not. */
const withoutLookalikes = (text: string): string =>
  withoutUserinfo(text)
    .replace(/\b(Basic)\s+([A-Za-z0-9+/_-]{6,}={0,2})/gi, (whole, scheme: string, value: string) =>
      isLogin(value) ? `${scheme} ***` : whole,
    )
    .replace(
      /\b(Bearer)\s+(?:(?=[A-Za-z._~+/=-]*\d)[A-Za-z0-9._~+/=-]{8,}|[A-Za-z0-9._~+/=-]{16,})/gi,
      "$1 ***",
    )
    .replace(/\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*)?/g, "***");

/**
 * Knows the secrets it is given; `tell` is told each one too, so that one who prints more than we
 * do hides it as well.
 */
export const makeSecrets = (
  given: Iterable<string> = [],
  tell: (secret: string) => void = () => undefined,
): Secrets => {
  const masked = new Set<string>();
  let forms: readonly string[] = [];
  const learn = (secrets: Iterable<string>): void => {
    const fresh = [...secrets].filter((secret) => secret !== "" && !masked.has(secret));
    if (fresh.length === 0) return;
    for (const secret of fresh) masked.add(secret);
    // The longest first, so that no rest of a longer one stays behind.
    forms = [...new Set([...forms, ...fresh.flatMap(encodingsOf)])].sort(
      (a, b) => b.length - a.length,
    );
    for (const secret of fresh) tell(secret);
  };
  learn(given);
  return {
    add: (secret) => learn([secret]),
    hide: (text) =>
      withoutLookalikes(forms.reduce((hidden, form) => hidden.replaceAll(form, "***"), text)),
  };
};
