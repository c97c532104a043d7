import type { System } from "../../system/ports.ts";

/** `./images` or `images` below the folder, as .gitignore names it; undefined for other places. */
const patternOf = (to: string): string | undefined => {
  const folder = /^oci:(?:\.\/)?([^/.][^:]*?)\/*$/.exec(to)?.[1];
  return folder === undefined || folder.split("/").includes("..") ? undefined : `/${folder}/`;
};

/** Where `build` keeps what it knows of its last images. */
const STATE = "/.dl-env/";

/**
 * Adds to the .gitignore beside `file` the folder of dl-env's own notes, and that of images where
 * they lie below it, and keeps what stands there; the lines that were added.
 */
export const ignoreImages = async (
  sys: Pick<System, "files">,
  file: string,
  to: string,
): Promise<readonly string[]> => {
  const images = patternOf(to);
  const path = `${file.slice(0, file.lastIndexOf("/"))}/.gitignore`;
  const before = (await sys.files.readText(path)) ?? "";
  const lines = before.split("\n").map((line) => line.trim());
  const added = [...(images === undefined ? [] : [images]), STATE].filter(
    (pattern) => !lines.includes(pattern),
  );
  if (added.length === 0) return [];
  const kept = before === "" || before.endsWith("\n") ? before : `${before}\n`;
  await sys.files.write(path, `${kept}${added.join("\n")}\n`);
  return added;
};
