import pLimit from "p-limit";
import { z } from "zod";
import type { Built, BuiltImage } from "./builtImages.ts";
import { DlEnvError, wrongRequest } from "../errors/error.ts";
import type { TagList } from "../catalog/tagLists.ts";
import type { KnownBases } from "../plan/knownBases.ts";
import type { Plan } from "../plan/plan.ts";
import type { Repository } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";

/** Where digests of what was built are written for the commands that come after. */
export interface BuildStateFacts {
  readonly sys: Pick<System, "files" | "log">;
  /** Of dl-env.yml. */
  readonly folder: string;
  readonly to: Repository;
}

/** Tags that are asked for at the same time. */
const SIDE_BY_SIDE = 16;

const fileOf = ({ folder }: BuildStateFacts): string => `${folder}/.dl-env/built.json`;

/**
 * A destination by the name that it has seen from dl-env.yml, wherever the command was typed: a
 * folder beside the file is `oci:./DIR`.
 */
const seenFrom = ({ folder }: Pick<BuildStateFacts, "folder">, name: string): string => {
  const beside = `oci:${folder}/`;
  return name.startsWith(beside) ? `oci:./${name.slice(beside.length)}` : name;
};

const DigestText = z.string().regex(/^sha256:[0-9a-f]{64}$/);

/** What was built for one destination. */
const destinationDecoder = z.object({
  to: z.string(),
  /** Of the bases' repositories, as the last build read them. */
  lists: z
    .array(
      z.object({
        repository: z.string(),
        asOf: z.string(),
        tags: z.array(z.string()),
        mirror: z
          .object({
            name: z.string(),
            unlisted: z.array(z.tuple([z.string(), z.enum(["absent", "unreachable"])])),
            refusesList: z.boolean().optional(),
          })
          .optional(),
      }),
    )
    .optional(),
  images: z.array(
    z.object({
      cell: z.string(),
      recipe: z.string(),
      digest: DigestText,
      made: z.boolean(),
      size: z.number(),
      /** What the image was made from. */
      base: z
        .object({ tag: z.string(), digest: DigestText, platformDigest: DigestText })
        .optional(),
    }),
  ),
});

const decoder = destinationDecoder.extend({
  format: z.literal(1),
  /** What was built for other destinations before. */
  others: z.array(destinationDecoder).optional(),
});

type BuildState = z.infer<typeof destinationDecoder>;

/**
 * Digests that nobody can read are not as good as none: an image that was built whole has no other
 * name.
 */
const decoded = (text: string, path: string): readonly BuildState[] => {
  try {
    const { others = [], ...last } = decoder.parse(JSON.parse(text));
    return [last, ...others];
  } catch (error) {
    throw wrongRequest(
      {
        code: "kept-broken",
        message: "The record of earlier builds cannot be read.",
        place: { file: path },
        hint:
          `Remove it, and build again, which makes nothing a second time: rm ${path} && ` +
          "dl-env build",
      },
      { cause: error },
    );
  }
};

/** What was written, the last destination first; none where nothing was. Throws `kept-broken`. */
const readAll = async (facts: BuildStateFacts): Promise<readonly BuildState[]> => {
  const text = await facts.sys.files.readText(fileOf(facts));
  return text === undefined ? [] : decoded(text, fileOf(facts));
};

/** What was written for this destination; undefined when there is nothing. Throws `kept-broken`. */
const read = async (facts: BuildStateFacts): Promise<BuildState | undefined> =>
  (await readAll(facts)).find(({ to }) => seenFrom(facts, to) === seenFrom(facts, facts.to.name));

/** After a build it is too late to refuse: what cannot be read is written again, with a warning. */
const readOrNone = async (facts: BuildStateFacts): Promise<readonly BuildState[]> => {
  try {
    return await readAll(facts);
  } catch (error) {
    if (!(error instanceof DlEnvError)) throw error;
    facts.sys.log.warn(`${error.message} It is written again: ${fileOf(facts)} [${error.code}]`);
    return [];
  }
};

type KeptLists = NonNullable<BuildState["lists"]>;

const keptLists = (lists: ReadonlyMap<string, TagList>): KeptLists =>
  [...lists].map(([repository, { asOf, tags, mirror }]) => ({
    repository,
    asOf,
    tags: [...tags],
    ...(mirror === undefined ? {} : { mirror: { ...mirror, unlisted: [...mirror.unlisted] } }),
  }));

const readLists = (lists: KeptLists): Map<string, TagList> =>
  new Map(
    lists.map(({ repository, asOf, tags, mirror }) => [
      repository,
      {
        asOf,
        tags: new Set(tags),
        ...(mirror === undefined
          ? {}
          : { mirror: { ...mirror, unlisted: new Map(mirror.unlisted) } }),
      },
    ]),
  );

/** What a build worked on. */
export interface BuiltPlan {
  readonly plan: Pick<Plan, "cells">;
  /** Tags of the bases' repositories. */
  readonly lists: ReadonlyMap<string, TagList>;
}

/** What is written of one image: its base too, so that who tests or tags it asks for none. */
const keptImage = (
  image: BuiltImage,
  cell: Plan["cells"][number] | undefined,
): BuildState["images"][number] => {
  const { tag, digest, platformDigest } = cell?.base ?? {};
  return {
    ...image,
    recipe: cell?.tags[0] ?? "",
    ...(tag === undefined || digest === undefined || platformDigest === undefined
      ? {}
      : { base: { tag, digest, platformDigest } }),
  };
};

/**
 * Writes the digests of what was built beside dl-env.yml; those of other cells stay, because cells
 * may be built one by one, and those for other destinations.
 */
export const writeBuildState = async (
  facts: BuildStateFacts,
  { plan, lists }: BuiltPlan,
  built: Built,
): Promise<void> => {
  const file = fileOf(facts);
  const to = seenFrom(facts, facts.to.name);
  const cells = new Map(plan.cells.map((cell) => [cell.cell, cell]));
  const now = built.images.map((image) => keptImage(image, cells.get(image.cell)));
  // Builds for two destinations may end at the same time.
  await facts.sys.files.withLock(`${file}.lock`, async () => {
    const all = await readOrNone(facts);
    const before = all.find((one) => seenFrom(facts, one.to) === to)?.images ?? [];
    const stay = before.filter(({ cell }) => now.every((image) => image.cell !== cell));
    const others = all.filter((one) => seenFrom(facts, one.to) !== to);
    const state = { format: 1, to, images: [...stay, ...now], lists: keptLists(lists) };
    const written = others.length === 0 ? state : { ...state, others };
    await facts.sys.files.write(file, `${JSON.stringify(written, undefined, 2)}\n`);
  });
};

/**
 * The bases of what was built here for this destination, as the last build found them; undefined
 * where nothing was, or by a version that did not write them down. Throws `kept-broken`.
 */
export const basesBuiltOn = async (facts: BuildStateFacts): Promise<KnownBases | undefined> => {
  const state = await read(facts);
  if (state?.lists === undefined) return undefined;
  return {
    lists: readLists(state.lists),
    cells: state.images.flatMap(({ cell, base }) => (base === undefined ? [] : [{ cell, base }])),
  };
};

/** Cells of a plan whose image was built here, is there, and has no tag yet; none if not known. */
export const builtNotTagged = async (
  facts: BuildStateFacts,
  plan: Pick<Plan, "cells">,
): Promise<ReadonlySet<string>> => {
  const limit = pLimit(SIDE_BY_SIDE);
  try {
    const { images = [] } = (await read(facts)) ?? {};
    const built = new Map(images.map((image) => [`${image.cell} ${image.recipe}`, image.digest]));
    const found = plan.cells.map(({ cell, tags: [tag = ""], state }) =>
      limit(async () => {
        const digest = state === "linked" ? undefined : built.get(`${cell} ${tag}`);
        const isThere = digest !== undefined && (await facts.to.resolve(digest)) !== undefined;
        return isThere ? [cell] : [];
      }),
    );
    return new Set((await Promise.all(found)).flat());
  } catch (error) {
    if (!(error instanceof DlEnvError)) throw error;
    return new Set();
  }
};

/**
 * The images of this plan that were built here earlier, or that the destination has under their
 * immutable tags. What is `named` already is not asked for.
 */
export const imagesBuiltBefore = async (
  facts: BuildStateFacts,
  plan: Plan,
  named: ReadonlyMap<string, string> = new Map(),
): Promise<BuiltImage[]> => {
  const record = await read(facts);
  const built = new Map(record?.images.map((image) => [`${image.cell} ${image.recipe}`, image]));
  const limit = pLimit(SIDE_BY_SIDE);
  const images = plan.cells.map(({ cell, tags: [tag = ""], state }) =>
    limit(async (): Promise<BuiltImage[]> => {
      const earlier = built.get(`${cell} ${tag}`);
      const digest =
        state === "linked" ? (named.get(tag) ?? (await facts.to.resolve(tag))) : earlier?.digest;
      return digest === undefined ? [] : [{ cell, digest, made: false, size: earlier?.size ?? 0 }];
    }),
  );
  return (await Promise.all(images)).flat();
};
