import type { InitOutcome } from "../commands/initCommand.ts";

/** What was written, for which GPU, and what to type next. */
export const initText = ({ file, cell, gpu, driver, ignored }: InitOutcome["result"]): string =>
  [
    `${file} is written: ${cell}, ` +
      (gpu === "any"
        ? `the newest that the catalog has for any card${driver === undefined ? "" : ` with driver ${driver}`}; for a card: dl-env pick --help`
        : `for ${gpu}`),
    ...ignored.map((line) => `.gitignore has ${line}`),
    `See what can be built: dl-env plan${file === "dl-env.yml" ? "" : ` --file ${file}`}`,
  ].join("\n");
