// Holds comments to 100 columns, which the formatter leaves as they are. Run by `npm run lint`.
import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

const ROOT = join(import.meta.dirname, "..");
const WIDTH = 100;

const isComment = (line: string): boolean => /^\s*(?:\/\/|\/\*|\* )/.test(line);

/** Numbers of the lines that are comments wider than 100 columns and hold no address. */
export const wideComments = (source: string): number[] =>
  source
    .split("\n")
    .flatMap((line, index) =>
      line.length > WIDTH && isComment(line) && !/https?:\/\//.test(line) ? [index + 1] : [],
    );

if (import.meta.main) {
  const paths = ["src", "lint", "bench", "test", "action/build", "bin"].flatMap((folder) =>
    globSync(join(ROOT, folder, "**/*.{ts,mts,cjs}")),
  );
  const wide = paths.flatMap((path) =>
    wideComments(readFileSync(path, "utf8")).map((line) => `${relative(ROOT, path)}:${line}`),
  );
  for (const place of wide)
    process.stderr.write(`${place}: the comment is wider than ${WIDTH} columns\n`);
  process.exitCode = wide.length === 0 ? 0 : 1;
}
