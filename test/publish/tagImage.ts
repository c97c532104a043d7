import { foundProblem } from "../../src/errors/error.ts";
import { keepStandInHere, readImage, type ImageFacts } from "../../src/publish/publishedImage.ts";
import { imageAnnotations } from "../../src/registry/layoutIndex.ts";
import type { Repository } from "../../src/registry/repository.ts";

/** Whether the tag names this digest already; rejects with `tag-taken` when it names another. */
const tagIsSet = async (to: Repository, tag: string, digest: string): Promise<boolean> => {
  const there = await to.resolve(tag);
  if (there === undefined || there === digest) return there === digest;
  throw foundProblem({
    code: "tag-taken",
    message: `${to.name} has another image (${there}) under the immutable tag ${tag}, which belongs to ${digest}.`,
    hint: "Tags that end in -r and a key are never moved; look at what is there: dl-env check",
  });
};

/**
 * Puts the immutable tag on an image that an engine pushed by digest: nothing to link. Returns what
 * is there.
 */
export const tagImage = async (
  to: Repository,
  digest: string,
  tag: string,
): Promise<ImageFacts> => {
  const image = await readImage(to, digest);
  keepStandInHere(image.labels, to, tag);
  if (!(await tagIsSet(to, tag, digest)))
    await to.putManifest(image.manifest, tag, imageAnnotations(tag));
  return image;
};
