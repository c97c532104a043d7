import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

test("every file and folder of src/ that a page names is there", () => {
  const pages = ["CONTRIBUTING.md", "README.md", ...globSync("docs/**/*.md", { cwd: ROOT })];
  const named = pages.flatMap((page) =>
    [...readFileSync(join(ROOT, page), "utf8").matchAll(/\bsrc\/[A-Za-z/.]*[A-Za-z/]/g)].map(
      ([path]) => ({ page, path }),
    ),
  );
  expect(named.length).toBeGreaterThan(60);
  expect(named.filter(({ path }) => !existsSync(join(ROOT, path)))).toEqual([]);
});
