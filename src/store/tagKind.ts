import { LOOK_TAG } from "../publish/lastLook.ts";
import { isLeavingTag } from "../registry/leavingTags.ts";

/**
 * What a tag of a destination or store names. `own` is what dl-env keeps for itself beside the
 * rest; `other` is none of ours, and is left alone.
 */
export type TagKind =
  "image" | "layer" | "base" | "inventory" | "checks" | "journal" | "referrers" | "own" | "other";

/** Under which `store prune` notes in a registry since when something has not been needed. */
export const PRUNE_TAG = "dl-env-prune";

/** Under which a promotion notes since when cells with tags have not been in the matrix. */
export const RETENTION_TAG = "dl-env-retention";

const PATTERNS: readonly (readonly [TagKind, RegExp])[] = [
  ["layer", /^(?:system|python|wheel|bytecode|rest|files|own|run)-[0-9a-f]{16,}$/],
  ["base", /^base-[0-9a-f]{32}$/],
  ["inventory", /^inventory-[0-9a-f]{32}$/],
  ["checks", /^checks-[0-9a-f]{32}$/],
  ["journal", /^dl-env-promotion-\d{8}T\d{6}Z-[0-9a-f]{8}(?:-done)?$/],
  ["referrers", /^sha256-[0-9a-f]{64}/],
];

/** What a tag's name says of it; undefined for tags of images and of others. */
export const kindOfName = (tag: string): TagKind | undefined =>
  [PRUNE_TAG, RETENTION_TAG, LOOK_TAG].includes(tag) || isLeavingTag(tag)
    ? "own"
    : PATTERNS.find(([, pattern]) => pattern.test(tag))?.[0];

/** Whether people may mean a tag: it is none that dl-env, or a registry, keeps for itself. */
export const isForPeople = (tag: string): boolean => kindOfName(tag) === undefined;

/** The digest that a tag of referrers is about. */
export const subjectOf = (tag: string): string => `sha256:${tag.slice(7, 7 + 64)}`;

/** The cell of an immutable tag, `<cell>-r<12 hex>`; undefined for other tags. */
export const cellOfImmutable = (tag: string): string | undefined =>
  /^(.+)-r[0-9a-f]{12}$/.exec(tag)?.[1];

/** The parts of a cell's id that shorter tags are made of. */
const CELL_ID = /^(.+)-cuda(\d+\.\d+)[^-]*-([a-z]+[\d.]+|stand-in)-py[\d.]+(-.+)?$/;

/**
 * Whether dl-env gives images of a cell this tag: immutable, called like the cell, shorter, or
 * `latest`. What people call an image is theirs.
 */
export const isTagOfCell = (tag: string, cell: string): boolean => {
  if (tag === "latest" || (cellOfImmutable(tag) ?? tag) === cell) return true;
  const [, set, minor, release, flavor = ""] = CELL_ID.exec(cell) ?? [];
  if (set === undefined) return false;
  const cuda = `${set}-cuda${minor ?? ""}`;
  return [set, cuda, `${cuda}-${release ?? ""}`].some((name) => tag === `${name}${flavor}`);
};
