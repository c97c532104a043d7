import { DlEnvError } from "../errors/error.ts";
import { ensureWritable } from "./ensureWritable.ts";
import type { Repository } from "./repository.ts";

const DENIALS: readonly string[] = ["registry-denied", "registry-unknown", "login-refused"];

const isDenied = (error: unknown): boolean =>
  error instanceof DlEnvError && DENIALS.includes(error.code);

/**
 * The tags of a repository that is written to in any case. Some registries deny the list of one
 * that is not there yet, as they do that of one which others may not see. What tells the two apart
 * is a write: where it is taken and the list is still denied, there are none.
 */
export const tagsForWriting = async (repository: Repository): Promise<string[]> => {
  try {
    return await repository.tags();
  } catch (error) {
    if (!isDenied(error)) throw error;
    // What has the bytes is there, and so the list is denied for another reason.
    if (!(await ensureWritable(repository))) throw error;
  }
  try {
    return await repository.tags();
  } catch (error) {
    if (!isDenied(error)) throw error;
    return [];
  }
};
