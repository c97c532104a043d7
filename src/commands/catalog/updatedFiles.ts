import { decodeYaml } from "../../catalog/decode.ts";
import { cudaFile, newestFile } from "../../catalog/fileFormats.ts";
import { updatedCuda, updatedNewest } from "../../catalog/updatedTexts.ts";
import { readYaml } from "../../catalog/yaml.ts";
import type { System } from "../../system/ports.ts";
import { isServed, type FoundOutside } from "./compareOutside.ts";
import type { ComparedCatalog } from "./ownCatalog.ts";
import { textIn, updatedFactFiles, type UpdatedFiles } from "./updatedFactFiles.ts";

const newCuda = async (
  sys: System,
  { folder, catalog }: ComparedCatalog,
  { outside, comparison }: FoundOutside,
): Promise<[string, string]> => {
  const path = `${folder}/cuda.yml`;
  const repositories = new Set(catalog.cuda.map(({ repository }) => repository).filter(isServed));
  const read = `tags of ${[...repositories].join(", ")}, read ${outside.asOf}`;
  const text = updatedCuda(await textIn(sys, path), comparison.differences, {
    asOf: outside.asOf,
    where: read,
  });
  decodeYaml(cudaFile, readYaml(text, path));
  return [path, text];
};

const newNewest = async (
  sys: System,
  { folder, catalog }: ComparedCatalog,
  { outside, comparison }: FoundOutside,
): Promise<[string, string]> => {
  const path = `${folder}/newest.yml`;
  const read =
    `newest releases with a wheel on the package index, read ${outside.asOf} with ` +
    `uv ${catalog.hostUv.version}`;
  const text = updatedNewest(await textIn(sys, path), comparison.differences, {
    asOf: outside.asOf,
    where: read,
  });
  decodeYaml(newestFile, readYaml(text, path));
  return [path, text];
};

/**
 * The new texts of the files that were compared in full, by path; each was decoded, so it can be
 * read again.
 */
export const updatedFiles = async (
  sys: System,
  compared: ComparedCatalog,
  found: FoundOutside,
): Promise<UpdatedFiles> => {
  const { tags, digests, newest } = found.outside;
  const facts = await updatedFactFiles(sys, compared, found);
  const texts = new Map([
    ...(tags === undefined || digests === undefined ? [] : [await newCuda(sys, compared, found)]),
    ...(newest === undefined ? [] : [await newNewest(sys, compared, found)]),
    ...facts.texts,
  ]);
  return { texts, left: facts.left };
};
