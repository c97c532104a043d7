import { holderText } from "../system/toldLock.ts";
import { bytes } from "../text/units.ts";
import { notEnough } from "./diskSpace.ts";
import type { OthersHeld } from "./spaceNotes.ts";

/** What part of a build writes to a folder; both numbers are bytes. */
export interface SpaceNeed {
  /** Begins a sentence: `Storing 3 layers`. */
  readonly what: string;
  readonly folder: string;
  /** What is there when the build is over. */
  readonly stays: number;
  /** What is there beside that at one time, and gone when the build is over. */
  readonly passing: number;
  /** What `stays` is made of, by names that other builds use as well; bytes. */
  readonly items?: ReadonlyMap<string, number>;
  /** Whether it is given back as it is written, one work after the other; else at the end. */
  readonly isTracked?: boolean;
}

/** What lies or will lie in a layout, by its tag or digest there. */
export const spaceItem = (dir: string, name: string): string => `${dir}#${name}`;

/** The need without what others will put there. */
export const withoutShared = (need: SpaceNeed, others: ReadonlySet<string>): SpaceNeed => {
  const all = [...(need.items ?? [])];
  const shared = all.filter(([item]) => others.has(item));
  if (shared.length === 0) return need;
  return {
    ...need,
    stays: need.stays - shared.reduce((sum, [, size]) => sum + size, 0),
    items: new Map(all.filter(([item]) => !others.has(item))),
  };
};

/** What is needed of one file system, and what is there. */
export interface Balance {
  readonly needs: readonly SpaceNeed[];
  readonly needed: number;
  readonly free: number;
  readonly others: OthersHeld;
}

/** Bytes that are needed at one time. */
export const amount = ({ stays, passing }: SpaceNeed): number => stays + passing;

const lowerFirst = (text: string): string => `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;

const needsText = (needs: readonly SpaceNeed[]): string => {
  const [only] = needs;
  if (needs.length === 1 && only !== undefined) return `${only.what} needs`;
  const each = needs.map((one, at) => {
    const what = at === 0 ? one.what : lowerFirst(one.what);
    return `${what} (${bytes(amount(one))})`;
  });
  return `${each.slice(0, -1).join(", ")} and ${each.at(-1) ?? ""} need together`;
};

const reservedText = ({ stays, passing, holders }: OthersHeld): string =>
  `of which ${bytes(stays + passing)} are reserved by ` +
  holders.map((holder) => holderText(holder)).join(", ");

/** Whether it fits now, may fit when others have given back what they hold, or cannot. */
export const outcomeOf = ({ needed, free, others }: Balance): "fits" | "may-fit" | "too-much" => {
  if (needed <= free - others.stays - others.passing) return "fits";
  return needed <= free - others.stays + others.taken ? "may-fit" : "too-much";
};

/** The error for what does not fit. */
export const refused = ({ needs, needed, free, others }: Balance): Error =>
  notEnough({
    folder: needs[0]?.folder ?? "",
    needs: needsText(needs),
    needed,
    free,
    ...(others.holders.length === 0 ? {} : { reserved: reservedText(others) }),
  });
