import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const PACKAGE = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;

/** The folders of the packages that these modules are of, sorted. */
const packageFolders = (modules: readonly string[]): string[] =>
  [...new Set(modules.flatMap((id) => PACKAGE.exec(id)?.[1] ?? []))].sort();

const licenceText = async (folder: string): Promise<string> => {
  const names = await readdir(folder);
  const file = names.sort().find((name) => /^(?:licen[cs]e|copying)/i.test(name));
  return file === undefined ? "" : (await readFile(join(folder, file), "utf8")).trim();
};

/**
 * Name, licence and its text of each package that one of these modules is of. Throws for a package
 * that says no licence.
 */
export const licencesOf = async (modules: readonly string[]): Promise<string> => {
  const parts = new Map<string, string>();
  for (const folder of packageFolders(modules)) {
    const { name, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as {
      readonly name: string;
      readonly license?: string;
    };
    if (license === undefined) throw new Error(`${name} says no licence in its package.json`);
    parts.set(name, [name, license, await licenceText(folder)].join("\n"));
  }
  if (parts.size === 0) throw new Error("no module is of a package: their names changed");
  return `${[...parts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, text]) => text.trim())
    .join("\n\n")}\n`;
};
