import * as z from "zod";
import { unreachable } from "../errors/error.ts";
import { readJson } from "../registry/digest.ts";
import { jsonBytes, parseManifest, readSmall } from "../registry/manifest.ts";
import { putTagged } from "../registry/referrers.ts";
import type { Repository } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";
import type { Move } from "./tagMoves.ts";

const JOURNAL_TYPE = "application/vnd.dl-env.promotion.v1+json";

/**
 * So long before a promotion another one may have begun that is still at work, clocks that differ
 * included; until then it must find what it did not see when it looked at its tags. Milliseconds.
 */
export const OVERLAP = 6 * 60 * 60_000;

/** A tag that a promotion moves, and to which image. */
export type Claim = Pick<Move, "tag" | "kind" | "cell" | "digest" | "order">;

/** The tag of a journal, as far as its name says what it is. */
export interface JournalTag {
  /** Without the ending that says that it is done. */
  readonly name: string;
  /** When it was written, by its writer's clock; milliseconds since the epoch. */
  readonly at: number;
  /** Whether each of its tags was seen at its image or a newer one. */
  readonly done: boolean;
}

/** What one promotion wrote down before it moved its first tag. */
export interface Journal extends JournalTag {
  readonly claims: readonly Claim[];
}

const NAME = /^(dl-env-promotion-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-[0-9a-f]{8})(-done)?$/;

const Text = z.string();
const Content = z.object({
  format: z.literal(1),
  moves: z.array(
    z.object({
      tag: Text,
      kind: z.enum(["immutable", "rolling", "latest"]),
      cell: Text,
      digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
      order: Text.optional(),
    }),
  ),
});

/** The journals among the tags of a destination, the oldest first. */
export const journalTags = (tags: Iterable<string>): JournalTag[] => {
  const found = new Map<string, JournalTag>();
  for (const tag of tags) {
    const [, name, year, month, day, hour, minute, second, done] = NAME.exec(tag) ?? [];
    if (name === undefined) continue;
    const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    found.set(name, {
      name,
      at,
      done: done !== undefined || found.get(name)?.done === true,
    });
  }
  return [...found.values()].sort((a, b) => a.at - b.at);
};

const newName = ({ clock, env }: Pick<System, "clock" | "env">): string => {
  const time = new Date(clock.now()).toISOString().replace(/[-:]|\.\d+/g, "");
  return `dl-env-promotion-${time}-${env.random(4)}`;
};

/**
 * Writes down which tags are about to move, under a tag of its own that nobody else writes to.
 * Returns its name.
 */
export const writeJournal = async (
  to: Repository,
  sys: Pick<System, "clock" | "env">,
  moves: readonly Claim[],
): Promise<string> => {
  const tag = newName(sys);
  const content = jsonBytes({
    format: 1,
    // Two that move the same tags are two manifests all the same.
    name: tag,
    moves: moves.map(({ tag: moved, kind, cell, digest, order }) => ({
      tag: moved,
      kind,
      cell,
      digest,
      ...(order === undefined ? {} : { order }),
    })),
  });
  await putTagged(to, { tag, type: JOURNAL_TYPE, content });
  return tag;
};

/** The claims in a journal. */
export const readJournal = async (to: Repository, name: string): Promise<readonly Claim[]> => {
  const stored = await to.manifest(name);
  // Removed since the list was read: it was done, and old.
  if (stored === undefined) return [];
  const [blob] = parseManifest(stored, to.name).layers;
  const decoded = Content.safeParse(
    blob === undefined ? undefined : readJson(await readSmall(to, blob)),
  );
  // zod's optional keys are `| undefined`; JSON has none.
  if (decoded.success) return decoded.data.moves as Claim[];
  throw unreachable({
    code: "registry-nonsense",
    message: `${to.name} has a journal of a promotion, ${name}, that cannot be read.`,
    hint: `Remove it, then move what is behind: dl-env untag ${name} --yes && dl-env promote`,
  });
};

/** Marks a journal as done, by a second tag: what is to be finished is seen by names alone. */
export const closeJournal = async (to: Repository, name: string): Promise<void> => {
  const stored = await to.manifest(name);
  if (stored !== undefined) await to.putManifest(stored, `${name}-done`);
};
