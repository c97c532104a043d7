import { randomBytes } from "node:crypto";
import { promote, type PromoteOptions, type Promoted } from "../../src/publish/promoteTags.ts";
import type { Promotion } from "../../src/publish/readPromotions.ts";
import type { Repository } from "../../src/registry/repository.ts";
import type { System } from "../../src/system/ports.ts";

/** `promote` on a machine whose promotions have names of their own. */
export const promoteWith =
  (sys: Pick<System, "clock" | "env">) =>
  (
    to: Repository,
    promotions: readonly Promotion[],
    options: Omit<PromoteOptions, "sys"> = {},
  ): Promise<Promoted> =>
    promote(to, promotions, {
      ...options,
      sys: { ...sys, env: { ...sys.env, random: (bytes) => randomBytes(bytes).toString("hex") } },
    });
