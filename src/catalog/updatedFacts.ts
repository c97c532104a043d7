import type { Document } from "yaml";
import { isMap, isSeq, parseDocument } from "yaml";
import type { ListedCard } from "./cardPage.ts";
import type { Difference } from "./compareCatalog.ts";
import type { PinnedWheel } from "./facts.ts";
import type { PythonBuild } from "./pythonBuilds.ts";
import { written, type Reading } from "./updatedTexts.ts";
import { compareVersions } from "./versions.ts";

const parse = (text: string): Document => parseDocument(text, { schema: "failsafe" });

/** The text of image.yml with a newer uv. */
export const updatedUv = (text: string, uv: PinnedWheel, asOf: string): string => {
  const document = parse(text);
  const fields = {
    version: uv.version,
    file: uv.wheelFile,
    sha256: uv.wheelSha256,
    source: `the index's own checksum, read ${asOf}`,
  };
  for (const [name, value] of Object.entries(fields)) document.setIn(["uv", name], value);
  return written(document);
};

/** The text of pythons.yml with the newer Pythons, in the order of their versions. */
export const updatedPythons = (
  text: string,
  pythons: ReadonlyMap<string, PythonBuild>,
  { differences, where }: Pick<Reading, "where"> & { readonly differences: readonly Difference[] },
): string => {
  const document = parse(text);
  const map: unknown = document.get("pythons", true);
  if (!isMap(map)) return text;
  for (const difference of differences) {
    if (difference.kind !== "new" || difference.of !== "python") continue;
    const found = pythons.get(difference.subject);
    if (found === undefined) continue;
    if (difference.from !== undefined) map.delete(difference.from);
    const build = document.createNode(found.build);
    build.type = "QUOTE_DOUBLE";
    map.add(document.createPair(found.version, { build, sha256: found.sha256 }));
  }
  map.items.sort((a, b) => compareVersions(String(a.key), String(b.key)));
  document.set("source", where);
  return written(document);
};

/**
 * The text of gpus.yml with the cards that it lacks; those whose compute capability has no entry
 * there, or that stand under another one, are left: a person looks at them.
 */
export const updatedCards = (
  text: string,
  cards: readonly ListedCard[],
  differences: readonly Difference[],
): { readonly text: string; readonly left: readonly string[] } => {
  const document = parse(text);
  const left: string[] = [];
  for (const difference of differences) {
    if (difference.kind !== "new" || difference.of !== "card") continue;
    const card = cards.find(({ name }) => name === difference.subject);
    const row: unknown = document.getIn(["cards", difference.to], true);
    if (card === undefined || !isMap(row) || difference.from !== undefined) {
      left.push(difference.subject);
      continue;
    }
    const list: unknown = row.get(card.kind, true);
    if (isSeq(list)) list.add(document.createNode(card.name));
    else row.set(card.kind, document.createNode([card.name], { flow: true }));
  }
  return { text: written(document), left };
};
