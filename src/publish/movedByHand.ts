import type { Repository } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";
import { isOlder } from "./imageOrder.ts";
import { orderReader } from "./imageOrders.ts";
import type { Claim } from "./promotionJournal.ts";
import { strayTags } from "./sampledTags.ts";
import { keptClaims } from "./tagsInPlace.ts";

/**
 * Tags that people moved to something older than the last promotion left there, of two that are
 * asked for: a night in which nothing changed is to cost next to nothing. `dl-env promote` asks for
 * more, and moves them. `listed` are the destination's tags.
 */
export const movedByHand = async (
  { sys, to }: { readonly sys: Pick<System, "clock">; readonly to: Repository },
  listed: ReadonlySet<string>,
): Promise<readonly Pick<Claim, "cell" | "tag">[]> => {
  const claims = await keptClaims(to, sys, { listed, count: 1 });
  const orders = orderReader(to, claims);
  const found = await Promise.all(
    (await strayTags({ to, sys }, claims, "few")).map(async ({ claim, named }) => {
      const isBehind =
        named === undefined ||
        (claim.kind !== "immutable" && isOlder(await orders(named), claim.order));
      return isBehind ? [claim] : [];
    }),
  );
  return found.flat();
};
