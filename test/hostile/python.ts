import { execFileSync } from "node:child_process";

/**
 * Runs Python's own reader over texts: `read` is an expression in `text`. What it throws comes back
 * as `{"error": …}`.
 */
export const byPython = (imports: string, read: string, texts: readonly unknown[]): unknown[] => {
  const script = `import json, sys${imports === "" ? "" : `, ${imports}`}\nout = []\nfor text in json.load(sys.stdin):\n  try:\n    out.append(${read})\n  except Exception as error:\n    out.append({"error": type(error).__name__ + ": " + str(error)})\njson.dump(out, sys.stdout, default=lambda value: "not text: " + repr(value))\n`;
  return JSON.parse(
    execFileSync("python3", ["-c", script], {
      input: JSON.stringify(texts),
      encoding: "utf8",
      maxBuffer: 1 << 30,
    }),
  ) as unknown[];
};
