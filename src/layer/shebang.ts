/** The interpreter of every image. */
export const VENV_PYTHON = "/opt/venv/bin/python3";

const NEUTRAL = `#!${VENV_PYTHON}`;
const DIRECT = /^#!(.*)\/bin\/python[\d.]*$/;
/**
 * Where the interpreter's path is long or has spaces, uv writes a shell line that Python reads as a
 * string.
 */
const TRAMPOLINE = /^'''exec' (.*)\/bin\/python[\d.]*'? "\$0" "\$@"$/;
const TRAMPOLINE_END = "' '''";
const NEWLINE = 0x0a;

const lineEnd = (bytes: Uint8Array, from: number): number => {
  const end = bytes.indexOf(NEWLINE, from);
  return end < 0 ? bytes.length : end;
};

const withFirstLine = (bytes: Uint8Array, end: number): Uint8Array =>
  Buffer.concat([Buffer.from(NEUTRAL), bytes.subarray(end)]);

/**
 * A script whose first lines name the interpreter of the throw-away environment `venv` (name of its
 * folder), with the image's interpreter instead. Returns undefined for everything else: other
 * interpreters, binaries.
 */
export const neutralScript = (script: Uint8Array, venv: string): Uint8Array | undefined => {
  if (script[0] !== 0x23 || script[1] !== 0x21) return undefined;
  const end = lineEnd(script, 0);
  const text = Buffer.from(script.subarray(0, Math.min(script.length, 1 << 14))).toString("utf8");
  const [first = "", second = "", third = ""] = text.split("\n", 3);
  if (DIRECT.exec(first)?.[1]?.endsWith(`/${venv}`) === true) return withFirstLine(script, end);
  if (
    first !== "#!/bin/sh" ||
    third !== TRAMPOLINE_END ||
    TRAMPOLINE.exec(second)?.[1]?.endsWith(`/${venv}`) !== true
  )
    return undefined;
  return withFirstLine(script, lineEnd(script, lineEnd(script, end + 1) + 1));
};
