import type * as z from "zod";
import type { ErrorProblem } from "../errors/error.ts";
import { DlEnvError, wrongRequest } from "../errors/error.ts";
import type { System } from "../system/ports.ts";
import { decodeYaml } from "./decode.ts";
import * as format from "./fileFormats.ts";
import { NAME } from "./fieldFormats.ts";
import { libraryFile, trapsFile } from "./libraryFormat.ts";
import type { YamlFile } from "./yaml.ts";
import { readYaml } from "./yaml.ts";

export interface Decoded<T> {
  readonly value: T;
  readonly yaml: YamlFile;
}

const FILES = {
  cuda: format.cudaFile,
  ubuntu: format.ubuntuFile,
  pythons: format.pythonsFile,
  gpus: format.gpusFile,
  drivers: format.driversFile,
  cudnn: format.cudnnFile,
  sets: format.setsFile,
  indexes: format.indexesFile,
  traps: trapsFile,
  sources: format.sourcesFile,
  newest: format.newestFile,
  image: format.imageFile,
  tools: format.toolsFile,
} as const;

type FileName = keyof typeof FILES;

/** One folder of facts as it lies on disk: files that are not there are absent. */
export type CatalogFolder = {
  readonly [Name in FileName]?: Decoded<z.output<(typeof FILES)[Name]>>;
} & {
  readonly root: string;
  readonly libraries: ReadonlyMap<
    string,
    Decoded<z.output<typeof libraryFile>> & { readonly folder: string }
  >;
};

const readFile = async <Schema extends z.ZodType>(
  system: Pick<System, "files">,
  path: string,
  schema: Schema,
): Promise<Decoded<z.output<Schema>> | undefined> => {
  const text = await system.files.readText(path);
  if (text === undefined) return undefined;
  const yaml = readYaml(text, path);
  return { value: decodeYaml(schema, yaml), yaml };
};

const problemsOf = (error: unknown): readonly ErrorProblem[] => {
  if (!(error instanceof DlEnvError)) throw error;
  const { code, message, place, hint, more } = error;
  return [
    {
      code,
      message,
      ...(place === undefined ? {} : { place }),
      ...(hint === undefined ? {} : { hint }),
    },
    ...more,
  ];
};

/** Settles all, so that two broken files are both named; throws one DlEnvError(2). */
const all = async <T>(work: readonly Promise<T>[]): Promise<T[]> => {
  const settled = await Promise.allSettled(work);
  const [first, ...more] = settled.flatMap((result) =>
    result.status === "rejected" ? problemsOf(result.reason) : [],
  );
  if (first !== undefined) throw new DlEnvError(first, { more });
  return settled.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
};

const checkName = (root: string, name: string): void => {
  if (NAME.test(name)) return;
  throw wrongRequest({
    code: "wrong-value",
    message: `The folder name \`${name}\` cannot name a library: use lower case, digits and hyphens.`,
    place: { file: `${root}/libraries/${name}/library.yml` },
    hint:
      `mv ${root}/libraries/${name} ` +
      `${root}/libraries/${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}`,
  });
};

/**
 * Reads and decodes one folder of facts; throws DlEnvError(2) that names every problem in every
 * file with its place.
 */
export const readFolder = async (
  system: Pick<System, "files">,
  root: string,
): Promise<CatalogFolder> => {
  const names = Object.keys(FILES) as FileName[];
  const libraryNames = await system.files.list(`${root}/libraries`);
  const files = names.map(
    async (name) => [name, await readFile(system, `${root}/${name}.yml`, FILES[name])] as const,
  );
  const libraries = libraryNames.map(async (name) => {
    const folder = `${root}/libraries/${name}`;
    const decoded = await readFile(system, `${folder}/library.yml`, libraryFile);
    if (decoded === undefined) return undefined;
    checkName(root, name);
    return [name, { ...decoded, folder }] as const;
  });
  const [readFiles, readLibraries] = await all<unknown>([
    all<readonly [FileName, unknown]>(files),
    all(libraries),
  ]);
  const present = (readFiles as [FileName, unknown][]).filter(
    ([, decoded]) => decoded !== undefined,
  );
  const found = (readLibraries as Awaited<(typeof libraries)[number]>[]).filter(
    (entry) => entry !== undefined,
  );
  return { root, libraries: new Map(found), ...Object.fromEntries(present) };
};
