import { wrongRequest, type Place } from "../errors/error.ts";
import { checkDestination } from "../matrix/checkDestinations.ts";
import type { Request } from "../matrix/request.ts";
import { isMark } from "../registry/leavingTags.ts";
import { isLayout } from "../registry/layout.ts";
import { openRepository } from "../registry/openRepository.ts";
import { isTag, parseReference, repositoryName } from "../registry/reference.ts";
import type { Repository } from "../registry/repository.ts";
import { openSession } from "../session.ts";
import type { System } from "../system/ports.ts";
import { requireStored } from "./requireStored.ts";
import { unknownTag } from "./unknownTag.ts";

/** One image, as the command line names it. */
export interface NamedImage {
  /** A tag of the destination, or a whole reference (it has a slash). */
  readonly image: string;
  /** dl-env.yml; it need not be there where `to` or a whole reference is given. */
  readonly file?: string;
  /** The destination, instead of dl-env.yml's. */
  readonly to?: string;
}

/** Where an image is, and under which tag or digest. */
export interface ImageSource {
  readonly repository: Repository;
  /** The destination as it was written: `oci:DIR` or `registry/repository`. */
  readonly name: string;
  readonly reference: string;
  /** What dl-env.yml adds to images, where it was read. */
  readonly customization?: Pick<Request, "customization">;
}

const USUAL_FILE = "dl-env.yml";
const OPTION_TO: Place = { file: "--to" };

/** A reference that says all by itself. */
const ofReference = (sys: System, image: string): ImageSource => {
  const reference = parseReference(image);
  const tag = reference.kind === "registry" ? (reference.digest ?? reference.tag) : undefined;
  if (reference.kind === "layout" || tag === undefined)
    throw wrongRequest({
      code: "wrong-reference",
      message: `"${image}" names no image: its tag is missing.`,
      hint: "Write registry/repository:tag, or a tag and its destination: --to oci:./images",
    });
  const name = repositoryName(reference);
  return { repository: openRepository(sys)(name), name, reference: tag };
};

/**
 * Finds where a named image is, without asking whether it is there. dl-env.yml is read unless a
 * whole reference is given, or `to` is and no dl-env.yml lies in this folder.
 */
export const imageSource = async (
  sys: System,
  { image, file = USUAL_FILE, to }: NamedImage,
): Promise<ImageSource> => {
  if (image.includes("/")) return ofReference(sys, image);
  const isAlone = file === USUAL_FILE && (await sys.files.stat(file)) === undefined;
  if (to === undefined || !isAlone) {
    const options = { file, ...(to === undefined ? {} : { to }) };
    const session = await openSession(sys, options);
    const { to: name, customization } = session.request;
    return {
      repository: session.to,
      name,
      reference: image,
      customization: customization === undefined ? {} : { customization },
    };
  }
  const [wrong] = checkDestination("The destination", to, OPTION_TO);
  if (wrong !== undefined) throw wrongRequest(wrong);
  return { repository: openRepository(sys)(to, OPTION_TO), name: to, reference: image };
};

/**
 * Rejects with `nothing-stored` for a folder that the command line names and that is not there, as
 * a misspelt one is not.
 */
export const requireFolderThere = async (
  sys: Pick<System, "files">,
  { repository }: Pick<ImageSource, "repository">,
  to: string | undefined,
): Promise<void> => {
  if (to !== undefined && isLayout(repository)) await requireStored(sys, [repository]);
};

/** Rejects with `unknown-tag` and the tags that may have been meant. */
export const requireImageThere = async ({
  repository,
  reference,
}: Pick<ImageSource, "repository" | "reference">): Promise<void> => {
  const isWritten = isTag(reference) || reference.startsWith("sha256:");
  const named = isWritten ? await repository.resolve(reference) : undefined;
  if (named !== undefined && !(await isMark(repository, named))) return;
  throw unknownTag(repository, reference, await repository.tags());
};
