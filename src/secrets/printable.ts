import { visibleText } from "../text/visible.ts";
import type { Secrets } from "./mask.ts";

/**
 * What may leave for a terminal, a log or a page: without secrets, and with nothing in it that acts
 * instead of being read.
 */
export const printable =
  ({ hide }: Pick<Secrets, "hide">): ((text: string) => string) =>
  (text) =>
    visibleText(hide(text));
