import { isMap, isScalar, isSeq, parseDocument, type YAMLSeq } from "yaml";
import { wrongRequest } from "../errors.ts";
import type { Catalog } from "../catalog/facts.ts";
import { compareVersions } from "../catalog/versions.ts";
import type { Request } from "../matrix/request.ts";

/** A CUDA release that has images for this matrix and that nobody asked for yet. */
export interface NewRelease {
  /** x.y */
  readonly minor: string;
  /** x.y.z, the newest of that minor with images. */
  readonly version: string;
  /** Tags that the matrix would use, sorted. */
  readonly tags: readonly string[];
}

const TAG = /^(\d+\.\d+)\.(\d+)-([a-z0-9-]+)-(ubuntu[\d.]+)$/;

/** Whether the matrix has this minor already, as `12.8` or `12.8.1`. */
const isAsked = (request: Pick<Request, "matrix">, minor: string): boolean => request.matrix.cuda.some((written) => written === minor || written.startsWith(`${minor}.`));

/**
 * Minors in the registry's tag list that are newer than every CUDA of the matrix and have an image for one of its Ubuntu releases in
 * one of its flavors, oldest first. Older minors that were left out are a choice, not news.
 */
export const newReleases = (tags: Iterable<string>, catalog: Pick<Catalog, "ubuntu">, request: Pick<Request, "matrix">): NewRelease[] => {
  const wanted = new Set(request.matrix.ubuntu.map((name) => catalog.ubuntu.find((release) => release.name === name)?.tag ?? name));
  const newest = [...request.matrix.cuda].sort(compareVersions).at(-1) ?? "0";
  const found = new Map<string, { version: string; tag: string }[]>();
  for (const tag of tags) {
    const [, minor, patch, flavor, ubuntu] = TAG.exec(tag) ?? [];
    if (minor === undefined || flavor === undefined || ubuntu === undefined || !wanted.has(ubuntu) || !request.matrix.flavor.includes(flavor)) continue;
    if (isAsked(request, minor) || compareVersions(minor, newest) <= 0) continue;
    found.set(minor, [...(found.get(minor) ?? []), { version: `${minor}.${patch ?? ""}`, tag }]);
  }
  return [...found].sort(([a], [b]) => compareVersions(a, b)).map(([minor, images]) => {
    const version = images.map((image) => image.version).sort(compareVersions).at(-1) ?? minor;
    return { minor, version, tags: images.filter((image) => image.version === version).map(({ tag }) => tag).sort() };
  });
};

const cudaList = (text: string, file: string): { document: ReturnType<typeof parseDocument>; list: YAMLSeq } => {
  const document = parseDocument(text);
  const matrix = document.get("matrix", true);
  const cuda = isMap(matrix) ? matrix.get("cuda", true) : undefined;
  if (document.errors.length > 0 || !isMap(matrix) || (!isSeq(cuda) && !isScalar(cuda))) {
    throw wrongRequest({ code: "cannot-edit-request", message: `The list matrix.cuda of ${file} cannot be edited.`, place: { file }, hint: 'Write it as: matrix: { cuda: ["12.8"] }' });
  }
  if (isSeq(cuda)) return { document, list: cuda };
  const list = document.createNode([cuda.value]);
  list.flow = true;
  matrix.set("cuda", list);
  return { document, list };
};

/** dl-env.yml with these minors added to `matrix.cuda`; comments and everything else stay as they are. */
export const withCuda = (text: string, file: string, minors: readonly string[]): string => {
  const { document, list } = cudaList(text, file);
  for (const minor of minors) {
    const item = document.createNode(minor);
    // Quoted, because 13.10 without quotes is the number 13.1.
    item.type = "QUOTE_DOUBLE";
    list.add(item);
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: !/\{\S/.test(text) });
};

const DAY = 86_400_000;
/** GitHub switches schedules off after 60 days without a commit in public repositories; github/docs, "Disabling and enabling a workflow". */
export const QUIET_LIMIT = 60;
const QUIET_WARNING = 45;

/** A sentence when the schedule is about to be switched off, else undefined. */
export const quietWarning = (lastCommit: string, now: number): string | undefined => {
  const days = Math.floor((now - Date.parse(lastCommit)) / DAY);
  if (!(days >= QUIET_WARNING)) return undefined;
  return days >= QUIET_LIMIT
    ? `The last commit is ${days} days old. In public repositories GitHub has switched this schedule off or is about to: commit something, or run it by hand.`
    : `The last commit is ${days} days old. In public repositories GitHub switches this schedule off in ${QUIET_LIMIT - days} days: commit something before.`;
};
