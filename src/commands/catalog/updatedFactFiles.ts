import type { z } from "zod";
import { decodeYaml } from "../../catalog/decode.ts";
import { gpusFile, imageFile, pythonsFile } from "../../catalog/fileFormats.ts";
import { updatedCards, updatedPythons, updatedUv } from "../../catalog/updatedFacts.ts";
import { readYaml } from "../../catalog/yaml.ts";
import type { System } from "../../system/ports.ts";
import type { FoundOutside } from "./compareOutside.ts";
import type { ComparedCatalog } from "./ownCatalog.ts";

/** New texts by path, and what differs and was left for a person. */
export interface UpdatedFiles {
  readonly texts: ReadonlyMap<string, string>;
  readonly left: readonly string[];
}

/** A file's text; empty when there is none. */
export const textIn = async (sys: System, path: string): Promise<string> =>
  (await sys.files.readText(path)) ?? "";

/** A new text that can be read again. */
const decoded = (format: z.ZodType, path: string, text: string): [string, string] => {
  decodeYaml(format, readYaml(text, path));
  return [path, text];
};

/**
 * The new texts of image.yml with its uv, pythons.yml and gpus.yml, of those in which something
 * differs.
 */
export const updatedFactFiles = async (
  sys: System,
  { folder }: ComparedCatalog,
  { outside, comparison: { differences } }: FoundOutside,
): Promise<UpdatedFiles> => {
  const { uv, pythons, cards, asOf } = outside;
  const texts = new Map<string, string>();
  const isChanged = (of: string): boolean => differences.some((one) => one.of === of);
  if (uv !== undefined && isChanged("tool")) {
    const path = `${folder}/image.yml`;
    texts.set(...decoded(imageFile, path, updatedUv(await textIn(sys, path), uv, asOf)));
    // The library of that name stands for the same uv.
    const library = `${folder}/libraries/uv/library.yml`;
    const before = await textIn(sys, library);
    const after = before.replaceAll(/uv==[\w.]+/g, `uv==${uv.version}`);
    if (after !== before) texts.set(library, after);
  }
  if (pythons !== undefined && isChanged("python")) {
    const path = `${folder}/pythons.yml`;
    const where = `the newest release of python-build-standalone and its SHA256SUMS, read ${asOf}`;
    const text = updatedPythons(await textIn(sys, path), pythons, { differences, where });
    texts.set(...decoded(pythonsFile, path, text));
  }
  if (cards === undefined || !isChanged("card")) return { texts, left: [] };
  const path = `${folder}/gpus.yml`;
  const { text, left } = updatedCards(await textIn(sys, path), cards, differences);
  texts.set(...decoded(gpusFile, path, text));
  return { texts, left };
};
