import type { Document } from "yaml";
import { isMap, parseDocument } from "yaml";
import type { Difference, Outside } from "./compare.ts";
import { parseImageTag } from "./compare.ts";

/** As a person writes it: long lists stay on their line, maps are padded and lists are not. */
const written = (document: Document): string =>
  document
    .toString({ lineWidth: 0, flowCollectionPadding: true })
    .replaceAll(/\[ ([^[\]\n]*) \]/g, "[$1]");

const parse = (text: string): Document => parseDocument(text, { schema: "failsafe" });

const quoted = (document: Document, value: string): unknown => {
  const node = document.createNode(value);
  node.type = "QUOTE_DOUBLE";
  return node;
};

/** The flavors of one release and Ubuntu, named lists resolved; empty when there are none. */
const flavorsAt = (document: Document, cuda: string, ubuntu: string): string[] => {
  const found: unknown = document.getIn(["releases", cuda, "images", ubuntu]);
  const list: unknown = typeof found === "string" ? document.getIn(["flavors", found]) : found;
  return list === undefined ? [] : (list as { toJSON(): string[] }).toJSON();
};

const ORDER = ["base", "runtime", "devel", "cudnn-runtime", "cudnn-devel"];

const sorted = (flavors: Iterable<string>): string[] =>
  [...new Set(flavors)].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));

/** Writes flavors back, by the name of a list where one is equal; none removes the entry. */
const setFlavors = (
  document: Document,
  cuda: string,
  ubuntu: string,
  flavors: readonly string[],
): void => {
  const path = ["releases", cuda, "images", ubuntu];
  if (flavors.length === 0) {
    document.deleteIn(path);
    return;
  }
  const lists =
    (document.get("flavors") as { toJSON(): Record<string, string[]> } | undefined)?.toJSON() ?? {};
  const name = Object.entries(lists).find(
    ([, list]) =>
      list.length === flavors.length && list.every((flavor) => flavors.includes(flavor)),
  )?.[0];
  const value = name ?? document.createNode(flavors, { flow: true });
  const images: unknown = document.getIn(["releases", cuda, "images"], true);
  if (isMap(images) && !images.has(ubuntu))
    images.add(document.createPair(quoted(document, ubuntu), value));
  else document.setIn(path, value);
};

const addRelease = (document: Document, cuda: string): void => {
  if (document.hasIn(["releases", cuda])) return;
  const images = document.createNode({}, { flow: true });
  document.setIn(["releases", cuda], document.createNode({ images: {}, sources: [] }));
  document.setIn(["releases", cuda, "images"], images);
  document.setIn(["releases", cuda, "sources"], document.createNode([], { flow: true }));
};

const addSource = (document: Document, cuda: string, source: string): void => {
  const path = ["releases", cuda, "sources"];
  const known = (document.getIn(path) as { toJSON(): string[] } | undefined)?.toJSON() ?? [];
  if (!known.includes(source))
    document.setIn(path, document.createNode([...known, source], { flow: true }));
};

const forgetDigest = (document: Document, cuda: string, rest: string): void => {
  const path = ["releases", cuda, "digests"];
  const digests: unknown = document.getIn(path, true);
  if (!isMap(digests)) return;
  digests.delete(rest);
  if (digests.items.length === 0) document.deleteIn(path);
};

const applyImage = (
  document: Document,
  difference: Extract<Difference, { of: "image" }>,
  source: string,
): void => {
  const parts = parseImageTag(difference.subject);
  if (parts === undefined) return;
  const { cuda, flavor } = parts;
  const ubuntu = parts.ubuntu.replace(/^ubuntu/, "");
  addRelease(document, cuda);
  const flavors = flavorsAt(document, cuda, ubuntu);
  switch (difference.kind) {
    case "new":
      setFlavors(document, cuda, ubuntu, sorted([...flavors, flavor]));
      break;
    case "gone":
      setFlavors(
        document,
        cuda,
        ubuntu,
        flavors.filter((other) => other !== flavor),
      );
      forgetDigest(document, cuda, `${flavor}-${parts.ubuntu}`);
      break;
    case "renamed":
      setFlavors(
        document,
        cuda,
        ubuntu,
        sorted([
          ...flavors.filter((other) => other !== flavor),
          parseImageTag(difference.to)?.flavor ?? flavor,
        ]),
      );
      break;
    case "re-pushed":
      document.setIn(["releases", cuda, "digests", `${flavor}-${parts.ubuntu}`], difference.to);
      break;
  }
  addSource(document, cuda, source);
};

/**
 * The text of cuda.yml with what was found outside, its comments kept and its date moved. `read` says how and where the list was read.
 * Only for a list that was read in full: the date says that every tag was compared.
 */
export const updatedCuda = (
  text: string,
  differences: readonly Difference[],
  outside: Pick<Outside, "asOf">,
  read: string,
): string => {
  const document = parse(text);
  const source = `read-${outside.asOf}`;
  const changes = differences.filter((difference) => difference.of === "image");
  if (changes.length > 0) document.setIn(["sources", source], read);
  for (const change of changes) applyImage(document, change, source);
  document.set("as-of", outside.asOf);
  return written(document);
};

/**
 * The text of cuda.yml with the images of some tags added, each with its source; comments and the file's date stay, since not every tag was
 * compared. Tags that are there already change nothing; the text comes back as it was when all are.
 */
export const withImages = (
  text: string,
  tags: readonly string[],
  read: { readonly asOf: string; readonly where: string },
): string => {
  const document = parse(text);
  const fresh = tags.filter((tag) => {
    const parts = parseImageTag(tag);
    return (
      parts !== undefined &&
      !flavorsAt(document, parts.cuda, parts.ubuntu.replace(/^ubuntu/, "")).includes(parts.flavor)
    );
  });
  if (fresh.length === 0) return text;
  const source = `new-${read.asOf}`;
  document.setIn(["sources", source], read.where);
  for (const subject of fresh) applyImage(document, { kind: "new", of: "image", subject }, source);
  return written(document);
};

/** The text of newest.yml with the newest releases, its comments kept, and its date moved; `read` says how and where they were read. */
export const updatedNewest = (
  text: string,
  differences: readonly Difference[],
  outside: Pick<Outside, "asOf">,
  read?: string,
): string => {
  const document = parse(text);
  for (const difference of differences)
    if (difference.of === "package")
      document.setIn(["packages", difference.subject], difference.to);
  document.set("as-of", outside.asOf);
  if (read !== undefined) document.set("source", read);
  return written(document);
};
