import { isAbsolute, relative } from "node:path";
import { decodeYaml } from "../../catalog/decode.ts";
import { cudaFile } from "../../catalog/fileFormats.ts";
import { withImages } from "../../catalog/updatedTexts.ts";
import { readYaml } from "../../catalog/yaml.ts";
import type { System } from "../../system/ports.ts";
import { withCuda } from "./editMatrix.ts";
import type { NewRelease } from "./newReleases.ts";

/** Where new releases would be written. */
export interface ProposalSource {
  /** dl-env.yml, as a path of this machine. */
  readonly file: string;
  /** Folder of the request's own catalog, where it has one. */
  readonly catalogFolder?: string;
  /** Name of the bases' repository, and all its tags. */
  readonly repository: string;
  readonly tags: ReadonlySet<string>;
  /**
   * Whether a release that is not among the tags has no images: a list that could not be read, and
   * that of a mirror, say nothing of what they lack.
   */
  readonly complete: boolean;
  /** `matrix.cuda` of dl-env.yml. */
  readonly asked: readonly string[];
}

/** Files with the new releases in them. */
export interface Proposal {
  /** New texts, by path from the top of the repository. */
  readonly files: ReadonlyMap<string, string>;
  /** Whether the repository's own list of CUDA images is among them. */
  readonly editsCatalog: boolean;
}

const PROJECT = /"name":\s*"dl-env-action"/;

const workspaceOf = ({ env }: Pick<System, "env">): string =>
  env.get("GITHUB_WORKSPACE") ?? env.cwd;

/** A path of this machine, as one from the top of the repository. */
export const inRepository = (sys: Pick<System, "env">, path: string): string =>
  relative(workspaceOf(sys), isAbsolute(path) ? path : `${sys.env.cwd}/${path}`);

/**
 * The file with CUDA images that belongs to this repository, or undefined: the built-in catalog is
 * changed by a new version of dl-env only.
 */
const catalogFile = async (
  sys: Pick<System, "env" | "files">,
  folder: string | undefined,
): Promise<string | undefined> => {
  const workspace = workspaceOf(sys);
  const isProject = PROJECT.test((await sys.files.readText(`${workspace}/package.json`)) ?? "");
  const path =
    folder !== undefined
      ? `${folder}/cuda.yml`
      : isProject
        ? `${workspace}/matrix/cuda.yml`
        : undefined;
  return path !== undefined && (await sys.files.stat(path)) !== undefined ? path : undefined;
};

/** The list of images with every image of the releases, whatever the matrix uses. */
const catalogWith = (
  before: string,
  path: string,
  {
    repository,
    tags,
    releases,
    asOf,
  }: ProposalSource & { releases: readonly NewRelease[]; asOf: string },
): string => {
  const added = [...tags]
    .filter((tag) => releases.some(({ version }) => tag.startsWith(`${version}-`)))
    .sort();
  const after = withImages(before, added, { asOf, where: `tags of ${repository}, read ${asOf}` });
  // What is proposed must be a catalog that can be read.
  decodeYaml(cudaFile, readYaml(after, path));
  return after;
};

/**
 * The files to change so that these releases are in the matrix and in the repository's own catalog.
 */
export const proposalOf = async (
  sys: Pick<System, "env" | "files" | "clock">,
  source: ProposalSource,
  releases: readonly NewRelease[],
): Promise<Proposal> => {
  const { file } = source;
  const asOf = new Date(sys.clock.now()).toISOString().slice(0, 10);
  const minors = releases.map(({ minor }) => minor);
  const files = new Map([
    [inRepository(sys, file), withCuda((await sys.files.readText(file)) ?? "", file, minors)],
  ]);
  const catalog = await catalogFile(sys, source.catalogFolder);
  if (catalog === undefined) return { files, editsCatalog: false };
  const before = (await sys.files.readText(catalog)) ?? "";
  const after = catalogWith(before, catalog, { ...source, releases, asOf });
  if (after !== before) files.set(inRepository(sys, catalog), after);
  return { files, editsCatalog: true };
};
