import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { builtIn } from "../catalog/builtIn.ts";

/**
 * NODE_OPTIONS for a program of ours whose clock begins on the day on which the catalog was read: a
 * copy of a registry's list counts for some weeks, and such a test is run for longer. Writes a file
 * into the folder.
 */
export const onCatalogDay = async (folder: string): Promise<string> => {
  const file = join(folder, "catalog-day.cjs");
  const { asOf } = await builtIn();
  await writeFile(
    file,
    `const { now } = Date;\nconst later = now() - ${Date.parse(asOf)};\nDate.now = () => now() - later;\n`,
  );
  return `--require=${file}`;
};
