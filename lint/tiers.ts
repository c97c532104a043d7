// Holds the layout of src/: a folder imports only from what stands below it. Run by `npm run lint`.
import { readFileSync, globSync } from "node:fs";
import { join, relative } from "node:path";

const ROOT = join(import.meta.dirname, "..");

/**
 * From the ground up; docs/design.md has the same list with its reasons. A name imports from what
 * stands before it in the list. Names in one inner list do not import each other.
 */
export const TIERS: readonly (readonly string[])[] = [
  ["text"],
  ["errors"],
  ["secrets"],
  ["system"],
  ["registry", "host"],
  ["catalog"],
  ["matrix"],
  ["resolve"],
  ["verdict"],
  ["suggest"],
  ["image"],
  ["plan"],
  ["layer"],
  ["container"],
  ["engine"],
  ["inspect"],
  ["smoke"],
  ["publish"],
  ["store"],
  ["session.ts"],
  ["pipeline.ts"],
  ["commands"],
  ["report"],
  ["cli", "action"],
  ["cli.ts", "action.ts"],
];

/** At most this many files lie in src/ itself. */
const MOST_LOOSE_FILES = 4;

const TIER_OF = new Map(TIERS.flatMap((names, tier) => names.map((name) => [name, tier] as const)));

/** The folder (or loose file) of src/ that a path from the root belongs to. */
const roomOf = (path: string): string => path.split("/")[1] ?? path;

/** Relative modules that a source imports, re-exports or loads later, as they are written. */
export const importsOf = (source: string): string[] =>
  [...source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["'`](\.{1,2}\/[^"'`]+)["'`]/g)].flatMap(
    ([, path]) => (path === undefined ? [] : [path]),
  );

/**
 * One sentence for each import that does not go down; sources by path from the root. Empty when the
 * layout holds.
 */
export const tierProblems = (sources: ReadonlyMap<string, string>): string[] => {
  const problems: string[] = [];
  for (const [path, source] of sources) {
    const from = roomOf(path);
    const tier = TIER_OF.get(from);
    if (tier === undefined) {
      problems.push(`${path}: lint/tiers.ts does not place "${from}"`);
      continue;
    }
    for (const written of importsOf(source)) {
      const target = join(path, "..", written);
      const to = roomOf(target);
      if (to === from || !target.startsWith("src/")) continue;
      const below = TIER_OF.get(to);
      if (below === undefined || below >= tier) {
        problems.push(`${path} imports ${target}, but ${to} does not stand below ${from}`);
      }
    }
  }
  const loose = [...sources.keys()].filter((path) => path.split("/").length === 2);
  if (loose.length > MOST_LOOSE_FILES) {
    problems.push(`src/ holds ${loose.length} files, at most ${MOST_LOOSE_FILES} may lie there`);
  }
  return problems;
};

if (import.meta.main) {
  const sources = new Map(
    globSync(join(ROOT, "src/**/*.ts")).map((path) => [
      relative(ROOT, path),
      readFileSync(path, "utf8"),
    ]),
  );
  const problems = tierProblems(sources);
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
