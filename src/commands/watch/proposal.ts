import { decodeYaml } from "../../catalog/decode.ts";
import { cudaFile } from "../../catalog/format.ts";
import { withImages } from "../../catalog/update.ts";
import { readYaml } from "../../catalog/yaml.ts";
import type { System } from "../../system/ports.ts";
import { withCuda, type NewRelease } from "./newReleases.ts";

/** Where the files of a proposal lie, and what it is about. */
export interface Proposed {
  /** dl-env.yml, as a path of this machine. */
  readonly file: string;
  /** The list of CUDA images that this repository holds, where it holds one: of the request's own catalog, or of this project itself. */
  readonly catalog: string | undefined;
  readonly releases: readonly NewRelease[];
  /** All tags of the bases' repository, and its name. */
  readonly tags: Iterable<string>;
  readonly repository: string;
}

const PROJECT = /"name":\s*"dl-env-action"/;

/** The file with CUDA images that belongs to this repository, or undefined: the built-in catalog is changed by a new version of dl-env only. */
export const catalogFile = async (
  { env, files }: Pick<System, "env" | "files">,
  folder: string | undefined,
): Promise<string | undefined> => {
  const workspace = env.get("GITHUB_WORKSPACE") ?? env.cwd;
  const isProject = PROJECT.test((await files.readText(`${workspace}/package.json`)) ?? "");
  const path =
    folder !== undefined
      ? `${folder}/cuda.yml`
      : isProject
        ? `${workspace}/matrix/cuda.yml`
        : undefined;
  return path !== undefined && (await files.stat(path)) !== undefined ? path : undefined;
};

/** Texts of the files with the new releases in them, by path of this machine. Every image of a release goes into the catalog, whatever the matrix uses. */
export const proposedFiles = async (
  { files, clock }: Pick<System, "files" | "clock">,
  { file, catalog, releases, tags, repository }: Proposed,
): Promise<Map<string, string>> => {
  const texts = new Map([
    [
      file,
      withCuda(
        (await files.readText(file)) ?? "",
        file,
        releases.map(({ minor }) => minor),
      ),
    ],
  ]);
  if (catalog === undefined) return texts;
  const before = (await files.readText(catalog)) ?? "";
  const all = [...tags]
    .filter((tag) => releases.some(({ version }) => tag.startsWith(`${version}-`)))
    .sort();
  const asOf = new Date(clock.now()).toISOString().slice(0, 10);
  const after = withImages(before, all, { asOf, where: `tags of ${repository}, read ${asOf}` });
  // What is proposed must be a catalog that can be read.
  decodeYaml(cudaFile, readYaml(after, catalog));
  if (after !== before) texts.set(catalog, after);
  return texts;
};
