import pLimit from "p-limit";
import { unreachable } from "../errors/error.ts";
import { isLayout } from "../registry/layout.ts";
import { isMark } from "../registry/leavingTags.ts";
import { imageAnnotations } from "../registry/layoutIndex.ts";
import type { Repository, StoredManifest } from "../registry/repository.ts";
import type { OrderReader } from "./imageOrders.ts";
import { whyStays, whyTaken, type KeptTag, type Move, type Ties } from "./tagMoves.ts";

/** Where tags move, and what is known of the images that they name. */
export interface MoveContext {
  readonly to: Repository;
  readonly manifestOf: (digest: string) => Promise<StoredManifest>;
  readonly orderOf: OrderReader;
  readonly ties: Ties;
}

/** What came of moves. */
export interface Moved {
  readonly moved: readonly Move[];
  /** What was found in their place right before, and stays. */
  readonly kept: readonly KeptTag[];
}

/** Reads and writes single tags. */
interface TagAccess {
  readonly look: (tag: string) => Promise<string | undefined>;
  readonly put: (move: Move) => Promise<void>;
}

const SIDE_BY_SIDE = 16;

/** Moves that are made side by side, one group after the other. */
const groupsOf = (moves: readonly Move[]): Move[][] => {
  const rolling = moves.filter(({ kind }) => kind === "rolling");
  return [
    moves.filter(({ kind }) => kind === "immutable"),
    ...Map.groupBy(rolling, ({ set }) => set).values(),
    moves.filter(({ kind }) => kind === "latest"),
  ];
};

/**
 * One move: looks at what the tag names now, since others move tags too, and puts it unless that
 * stands in the way. Undefined when the tag names the image already.
 */
const moveOne = async (
  { look, put }: TagAccess,
  { to, orderOf, ties }: MoveContext,
  move: Move,
): Promise<{ moved: Move } | { kept: KeptTag } | undefined> => {
  const { tag, kind, digest } = move;
  const named = await look(tag);
  if (named === digest) return undefined;
  const there = named === undefined ? undefined : { digest: named, order: await orderOf(named) };
  const kept = kind === "immutable" ? whyTaken(move, there) : whyStays(move, { tag, there, ties });
  const isLeaving = kept?.code === "tag-taken" && (await isMark(to, named ?? digest));
  if (kept !== undefined && !isLeaving) return { kept };
  await put(move);
  return { moved: move };
};

const names = (moves: readonly Move[]): string =>
  moves.length === 0 ? "none" : moves.map(({ tag }) => tag).join(", ");

/** The error for the move at which a promotion stopped. */
const stopped = (
  to: Repository,
  { at, moved, left }: { at: Move | undefined; moved: readonly Move[]; left: readonly Move[] },
  error: unknown,
): Error => {
  const cause = error instanceof Error ? error.message : String(error);
  return unreachable(
    {
      code: "promotion-stopped",
      message:
        `Promotion in ${to.name} stopped at ${at?.tag ?? "the end"}: ${cause} ` +
        `Moved: ${names(moved)}. Left where they were: ${names(left)}.`,
      hint:
        "Each moved tag points to a tested image. Once the cause is fixed, type it " +
        "again; moved tags stay: dl-env promote",
    },
    { cause: error },
  );
};

/**
 * Group after group: immutable tags, the rolling ones of each set, `latest`. What fails lets its
 * group end, so that it is known what moved, and stops the others. A cell whose immutable tag is
 * taken keeps its rolling ones.
 */
const moveGroups = async (
  access: TagAccess,
  context: MoveContext,
  moves: readonly Move[],
): Promise<Moved> => {
  const limit = pLimit(SIDE_BY_SIDE);
  const moved: Move[] = [];
  const kept: KeptTag[] = [];
  const settled = new Set<Move>();
  const taken = new Set<string>();
  for (const all of groupsOf(moves)) {
    const group = all.filter(({ cell }) => !taken.has(cell));
    const results = await Promise.allSettled(
      group.map((move) => limit(() => moveOne(access, context, move))),
    );
    for (const [index, result] of results.entries()) {
      const move = group[index];
      if (move === undefined || result.status === "rejected") continue;
      settled.add(move);
      const { value } = result;
      if (value === undefined) continue;
      if ("moved" in value) moved.push(value.moved);
      else kept.push(value.kept);
      if ("kept" in value && move.kind === "immutable") taken.add(move.cell);
    }
    const failed = results.findIndex(({ status }) => status === "rejected");
    const result = results[failed];
    if (result?.status === "rejected") {
      const left = moves.filter((move) => !settled.has(move));
      throw stopped(context.to, { at: group[failed], moved, left }, result.reason);
    }
  }
  return { moved, kept };
};

/**
 * Moves tags: the same manifest bytes, PUT by tag. In a layout all of them at once, alone among all
 * writers. In a registry, which knows no such thing, one by one, each looked at right before.
 * Rejects with `promotion-stopped`.
 */
export const moveTags = async (context: MoveContext, moves: readonly Move[]): Promise<Moved> => {
  const { to, manifestOf } = context;
  if (moves.length === 0) return { moved: [], kept: [] };
  const put = async ({ tag, digest }: Move): Promise<void> => {
    await to.putManifest(await manifestOf(digest), tag, imageAnnotations(tag));
  };
  if (!isLayout(to)) return moveGroups({ look: (tag) => to.resolve(tag), put }, context, moves);
  let result: Moved = { moved: [], kept: [] };
  await to.retag(async (named) => {
    result = await moveGroups({ look: named, put: async () => undefined }, context, moves);
    return Promise.all(
      result.moved.map(async ({ tag, digest }) => ({
        tag,
        manifest: await manifestOf(digest),
        annotations: imageAnnotations(tag),
      })),
    );
  });
  return result;
};
