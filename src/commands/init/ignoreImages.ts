import type { System } from "../../system/ports.ts";

/** `./images` or `images` below the folder, as .gitignore names it; undefined for other places. */
const patternOf = (to: string): string | undefined => {
  const folder = /^oci:(?:\.\/)?([^/.][^:]*?)\/*$/.exec(to)?.[1];
  return folder === undefined || folder.split("/").includes("..") ? undefined : `/${folder}/`;
};

/**
 * Adds the folder of images to the .gitignore beside `file` where they lie below it, and keeps what
 * stands there; the lines that were added.
 */
export const ignoreImages = async (
  sys: Pick<System, "files">,
  file: string,
  to: string,
): Promise<readonly string[]> => {
  const pattern = patternOf(to);
  if (pattern === undefined) return [];
  const path = `${file.slice(0, file.lastIndexOf("/"))}/.gitignore`;
  const before = (await sys.files.readText(path)) ?? "";
  if (before.split("\n").some((line) => line.trim() === pattern)) return [];
  const kept = before === "" || before.endsWith("\n") ? before : `${before}\n`;
  await sys.files.write(path, `${kept}${pattern}\n`);
  return [pattern];
};
