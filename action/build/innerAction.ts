import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..", "..");
const MAIN = "  main: action/index.js\n";
const HEAD =
  "# Made by `npm run docs` from ../action.yml. Our workflows name the action as `$/action`: `$/` alone is refused by runners.\n";

/** action/action.yml for this action.yml: the same action, named by its folder. */
export const innerAction = (action: string): string => {
  if (!action.includes(MAIN)) throw new Error(`action.yml lacks the line ${MAIN.trim()}`);
  return `${HEAD}${action.replace(MAIN, "  main: index.js\n")}`;
};

if (import.meta.main)
  writeFileSync(
    join(ROOT, "action/action.yml"),
    innerAction(readFileSync(join(ROOT, "action.yml"), "utf8")),
  );
