import * as fc from "fast-check";
import { vi } from "vitest";

/**
 * Texts that are code to somebody: shells, YAML, Containerfiles, units, Markdown, HTML, workflow
 * commands, expressions, terminals, paths, options.
 */
const HOSTILE_PARTS = [
  "$(touch pwned)",
  "`touch pwned`",
  "; touch pwned #",
  "&& touch pwned",
  "| touch pwned",
  "${IFS}",
  "$HOME",
  "$'\\n'",
  "$$",
  "!!",
  "{a,b}",
  "*",
  "~root",
  "<(id)",
  ">pwned",
  "2>&1",
  "${{ secrets.TOKEN }}",
  "${{ github.event.issue.title }}",
  "'",
  '"',
  "\\",
  "\\\\",
  "\\'",
  "'\\''",
  "\n",
  "\r",
  "\r\n",
  "\t",
  "\0",
  "\u2028",
  "\u0085",
  "\v",
  "\nRUN touch pwned\n",
  "\\\n",
  " \\",
  "# syntax=evil",
  "# escape=`",
  "<<EOF",
  "<<-'EOF'",
  "\nEOF\n",
  "\n---\n",
  "...",
  "%YAML 1.1",
  "%TAG ! evil",
  "!!python/object:os.system",
  "*anchor",
  "&anchor",
  "<<: *x",
  "- ",
  ": ",
  " #",
  "? ",
  "{",
  "}",
  "[",
  "]",
  ",",
  "@",
  "yes",
  "null",
  "0x1",
  "1e3",
  "010",
  "1_000",
  "12:30:45",
  "2026-11-21",
  ".inf",
  "~",
  "=",
  "::add-mask::x",
  "::set-output name=a::b",
  "::error::x",
  "::stop-commands::x",
  "##[command]x",
  "%0A::error::x",
  "%25",
  "%0D%0A",
  "%i",
  "%h",
  "|",
  "||",
  "<script>",
  "<img src=x onerror=y>",
  "</code>",
  "<!--",
  "-->",
  "![x](https://evil.example/x)",
  "[x](javascript:y)",
  "@everyone",
  "#1",
  "https://evil.example",
  "https://u:p@evil.example",
  "\u001B]0;x\u0007",
  "\u001B[2J",
  "\u001B[31m",
  "\u009B1m",
  "\u202E",
  "\u2066",
  "\u200B",
  "\uFEFF",
  "\u2044",
  "\u037E",
  "\uFF07",
  "\uFF04",
  "\u00A0",
  "../../etc/passwd",
  "/etc/shadow",
  "./",
  "-v /:/host",
  "--privileged",
  "--",
  "-",
  "-rf",
  "--index-url=https://evil.example",
  "git+https://evil.example/x",
  "\uD800",
  "é",
  "🜂",
  "ghadelimiter_",
  "EOF",
  "__proto__",
  "constructor",
  "",
  " ",
] as const;

/**
 * A value that came from outside and was written by an enemy; one in a hundred is longer than a
 * pipe's or a line's buffer.
 */
export const hostile: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 60,
    arbitrary: fc
      .array(
        fc.oneof(
          { weight: 3, arbitrary: fc.constantFrom(...HOSTILE_PARTS) },
          { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
          { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 4 }) },
        ),
        { minLength: 1, maxLength: 5 },
      )
      .map((parts) => parts.join("")),
  },
  { weight: 10, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...HOSTILE_PARTS), fc.integer({ min: 100, max: 700 }))
      .map(([part, times]) => part.repeat(times)),
  },
);

/**
 * How many hostile values all tests see together; set DL_ENV_HOSTILE to raise it, such as
 * DL_ENV_HOSTILE=1000000.
 */
const USUAL = 50_000;
const TOTAL = Number(process.env["DL_ENV_HOSTILE"] ?? USUAL);

/** How many runs a property has that sees `usual` values where all tests see 50,000. */
export const runs = (usual: number): number => Math.ceil((usual * TOTAL) / USUAL);

// More values take more time; an integration test has enough of it anyway.
if (TOTAL > USUAL) vi.setConfig({ testTimeout: runs(40_000) });

/** Judges and how many values each sees, of 50,000. A test holds the sum to that. */
export const JUDGES = {
  shells: 10_000, // dash and bash
  command: 4000, // sh, of what `run --as docker` prints
  yaml: 6000, // the package yaml and PyYAML, of requests, compose files and pods
  request: 8000, // dl-env.yml: refused or the same bytes
  reference: 4000, // names of images and registries
  lock: 4000, // locks, requirements, and pip's reader of them
  runner: 6000, // GITHUB_OUTPUT and workflow commands
  containerfile: 6000, // BuildKit and buildah: labels, variables, words of RUN
  unit: 2000, // quadlet
} as const;

/** Set DL_ENV_HOSTILE_SEED to the number that a failure names, to see the same values again. */
export const SEED = Number(
  process.env["DL_ENV_HOSTILE_SEED"] ?? Math.floor(Math.random() * 2 ** 31),
);

/** The values for one judge; `nth` tells the calls of one test file apart. */
export const valuesFor = (judge: keyof typeof JUDGES, share = 1, nth = 0): string[] =>
  fc.sample(hostile, { numRuns: Math.ceil(runs(JUDGES[judge]) * share), seed: SEED + nth });

/** Batches of at most `count` values and `bytes` bytes: what one argument or one file may hold. */
export const batches = (values: readonly string[], count: number, bytes: number): string[][] => {
  const made: string[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const value of values) {
    const size = Buffer.byteLength(value) + 8;
    if (used + size > bytes || (made.at(-1)?.length ?? count) >= count) {
      made.push([]);
      used = 0;
    }
    made.at(-1)?.push(value);
    used += size;
  }
  return made;
};

/**
 * What a judge got otherwise than it was meant, for the message of a failing test: the first few,
 * with the seed.
 */
export const different = (meant: readonly string[], got: readonly string[]): object => {
  const wrong = meant.flatMap((value, index) =>
    got[index] === value
      ? []
      : [
          {
            meant: JSON.stringify(value).slice(0, 300),
            got: JSON.stringify(got[index])?.slice(0, 300),
          },
        ],
  );
  return {
    seed: wrong.length > 0 || meant.length !== got.length ? SEED : 0,
    counts: meant.length === got.length ? 0 : [meant.length, got.length],
    wrong: wrong.slice(0, 3),
  };
};

/** What `different` says when nothing is. */
export const SAME = { seed: 0, counts: 0, wrong: [] };

/**
 * The value that came out, or undefined where it was refused with a code; anything else thrown is a
 * fault.
 */
export const orRefused = <T>(work: () => T): T | undefined => {
  try {
    return work();
  } catch (error) {
    if (
      error instanceof Error &&
      "code" in error &&
      typeof error.code === "string" &&
      error.name === "DlEnvError"
    )
      return undefined;
    throw error;
  }
};
