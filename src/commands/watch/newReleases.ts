import { isMap, isScalar, isSeq, parseDocument, type YAMLSeq } from "yaml";
import { wrongRequest } from "../../errors/error.ts";
import type { Catalog } from "../../catalog/facts.ts";
import { compareVersions } from "../../catalog/versions.ts";
import type { Request } from "../../matrix/request.ts";

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
const isAsked = (request: Pick<Request, "matrix">, minor: string): boolean =>
  request.matrix.cuda.some((written) => written === minor || written.startsWith(`${minor}.`));

/**
 * Minors in the registry's tag list that are newer than every CUDA of the matrix and have an image for one of its Ubuntu releases in
 * one of its flavors, oldest first. Older minors that were left out are a choice, not news.
 */
export const newReleases = (
  tags: Iterable<string>,
  catalog: Pick<Catalog, "ubuntu">,
  request: Pick<Request, "matrix">,
): NewRelease[] => {
  const wanted = new Set(
    request.matrix.ubuntu.map(
      (name) => catalog.ubuntu.find((release) => release.name === name)?.tag ?? name,
    ),
  );
  const newest = [...request.matrix.cuda].sort(compareVersions).at(-1) ?? "0";
  const found = new Map<string, { version: string; tag: string }[]>();
  for (const tag of tags) {
    const [, minor, patch, flavor, ubuntu] = TAG.exec(tag) ?? [];
    if (
      minor === undefined ||
      flavor === undefined ||
      ubuntu === undefined ||
      !wanted.has(ubuntu) ||
      !request.matrix.flavor.includes(flavor)
    )
      continue;
    if (isAsked(request, minor) || compareVersions(minor, newest) <= 0) continue;
    found.set(minor, [...(found.get(minor) ?? []), { version: `${minor}.${patch ?? ""}`, tag }]);
  }
  return [...found]
    .sort(([a], [b]) => compareVersions(a, b))
    .map(([minor, images]) => {
      const version =
        images
          .map((image) => image.version)
          .sort(compareVersions)
          .at(-1) ?? minor;
      return {
        minor,
        version,
        tags: images
          .filter((image) => image.version === version)
          .map(({ tag }) => tag)
          .sort(),
      };
    });
};

const cannotEdit = (file: string): Error =>
  wrongRequest({
    code: "cannot-edit-request",
    message: `The list matrix.cuda of ${file} cannot be edited.`,
    place: { file },
    hint: 'Write it as: matrix: { cuda: ["12.8"] }',
  });

/** Quoted, because 13.10 without quotes is the number 13.1. */
const quoted = (minors: readonly string[]): string =>
  minors.map((minor) => JSON.stringify(minor)).join(", ");

const insert = (text: string, at: number, what: string): string =>
  text.slice(0, at) + what + text.slice(at);

const intoFlow = (text: string, list: YAMLSeq, minors: readonly string[], file: string): string => {
  const end = list.range?.[1];
  if (end === undefined || text[end - 1] !== "]") throw cannotEdit(file);
  const inside = text.slice(0, end - 1).trimEnd();
  return insert(
    text,
    inside.length,
    `${inside.endsWith("[") || inside.endsWith(",") ? "" : ", "}${quoted(minors)}`,
  );
};

const intoBlock = (
  text: string,
  list: YAMLSeq,
  minors: readonly string[],
  file: string,
): string => {
  const last = list.items.at(-1);
  const end = isScalar(last) ? last.range?.[1] : undefined;
  if (end === undefined) throw cannotEdit(file);
  const lineStart = text.lastIndexOf("\n", end - 1) + 1;
  const lineEnd = text.indexOf("\n", end) === -1 ? text.length : text.indexOf("\n", end);
  const indent = /^\s*- */.exec(text.slice(lineStart, end))?.[0];
  if (indent === undefined) throw cannotEdit(file);
  return insert(
    text,
    lineEnd,
    minors.map((minor) => `\n${indent}${JSON.stringify(minor)}`).join(""),
  );
};

/** dl-env.yml with these minors added to `matrix.cuda`: only that place changes, everything else stays as it was typed. */
export const withCuda = (text: string, file: string, minors: readonly string[]): string => {
  const document = parseDocument(text);
  const matrix = document.get("matrix", true);
  const cuda = isMap(matrix) ? matrix.get("cuda", true) : undefined;
  if (document.errors.length > 0) throw cannotEdit(file);
  if (isSeq(cuda))
    return cuda.flow === true
      ? intoFlow(text, cuda, minors, file)
      : intoBlock(text, cuda, minors, file);
  if (!isScalar(cuda) || cuda.range === null || cuda.range === undefined) throw cannotEdit(file);
  const [start, end] = cuda.range;
  return `${text.slice(0, start)}[${text.slice(start, end)}, ${quoted(minors)}]${text.slice(end)}`;
};

const DAY = 86_400_000;
/** GitHub switches schedules off after 60 days without activity in public repositories; github/docs, "Disabling and enabling a workflow". */
export const QUIET_LIMIT = 60;
const QUIET_WARNING = 45;

/** A sentence when the schedule is about to be switched off, else undefined. */
export const quietWarning = (lastPush: string, now: number): string | undefined => {
  const days = Math.floor((now - Date.parse(lastPush)) / DAY);
  if (!(days >= QUIET_WARNING)) return undefined;
  return days >= QUIET_LIMIT
    ? `The last push was ${days} days ago. In public repositories GitHub has switched this schedule off or is about to: commit something, or run it by hand.`
    : `The last push was ${days} days ago. In public repositories GitHub switches this schedule off in ${QUIET_LIMIT - days} days: commit something before.`;
};
