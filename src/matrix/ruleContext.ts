import type { Catalog } from "../catalog/facts.ts";
import type { InRange } from "../catalog/inRange.ts";
import type { Request } from "./request.ts";

/** What rules look at beside the cell. */
export interface RuleContext {
  readonly request: Pick<Request, "pins" | "wheelCuda" | "cudnn">;
  readonly catalog: Catalog;
  /** ISO date. */
  readonly today: string;
  readonly inRange: InRange;
}
