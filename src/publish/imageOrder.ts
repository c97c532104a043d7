import { APT_LABEL, ORDER_LABEL } from "../image/labels.ts";
import type { ImageFacts } from "./publishedImage.ts";

const TIME = /^\d{4}-\d\d-\d\dT/;

/** The same time in one spelling, so that times sort as text; `other` for what is no time. */
const spelled = (time: string, other: string): string => {
  const parsed = TIME.test(time) ? Date.parse(time) : Number.NaN;
  return Number.isNaN(parsed) ? other : new Date(parsed).toISOString();
};

/**
 * Where an image stands among those that want one rolling tag; sorts as text, larger is newer. By
 * CUDA, Ubuntu, Python and the lock's time, which are on its label, then by the base, then by the
 * date of its apt packages. A linked image was created when its base was; one whose base says no
 * time is older than all that do. Undefined for what is not ours. Images that are older than a part
 * of this order have all of it in their config.
 */
export const orderOf = ({
  labels,
  created,
}: Pick<ImageFacts, "labels" | "created">): string | undefined => {
  const label = labels[ORDER_LABEL];
  if (label === undefined) return undefined;
  const parts = label.split(" ");
  const locked = parts.pop() ?? "";
  return [
    ...parts,
    spelled(locked, locked),
    spelled(created ?? "", ""),
    labels[APT_LABEL] ?? "",
  ].join(" ");
};

/** Whether `order` is before `other`; what has no order is before all that have one. */
export const isOlder = (order: string | undefined, other: string | undefined): boolean =>
  other !== undefined && (order === undefined || order < other);
