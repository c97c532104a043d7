import type { System } from "./ports.ts";

/**
 * Does work in a new private folder (in `near`, or the system's temporary folder), which is gone
 * afterwards whatever happens.
 */
export const withFolder = async <T>(
  sys: Pick<System, "files">,
  near: string | undefined,
  work: (folder: string) => Promise<T>,
): Promise<T> => {
  const folder = await sys.files.makeTemp("dl-env-engine-", near);
  try {
    return await work(folder);
  } finally {
    await sys.files.remove(folder);
  }
};
