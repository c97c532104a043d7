import type { Files } from "./ports.ts";

/** Whether a path is a folder or lies below it; both absolute and without links. */
export const isWithin = (folder: string, path: string): boolean =>
  path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);

/**
 * Whether a path is a file, whatever links lead to it, that lies below `folder`. False for pipes,
 * devices and what is not there.
 */
export const isFileWithin = async (
  files: Pick<Files, "realPath" | "stat">,
  folder: string,
  path: string,
): Promise<boolean> => {
  const [real, top] = await Promise.all([files.realPath(path), files.realPath(folder)]);
  if (real === undefined || top === undefined || !isWithin(top, real)) return false;
  return (await files.stat(real))?.kind === "file";
};
