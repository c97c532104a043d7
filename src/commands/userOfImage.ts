import type { ShownImage } from "../container/shownImage.ts";
import { DlEnvError } from "../errors/error.ts";
import { USER_LABEL } from "../image/labels.ts";
import { DEFAULT_USER, parseUser, userOf, type ImageUser } from "../matrix/imageUser.ts";
import type { Request } from "../matrix/request.ts";
import { readStoredImage } from "../smoke/storedImage.ts";
import type { System } from "../system/ports.ts";
import { imageSource, type ImageSource } from "./imageSource.ts";

/** The user of every image of a dl-env.yml; undefined where its cells have several. */
export const userOfAll = ({
  customization,
}: Pick<Request, "customization">): ImageUser | undefined => {
  if (customization === undefined) return DEFAULT_USER;
  const { all, cells } = customization;
  return cells.some((one) => one.customization.user !== undefined) ? undefined : userOf(all);
};

/** Images of ours name their user where it is another than `dev`. */
const labelled = (labels: Readonly<Record<string, string>>): ImageUser =>
  parseUser(labels[USER_LABEL] ?? "") ?? DEFAULT_USER;

const inRepository = async ({
  repository,
  reference,
}: Pick<ImageSource, "repository" | "reference">): Promise<ImageUser | undefined> => {
  const digest = await repository.resolve(reference);
  return digest === undefined
    ? undefined
    : labelled((await readStoredImage(repository, digest)).labels);
};

/** Undefined where it cannot be asked; what else is wrong with the image, its start will tell. */
const orUndefined = async <T>(asked: Promise<T | undefined>): Promise<T | undefined> => {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof DlEnvError)) throw error;
    return undefined;
  }
};

/** An image, as it is called and where it is to be had. */
export interface NamedForEngine {
  readonly image: string;
  readonly source?: Pick<ImageSource, "repository" | "reference">;
}

/**
 * The user of an image, by its label: where it will be loaded from, else as the engine has it, else
 * as its registry has it. What cannot be read is said, and taken for `dev`. `look` asks the engine,
 * and does not for a text that may be used anywhere.
 */
export const userOfImage = async (
  sys: System,
  { image, source }: NamedForEngine,
  look: () => Promise<ShownImage | undefined> = () => Promise.resolve(undefined),
): Promise<ImageUser> => {
  const stored = source === undefined ? undefined : await orUndefined(inRepository(source));
  if (stored !== undefined) return stored;
  const shown = await look();
  if (shown !== undefined) return labelled(shown.labels);
  const asked = image.startsWith("localhost/")
    ? undefined
    : await orUndefined(imageSource(sys, { image }).then(inRepository));
  if (asked === undefined)
    sys.log.warn(
      `Which user ${image} has could not be read, so its home is taken for ${DEFAULT_USER.home}.`,
    );
  return asked ?? DEFAULT_USER;
};
