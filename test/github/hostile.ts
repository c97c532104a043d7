import * as fc from "fast-check";

/** Texts that are code to somebody: shells, YAML, Containerfiles, Markdown, HTML, workflow commands, expressions, terminals. */
export const HOSTILE_PARTS = [
  "$(touch pwned)", "`touch pwned`", "; touch pwned #", "&& touch pwned", "| touch pwned", "${IFS}", "${{ secrets.TOKEN }}", "${{ github.event.issue.title }}", "'", "\"", "\\", "\n", "\r", "\r\n", "\t", "\0", "\u2028",
  "\nRUN touch pwned\n", "\\\n", "# syntax=evil", "# escape=`", "<<EOF", "\n---\n", "!!python/object:os.system", "*anchor", "&anchor", "<<: *x", "- ", ": ", "yes", "null", "0x1", "1e3", "~",
  "::add-mask::x", "::set-output name=a::b", "::error::x", "##[command]x", "%0A::error::x", "|", "||", "<script>", "<img src=x onerror=y>", "</code>", "<!--", "-->", "![x](https://evil.example/x)", "[x](javascript:y)", "@everyone", "#1",
  "https://evil.example", "\u001B]0;x\u0007", "\u001B[2J", "\u202E", "\u200B", "../../etc/passwd", "-v /:/host", "--privileged", "=", "\uD800", "é", "🜂", "ghadelimiter_", "EOF", "__proto__", "constructor", "", " ",
] as const;

/** A value that came from outside and was written by an enemy. */
export const hostile: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.oneof(fc.constantFrom(...HOSTILE_PARTS), fc.string({ maxLength: 6 }), fc.string({ unit: "binary", maxLength: 4 })), { minLength: 1, maxLength: 5 }).map((parts) => parts.join("")) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
);

/** How many hostile values a property sees: set DL_ENV_HOSTILE to raise all of them together. */
export const runs = (usual: number): number => Math.ceil(usual * Number(process.env["DL_ENV_HOSTILE"] ?? "1"));
