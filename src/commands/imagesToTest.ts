import { foundProblem, unreachable } from "../errors/error.ts";
import type { Planned } from "../pipeline.ts";
import type { BuiltImage } from "../publish/builtImages.ts";
import { imagesBuiltBefore } from "../publish/buildState.ts";
import type { TagDigests } from "../publish/tagsInPlace.ts";
import type { Session } from "../session.ts";

/** Digests of images by cell, as another job handed them over. */
export type ImageDigests = Readonly<Record<string, string>>;

/**
 * The images of the plan that are in the destination; rejects with `nothing-built` when there is
 * none.
 */
const imagesThere = async (
  session: Session,
  { plan, refused }: Planned,
  named: TagDigests,
): Promise<BuiltImage[]> => {
  const images = await imagesBuiltBefore(session, plan, named);
  if (images.length > 0) return images;
  if (plan.cells.some(({ verdict, state }) => verdict === "accepted" && state === "unknown")) {
    throw unreachable(
      {
        code: "destination-unknown",
        message:
          `${session.to.name} or the registry of the bases did not answer, so it is ` +
          "unknown which images exist.",
        hint:
          "Images that were built with --stand-in are found with --stand-in. Else see which one " +
          "it is: dl-env plan",
      },
      { more: refused },
    );
  }
  throw foundProblem({
    code: "nothing-built",
    message: "None of the plan's images has been built yet.",
    hint: "Build them first: dl-env build",
  });
};

/** What is known of images before the destination is asked. */
export interface KnownImages {
  readonly digests: ImageDigests | undefined;
  /** What tags name by the journals of the last promotions; default: nothing is known. */
  readonly journaled?: TagDigests;
}

/**
 * The images to test or to tag: those that were handed over, else those that were built here before
 * or have a tag.
 */
export const imagesToTest = async (
  session: Session,
  planned: Planned,
  { digests, journaled = new Map() }: KnownImages,
): Promise<BuiltImage[]> => {
  if (digests === undefined) return imagesThere(session, planned, journaled);
  return planned.plan.cells.flatMap(({ cell }) => {
    const digest = digests[cell];
    return digest === undefined ? [] : [{ cell, digest, made: false, size: 0 }];
  });
};
