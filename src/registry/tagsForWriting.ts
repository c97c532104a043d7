import { DlEnvError } from "../errors/error.ts";
import { isRefusal } from "./networkFault.ts";
import { putProbe } from "./ensureKeepsArtifacts.ts";
import { ensureWritable } from "./ensureWritable.ts";
import type { Repository } from "./repository.ts";

const DENIALS: readonly string[] = ["registry-denied", "registry-unknown", "login-refused"];

const isDenied = (error: unknown): boolean =>
  error instanceof DlEnvError &&
  (DENIALS.includes(error.code) || (error.code === "no-token" && isRefusal(error)));

/** Undefined where they are denied. */
const tagsUnlessDenied = async (repository: Repository): Promise<string[] | undefined> => {
  try {
    return await repository.tags();
  } catch (error) {
    if (isDenied(error)) return undefined;
    throw error;
  }
};

/**
 * The tags of a repository that is written to in any case. Some registries deny the list of one
 * that is not there yet, as they do that of one which others may not see. What tells the two apart
 * is a write: where it is taken and the list is still denied, there are none. What was written to
 * before has a manifest after this, and so a list for those who may see it.
 */
export const tagsForWriting = async (repository: Repository): Promise<string[]> => {
  const listed = await tagsUnlessDenied(repository);
  if (listed !== undefined) return listed;
  const isNew = await ensureWritable(repository);
  await putProbe(repository);
  return isNew ? ((await tagsUnlessDenied(repository)) ?? []) : repository.tags();
};
