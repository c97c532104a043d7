import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A built file and all that it imports statically: what Node reads before anything runs. */
export const readAtStart = (file: string, seen = new Set<string>()): ReadonlySet<string> => {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, next = ""] of readFileSync(file, "utf8").matchAll(
    /^import\s(?:[^;]*?\sfrom\s)?"(\.\/[^"]+)";/gm,
  ))
    readAtStart(join(dirname(file), next), seen);
  return seen;
};
