import pLimit from "p-limit";
import type { PlannedCell } from "../plan/plan.ts";
import type { Repository } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";
import { inPlace, journaledTags } from "./tagsInPlace.ts";

const SIDE_BY_SIDE = 16;

/** Where tags are, and what is known of them. */
export interface TagPlaces {
  readonly to: Repository;
  readonly sys: Pick<System, "clock">;
  /** All tags of the destination. */
  readonly listed: ReadonlySet<string>;
}

/**
 * Cells whose image is there while one of their other tags names another image, as after a commit
 * that takes back an earlier one. By the journals of the last promotions, else by a HEAD of each
 * tag.
 */
export const cellsBehind = async (
  { to, sys, listed }: TagPlaces,
  cells: readonly Pick<PlannedCell, "cell" | "state" | "tags">[],
): Promise<readonly string[]> => {
  const journaled = await journaledTags(to, sys, listed);
  const limit = pLimit(SIDE_BY_SIDE);
  const linked = cells.filter(({ state }) => state === "linked");
  const images = await Promise.all(
    linked.map(({ cell, tags: [immutable = "", ...rolling] }) =>
      limit(async () => {
        const digest = journaled.get(immutable) ?? (await to.resolve(immutable));
        return { cell, immutable, rolling, digest: digest ?? "" };
      }),
    ),
  );
  const settled = await inPlace(to, images, { journaled, listed });
  return images.filter((image) => !settled.has(image)).map(({ cell }) => cell);
};
