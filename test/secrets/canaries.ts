import { execFileSync } from "node:child_process";
import { stringify } from "yaml";

const SPECIALS = [
  "+/=",
  "&<>\"'",
  "%20%",
  "\\n\\t",
  "${x}",
  "a b",
  "é🜂",
  "::x::",
  "##[x]",
  "|*_`",
  "?#;:",
  "~^[]",
  "{}()",
];

/** 25 secrets, each with characters that some encoding changes. */
export const CANARIES: readonly string[] = Array.from(
  { length: 25 },
  (_, index) =>
    `c4nary${index}${SPECIALS[index % SPECIALS.length] ?? ""}${"x".repeat(index % 3)}Zz9${index}`,
);

const base64 = (text: string): string => Buffer.from(text, "utf8").toString("base64");

/** How runs write a secret; taken from the tools that write and not from our own list. */
export const formsOf = (secret: string): string[] => [
  secret,
  ...["", "a", "ab", "abc", "ada:"].map((before) => base64(before + secret)),
  ...["", "a", "ab"].map((before) => Buffer.from(before + secret).toString("base64url")),
  Buffer.from(secret).toString("hex"),
  Buffer.from(secret).toString("hex").toUpperCase(),
  encodeURIComponent(secret),
  encodeURIComponent(base64(secret)),
  encodeURIComponent(secret).replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
  new URLSearchParams({ s: secret }).toString().slice(2),
  JSON.stringify(secret).slice(1, -1),
  `Basic ${base64(`ada:${secret}`)}`,
  `Bearer ${secret}`,
  `'${secret.replaceAll("'", `'\\''`)}'`,
  stringify(secret, { defaultStringType: "QUOTE_SINGLE" }).trim(),
  stringify(secret, { defaultStringType: "QUOTE_DOUBLE" }).trim(),
  secret.replaceAll("%", "%25"),
];

/**
 * The same from programs of others: Python's JSON, URL and shell quoting, the shell's own `base64`,
 * for all secrets at once.
 */
export const formsOfTools = (secrets: readonly string[]): string[] => {
  const script =
    "import base64, html, json, shlex, sys, urllib.parse as u\nfor s in json.load(sys.stdin):\n  for t in (json.dumps(s)[1:-1], shlex.quote(s), u.quote(s), u.quote(s, safe=''), u.quote_plus(s), html.escape(s), base64.b64encode(s.encode()).decode(), base64.encodebytes(s.encode() * 1).decode().strip(), s.encode().hex()):\n    print(json.dumps(t))\n";
  return execFileSync("python3", ["-c", script], {
    input: JSON.stringify(secrets),
    encoding: "utf8",
  })
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as string);
};

/**
 * Pieces of a secret that no text may hold: what stands around the special characters is the
 * canary's own.
 */
export const traces = (text: string, secrets: readonly string[] = CANARIES): string[] => [
  ...new Set(secrets.flatMap((secret) => formsOf(secret).filter((form) => text.includes(form)))),
];
