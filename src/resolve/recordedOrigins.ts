import type { Files } from "../system/ports.ts";
import type { Answer } from "./answer.ts";
import { isCommitted } from "./committedLocks.ts";
import { decodeLock } from "./lockfile.ts";

/** The default index, in a table of origins by their names. */
export const DEFAULT_INDEX = "";

/** Package -> names of the indexes that committed locks have it from -> a lock that says so. */
export type RecordedOrigins = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

const ofFile = async (
  files: Pick<Files, "readText">,
  file: string,
): Promise<readonly { readonly name: string; readonly index: string }[]> => {
  try {
    const { wheels } = decodeLock((await files.readText(file)) ?? "", file);
    return wheels.map(({ name, index = DEFAULT_INDEX }) => ({ name, index }));
  } catch {
    return []; // told where it is needed, and says nothing of others
  }
};

/**
 * Where each package came from by the locks that are committed. Nothing is read where all of the
 * answers are committed themselves.
 */
export const recordedOrigins = async (
  files: Pick<Files, "list" | "readText">,
  folder: string,
  answers: ReadonlyMap<string, Answer>,
): Promise<RecordedOrigins> => {
  const found = new Map<string, Map<string, string[]>>();
  const isNew = (answer: Answer): boolean => answer.kind === "locked" && !isCommitted(answer.lock);
  if (!answers.values().some(isNew)) return found;
  const locks = (await files.list(folder)).filter((name) =>
    /^py[\d.]+-[0-9a-f]+\.json$/.test(name),
  );
  for (const file of locks.sort().map((name) => `${folder}/${name}`))
    for (const { name, index } of await ofFile(files, file)) {
      const origins = found.get(name) ?? new Map<string, string[]>();
      origins.set(index, [...(origins.get(index) ?? []), file]);
      found.set(name, origins);
    }
  return found;
};
