import { bytes, duration } from "../text/units.ts";
import type { Say } from "./liveProgress.ts";
import type { Traffic } from "./traffic.ts";

/** What a stage shows while it lasts: its title, for how long, and the bytes it moved over HTTP. */
export const stageLine = (
  title: string,
  { now, traffic }: { readonly now: () => number; readonly traffic?: Traffic | undefined },
): Say => {
  const began = now();
  const before = { ...traffic };
  const moved = (way: keyof Traffic): string[] => {
    const size = (traffic?.[way] ?? 0) - (before[way] ?? 0);
    return size === 0 ? [] : [`${bytes(size)} ${way}`];
  };
  return () => [title, duration(now() - began), ...moved("received"), ...moved("sent")].join(", ");
};
