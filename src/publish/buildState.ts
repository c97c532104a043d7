import { z } from "zod";
import type { Built, BuiltImage } from "./built.ts";
import { DlEnvError, wrongRequest } from "../errors/error.ts";
import type { Plan } from "../plan/plan.ts";
import type { Session } from "../session.ts";

/** Digests of what was built, for the commands and jobs that come after. */
const file = ({ folder }: Session): string => `${folder}/.dl-env/built.json`;

const decoder = z.object({
  format: z.literal(1),
  to: z.string(),
  images: z.array(
    z.object({
      cell: z.string(),
      recipe: z.string(),
      digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
      made: z.boolean(),
      size: z.number(),
    }),
  ),
});

const immutableOf = (plan: Plan, cell: string): string =>
  plan.cells.find((one) => one.cell === cell)?.tags[0] ?? "";

type Kept = z.infer<typeof decoder>;

/** Digests that nobody can read are not as good as none: an image that was built whole has no other name. */
const decoded = (text: string, path: string): Kept => {
  try {
    return decoder.parse(JSON.parse(text));
  } catch (error) {
    throw wrongRequest(
      {
        code: "kept-broken",
        message: "What was kept of earlier builds cannot be read.",
        place: { file: path },
        hint: `Remove it, and build again, which makes nothing twice: rm ${path} && dl-env build`,
      },
      { cause: error },
    );
  }
};

/** What was kept for this destination; undefined when there is nothing. Throws `kept-broken`. */
const read = async (session: Session): Promise<Kept | undefined> => {
  const text = await session.sys.files.readText(file(session));
  const kept = text === undefined ? undefined : decoded(text, file(session));
  return kept?.to === session.to.name ? kept : undefined;
};

/** After a build it is too late to refuse: what cannot be read is written anew, with a warning. */
const readOrNone = async (session: Session): Promise<Kept | undefined> => {
  try {
    return await read(session);
  } catch (error) {
    if (!(error instanceof DlEnvError)) throw error;
    session.sys.log.warn(`${error.message} It is written anew: ${file(session)} [${error.code}]`);
    return undefined;
  }
};

/** Writes the digests of what was built beside dl-env.yml; those of other cells stay, because cells may be built one by one. */
export const keepBuilt = async (session: Session, plan: Plan, built: Built): Promise<void> => {
  const others = ((await readOrNone(session))?.images ?? []).filter(({ cell }) =>
    built.images.every((image) => image.cell !== cell),
  );
  const images = [
    ...others,
    ...built.images.map((image) => ({ ...image, recipe: immutableOf(plan, image.cell) })),
  ];
  await session.sys.files.write(
    file(session),
    `${JSON.stringify({ format: 1, to: session.to.name, images }, undefined, 2)}\n`,
  );
};

/** The images of this plan that were built here earlier, or that the destination has under their immutable tags. */
export const builtBefore = async (session: Session, plan: Plan): Promise<BuiltImage[]> => {
  const kept = await read(session);
  const images: BuiltImage[] = [];
  for (const { cell, tags, state } of plan.cells) {
    const earlier = kept?.images.find((image) => image.cell === cell && image.recipe === tags[0]);
    const digest = state === "linked" ? await session.to.resolve(tags[0] ?? "") : earlier?.digest;
    if (digest !== undefined) images.push({ cell, digest, made: false, size: earlier?.size ?? 0 });
  }
  return images;
};
