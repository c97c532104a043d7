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

/** An image that the matrix could use, of a CUDA that nobody asked for. */
interface NewImage {
  readonly minor: string;
  readonly version: string;
  readonly tag: string;
}

const imageOf = (
  tag: string,
  flavors: readonly string[],
  ubuntus: ReadonlySet<string>,
): NewImage[] => {
  const [, minor, patch, flavor, ubuntu] = TAG.exec(tag) ?? [];
  if (minor === undefined || patch === undefined || flavor === undefined || ubuntu === undefined)
    return [];
  return flavors.includes(flavor) && ubuntus.has(ubuntu)
    ? [{ minor, version: `${minor}.${patch}`, tag }]
    : [];
};

const releaseOf = (minor: string, images: readonly NewImage[]): NewRelease => {
  const version =
    images
      .map((image) => image.version)
      .sort(compareVersions)
      .at(-1) ?? minor;
  const tags = images.filter((image) => image.version === version).map(({ tag }) => tag);
  return { minor, version, tags: tags.sort() };
};

/**
 * Minors in the registry's tag list that are newer than every CUDA of the matrix and have an image
 * for one of its Ubuntu releases in one of its flavors, oldest first. Older minors that were left
 * out are a choice, not news.
 */
export const newReleases = (
  tags: Iterable<string>,
  catalog: Pick<Catalog, "ubuntu">,
  request: Pick<Request, "matrix">,
): NewRelease[] => {
  const { ubuntu, flavor, cuda } = request.matrix;
  const ubuntus = new Set(
    ubuntu.map((name) => catalog.ubuntu.find((release) => release.name === name)?.tag ?? name),
  );
  const newest = [...cuda].sort(compareVersions).at(-1) ?? "0";
  const images = [...tags]
    .flatMap((tag) => imageOf(tag, flavor, ubuntus))
    .filter(({ minor }) => !isAsked(request, minor) && compareVersions(minor, newest) > 0);
  return [...Map.groupBy(images, ({ minor }) => minor)]
    .sort(([a], [b]) => compareVersions(a, b))
    .map(([minor, these]) => releaseOf(minor, these));
};
