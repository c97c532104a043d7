import type { Catalog, CudaRelease } from "./facts.ts";
import { compareVersions, minorOf } from "./versions.ts";

/** The tags of a base's repository as its registry listed them. */
export interface TagList {
  readonly tags: ReadonlySet<string>;
  /** ISO date on which the list was read. */
  readonly asOf: string;
  /**
   * Set where a mirror was asked, whose list is only what it has fetched so far: `tags` has also
   * those that it gave when they were asked for by themselves.
   */
  readonly mirror?: {
    /** Host and path. */
    readonly name: string;
    /** Tags that its list lacks, and what it said when asked for them. */
    readonly unlisted: ReadonlyMap<string, "absent" | "unreachable">;
    /** True where it gives no list, so that nothing but what it was asked for is known. */
    readonly refusesList?: boolean | undefined;
    /** Why it gives none, where it said so. */
    readonly refusal?: { readonly message: string; readonly hint?: string };
  };
}

/** Whether a list says what short versions mean, as the catalog's dated copy does not. */
export const saysVersions = (list: TagList | undefined): boolean =>
  list !== undefined && list.mirror?.refusesList !== true;

/** Where a list was read, for messages. */
export const listSource = (repository: string, { asOf, mirror }: TagList): string =>
  `tags of ${repository}${mirror === undefined || mirror.name === repository ? "" : ` in the mirror ${mirror.name}`}, read ${asOf}`;

type Images = Map<string, Map<string, string[]>>;

/**
 * A release of your own need not be an Ubuntu, so what ends a tag is held against the catalog, not
 * against a form.
 */
const TAG = /^(\d+\.\d+\.\d+)-((?:cudnn\d*-)?(?:base|runtime|devel))-(.+)$/;

/** CUDA -> Ubuntu -> flavors, of the Ubuntu releases that the catalog knows. */
const imagesOf = (tags: Iterable<string>, catalog: Catalog): Images => {
  const names = new Map(catalog.ubuntu.map((release) => [release.tag, release.name]));
  const images: Images = new Map();
  for (const tag of tags) {
    const [, cuda, flavor, end] = TAG.exec(tag) ?? [];
    const ubuntu = names.get(end ?? "");
    if (cuda === undefined || flavor === undefined || ubuntu === undefined) continue;
    const release = images.get(cuda) ?? new Map<string, string[]>();
    release.set(ubuntu, [...(release.get(ubuntu) ?? []), flavor]);
    images.set(cuda, release);
  }
  return images;
};

const newRelease = (
  { version, repository, images }: Pick<CudaRelease, "version" | "repository" | "images">,
  list: TagList,
): CudaRelease => ({
  version,
  minor: minorOf(version),
  images,
  isComplete: true,
  isOnlySeen: false,
  repository,
  digests: {},
  source: listSource(repository, list),
});

/** A mirror's list adds to the catalog's copy: what it lacks it may not have fetched yet. */
const joined = (
  copied: CudaRelease["images"],
  found: CudaRelease["images"],
): CudaRelease["images"] =>
  Object.fromEntries(
    [...new Set([...Object.keys(copied), ...Object.keys(found)])].map((ubuntu) => [
      ubuntu,
      [...new Set([...(copied[ubuntu] ?? []), ...(found[ubuntu] ?? [])])],
    ]),
  );

/**
 * The catalog with the images that registries list now in place of its dated copy (with a mirror's
 * list: beside it), so that a short version is the newest that really has an image. Releases newer
 * than the copy join in; CUDA before the catalog's oldest stays out.
 */
export const withTagLists = (catalog: Catalog, lists: ReadonlyMap<string, TagList>): Catalog => {
  if (lists.size === 0) return catalog;
  const oldest = catalog.cuda[0]?.version ?? "0";
  const replaced = catalog.cuda.map((release): CudaRelease => {
    const listed = lists.get(release.repository);
    // NVIDIA's list says nothing of a repository that stands for NVIDIA's.
    const isOwn = release.repository === catalog.base;
    const isCopied = listed?.mirror !== undefined && (!isOwn || listed.mirror.refusesList === true);
    return listed === undefined || isCopied ? release : { ...release, images: {} };
  });
  // What short versions mean is not said by a base of some cells only.
  const decide = new Set(catalog.cuda.map(({ repository }) => repository));
  for (const [repository, listed] of lists) {
    if (!decide.has(repository)) continue;
    for (const [version, found] of imagesOf(listed.tags, catalog)) {
      if (compareVersions(version, oldest) < 0) continue;
      const images = Object.fromEntries(found);
      const at = replaced.findIndex(
        (release) => release.version === version && release.repository === repository,
      );
      const before = replaced[at];
      if (before === undefined) replaced.push(newRelease({ version, repository, images }, listed));
      else replaced[at] = { ...before, isOnlySeen: false, images: joined(before.images, images) };
    }
  }
  return { ...catalog, cuda: replaced.toSorted((a, b) => compareVersions(a.version, b.version)) };
};
