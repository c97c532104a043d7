/** What must never be printed, and a way to print without it. */
export interface Secrets {
  add(secret: string): void;
  /** The text with every known secret, in the encodings that runs meet, and everything that looks like a token, as `***`. */
  hide(text: string): string;
}

/** Shorter strings would blank out ordinary words. */
const SHORTEST = 4;

const encodings = (secret: string): string[] => {
  const base64 = Buffer.from(secret).toString("base64");
  return [secret, base64, base64.replace(/=+$/, ""), Buffer.from(secret).toString("base64url"), encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
};

/** Authorization values, JSON web tokens, user:password in addresses. */
const LOOKS_SECRET: readonly [RegExp, string][] = [
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi, "$1 ***"],
  [/\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*)?/g, "***"],
  [/(\/\/)[^/\s:@]+:[^/\s@]+@/g, "$1***@"],
];

/** Secrets of one registry host. */
export const makeSecrets = (): Secrets => {
  const known = new Set<string>();
  return {
    add: (secret) => {
      if (secret.length >= SHORTEST) for (const form of encodings(secret)) known.add(form);
    },
    hide: (text) => {
      let hidden = text;
      // The longest first, so that no rest of a longer secret stays behind.
      for (const form of [...known].sort((a, b) => b.length - a.length)) hidden = hidden.replaceAll(form, "***");
      for (const [pattern, replacement] of LOOKS_SECRET) hidden = hidden.replace(pattern, replacement);
      return hidden;
    },
  };
};

/** An address without its query and user, either of which may carry a secret. */
export const safeUrl = (url: string): string => {
  try {
    const { protocol, host, pathname } = new URL(url);
    return `${protocol}//${host}${pathname}`;
  } catch {
    return url.split("?", 1)[0] ?? "";
  }
};
