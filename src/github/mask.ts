/** Shorter values would hide ordinary words. */
const LEAST_LENGTH = 4;

/**
 * Base64 of a secret as it appears inside a longer text, at each of the three offsets: the characters that depend on what
 * stands before or after are left out.
 */
const insideBase64 = (secret: string): string[] => {
  const bytes = Buffer.from(secret, "utf8");
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64").replace(/=+$/, "");
    const start = before === 0 ? 0 : before + 1;
    const end = (bytes.length + before) % 3 === 0 ? text.length : text.length - 1;
    return text.slice(start, end);
  });
};

const urlSafe = (base64: string): string => base64.replaceAll("+", "-").replaceAll("/", "_");

/** Every way in which runs write a secret: plain, URL, JSON, HTML, base64 alone or inside an authorisation header, hex. */
export const encodingsOf = (secret: string): string[] => {
  const base64 = insideBase64(secret);
  const alone = Buffer.from(secret, "utf8").toString("base64");
  const all = [
    secret,
    alone,
    urlSafe(alone),
    encodeURIComponent(secret),
    encodeURI(secret),
    new URLSearchParams({ s: secret }).toString().slice(2),
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;"),
    Buffer.from(secret, "utf8").toString("hex"),
    ...base64,
    ...base64.map(urlSafe),
    ...secret.split(/\r\n|\r|\n/),
  ];
  return [...new Set(all)].filter((text) => text.length >= LEAST_LENGTH).sort((a, b) => b.length - a.length);
};

/** A function that replaces every encoding of every secret by `***`; longer ones first, so that nothing of them is left. */
export const maskFor = (secrets: readonly string[]): ((text: string) => string) => {
  const hidden = [...new Set(secrets.flatMap(encodingsOf))].sort((a, b) => b.length - a.length);
  return (text) => hidden.reduce((masked, value) => masked.replaceAll(value, "***"), text);
};
