import { isLayout } from "../registry/layout.ts";
import type { Repository } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";
import { orderReader } from "./imageOrders.ts";
import { journalTags, type Claim } from "./promotionJournal.ts";
import { readManifest } from "./publishedImage.ts";
import { unfinishedClaims } from "./settleTags.ts";

/**
 * The tags that promotions of a destination began to move and did not, although they still could:
 * `dl-env promote` does. `listed` are its tags. Costs no request where every promotion came to its
 * end.
 */
export const unfinishedMoves = async (
  { sys, to }: { readonly sys: Pick<System, "clock">; readonly to: Repository },
  listed: ReadonlySet<string>,
): Promise<readonly Pick<Claim, "cell" | "tag">[]> => {
  const open = journalTags(listed).filter(({ done }) => !done);
  if (isLayout(to) || open.length === 0) return [];
  return unfinishedClaims(
    {
      to,
      orderOf: orderReader(to, []),
      manifestOf: (digest) => readManifest(to, digest),
      ties: "stay",
    },
    sys,
    listed,
  );
};
