import type { Document } from "yaml";
import { isMap, parseDocument } from "yaml";
import type { Difference } from "./compareCatalog.ts";
import { parseImageTag } from "./compareCatalog.ts";

/** As a person writes it: long lists stay on their line, maps are padded and lists are not. */
export const written = (document: Document): string =>
  document
    .toString({ lineWidth: 0, flowCollectionPadding: true })
    .replaceAll(/\[ ([^[\]\n]*) \]/g, "[$1]");

const parse = (text: string): Document => parseDocument(text, { schema: "failsafe" });

const quoted = (document: Document, value: string): unknown => {
  const node = document.createNode(value);
  node.type = "QUOTE_DOUBLE";
  return node;
};

/** Where the flavors of one release and Ubuntu stand. */
interface ImagePlace {
  readonly cuda: string;
  readonly ubuntu: string;
}

/** The flavors of one release and Ubuntu, named lists resolved; empty when there are none. */
const flavorsAt = (document: Document, { cuda, ubuntu }: ImagePlace): string[] => {
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
  { cuda, ubuntu }: ImagePlace,
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
  const before = (document.getIn(path) as { toJSON(): string[] } | undefined)?.toJSON() ?? [];
  if (!before.includes(source))
    document.setIn(path, document.createNode([...before, source], { flow: true }));
};

const forgetDigest = (document: Document, cuda: string, rest: string): void => {
  const path = ["releases", cuda, "digests"];
  const digests: unknown = document.getIn(path, true);
  if (!isMap(digests)) return;
  digests.delete(rest);
  if (digests.items.length === 0) document.deleteIn(path);
};

type ImageDifference = Extract<Difference, { of: "image" }>;

/** The flavors after a difference in one of them; a push of the same tag changes none. */
const changedFlavors = (
  flavors: readonly string[],
  flavor: string,
  difference: ImageDifference,
): readonly string[] => {
  const others = flavors.filter((other) => other !== flavor);
  switch (difference.kind) {
    case "new":
      return sorted([...flavors, flavor]);
    case "gone":
      return others;
    case "renamed":
      return sorted([...others, parseImageTag(difference.to)?.flavor ?? flavor]);
    case "re-pushed":
      return flavors;
  }
};

const applyImage = (document: Document, difference: ImageDifference, source: string): void => {
  const parts = parseImageTag(difference.subject);
  if (parts === undefined) return;
  const { cuda, flavor } = parts;
  const place = { cuda, ubuntu: parts.ubuntu.replace(/^ubuntu/, "") };
  const digest = `${flavor}-${parts.ubuntu}`;
  addRelease(document, cuda);
  if (difference.kind === "re-pushed")
    document.setIn(["releases", cuda, "digests", digest], difference.to);
  else setFlavors(document, place, changedFlavors(flavorsAt(document, place), flavor, difference));
  if (difference.kind === "gone") forgetDigest(document, cuda, digest);
  addSource(document, cuda, source);
};

/** When, how and where the outside was read. */
export interface Reading {
  /** ISO date. */
  readonly asOf: string;
  readonly where: string;
}

/**
 * The text of cuda.yml with what was found outside, its comments kept and its date moved.
 * Only for a list that was read in full: the date says that every tag was compared.
 */
export const updatedCuda = (
  text: string,
  differences: readonly Difference[],
  read: Reading,
): string => {
  const document = parse(text);
  const source = `read-${read.asOf}`;
  const changes = differences.filter((difference) => difference.of === "image");
  if (changes.length > 0) document.setIn(["sources", source], read.where);
  for (const change of changes) applyImage(document, change, source);
  document.set("as-of", read.asOf);
  return written(document);
};

/**
 * The text of cuda.yml with the images of some tags added, each with its source; comments and the
 * file's date stay, since not every tag was compared. Tags that are there already change nothing;
 * the text comes back as it was when all are.
 */
export const withImages = (text: string, tags: readonly string[], read: Reading): string => {
  const document = parse(text);
  const fresh = tags.filter((tag) => {
    const parts = parseImageTag(tag);
    return (
      parts !== undefined &&
      !flavorsAt(document, {
        cuda: parts.cuda,
        ubuntu: parts.ubuntu.replace(/^ubuntu/, ""),
      }).includes(parts.flavor)
    );
  });
  if (fresh.length === 0) return text;
  const source = `new-${read.asOf}`;
  document.setIn(["sources", source], read.where);
  for (const subject of fresh) applyImage(document, { kind: "new", of: "image", subject }, source);
  return written(document);
};

/**
 * The text of newest.yml with the newest releases, its comments kept, and its date moved; the
 * source stays where `read` does not say where they were read.
 */
export const updatedNewest = (
  text: string,
  differences: readonly Difference[],
  read: Pick<Reading, "asOf"> & Partial<Reading>,
): string => {
  const document = parse(text);
  for (const difference of differences)
    if (difference.of === "package")
      document.setIn(["packages", difference.subject], difference.to);
  document.set("as-of", read.asOf);
  if (read.where !== undefined) document.set("source", read.where);
  return written(document);
};
