import { cacheFolder } from "../system/cacheFolder.ts";
import type { System } from "../system/ports.ts";
import { duration } from "../text/units.ts";
import { ensureSpace } from "./diskSpace.ts";
import {
  add,
  asHeld,
  giveBack,
  NOTHING,
  publish,
  type Held,
  type SpaceSystem,
} from "./ownSpace.ts";
import {
  amount,
  outcomeOf,
  refused,
  withoutShared,
  type Balance,
  type SpaceNeed,
} from "./spaceBalance.ts";
import { spaceNotes } from "./spaceNotes.ts";

/** What one work of a build writes to a folder; both numbers are bytes. */
export interface WorkSpace {
  readonly folder: string;
  /** At one time, at most. */
  readonly needed: number;
  /** As much of it was reserved as what stays. */
  readonly stays: number;
  /** Its name among the items of the need. */
  readonly item: string;
}

/** The space that one build has on this host's disks. Other builds see it, and leave it alone. */
export interface Space {
  /**
   * Sets aside what the whole build needs. Waits for other builds where these hold what they will
   * give back, and says so; rejects with `disk-full` and the numbers where it cannot fit.
   */
  reserve(needs: readonly SpaceNeed[]): Promise<void>;
  /**
   * Runs one work of the build. Waits for others of the same build where these hold too much
   * beside it; rejects with `disk-full` where somebody else took what was reserved.
   */
  use<T>(what: string, parts: readonly WorkSpace[], work: () => Promise<T>): Promise<T>;
  /** Gives back what is still reserved. */
  close(): Promise<void>;
}

/** Other builds are waited for so long at most; milliseconds. */
const LIMIT = 60 * 60_000;
/** Between two looks whether others have given something back; milliseconds. */
const PAUSE = 1000;

const balances = async (
  { sys, notes, own }: Held,
  needs: readonly SpaceNeed[],
): Promise<ReadonlyMap<string, Balance>> => {
  const places = await Promise.all(
    needs.map(async (need) => ({ need, disk: await sys.files.fileSystem(need.folder) })),
  );
  const found = new Map<string, Balance>();
  for (const [disk, on] of Map.groupBy(places, (one) => one.disk)) {
    const others = await notes.others(disk);
    const wanted = on.map(({ need }) => withoutShared(need, others.items));
    const { stays, passing } = asHeld(own.get(disk) ?? NOTHING);
    found.set(disk, {
      needs: wanted,
      needed: wanted.reduce((total, one) => total + amount(one), 0) + stays + passing,
      free: await sys.files.freeBytes(wanted[0]?.folder ?? ""),
      others,
    });
  }
  return found;
};

/** What does not fit, or not yet; undefined where all does. */
const shortIn = (found: ReadonlyMap<string, Balance>): Balance | undefined => {
  const short = [...found.values()].filter((one) => outcomeOf(one) !== "fits");
  return short.find((one) => outcomeOf(one) === "too-much") ?? short[0];
};

/** Reserves where all fits, and then returns nothing; else what does not fit (yet). */
const tried = async (held: Held, needs: readonly SpaceNeed[]): Promise<Balance | undefined> => {
  const found = await balances(held, needs);
  const short = shortIn(found);
  if (short !== undefined) return short;
  for (const [disk, { needs: wanted }] of found)
    for (const { stays, passing, items, isTracked } of wanted) {
      add(held, disk, { stays, passing, untracked: isTracked === true ? 0 : stays });
      for (const item of items?.keys() ?? []) held.items.add(item);
    }
  await publish(held);
  return undefined;
};

/** Says once that others are waited for, and how long that has taken. */
const waitTeller = (
  { clock, log }: SpaceSystem,
  until: Promise<void>,
): ((short: Balance) => number) => {
  const began = clock.now();
  let isTold = false;
  return (short) => {
    if (isTold) return clock.now() - began;
    isTold = true;
    const text = `${refused(short).message} It is waited for what they give back`;
    log.info(text);
    log.progress(() => `${text}; ${duration(clock.now() - began)}`, until);
    return 0;
  };
};

const reserve = async (held: Held, all: readonly SpaceNeed[]): Promise<void> => {
  const { sys, notes } = held;
  const needs = all.filter((one) => amount(one) > 0);
  if (needs.length === 0) return;
  const over = Promise.withResolvers<void>();
  const waited = waitTeller(sys, over.promise);
  try {
    // The first look takes no lock: on a full disk there is no room for one.
    let short = shortIn(await balances(held, needs));
    for (;;) {
      if (short !== undefined && outcomeOf(short) === "too-much") throw refused(short);
      short = await notes.alone(() => tried(held, needs));
      if (short === undefined) return;
      if (outcomeOf(short) === "too-much" || waited(short) >= LIMIT) throw refused(short);
      await sys.clock.sleep(PAUSE);
    }
  } finally {
    over.resolve();
  }
};

/** Whether works fit beside those of the same build that run; if so they are counted. */
const begun = async (
  held: Held,
  parts: readonly (WorkSpace & { readonly disk: string })[],
): Promise<boolean> => {
  const { sys, notes, own } = held;
  for (const { disk, folder, needed, stays } of parts) {
    const mine = own.get(disk) ?? NOTHING;
    if (mine.running === 0) continue;
    const others = await notes.others(disk);
    const free = (await sys.files.freeBytes(folder)) - others.stays - others.passing;
    if (free - (mine.stays - stays) - mine.running < needed) return false;
  }
  for (const { disk, needed, stays } of parts) add(held, disk, { stays: -stays, running: needed });
  await publish(held);
  return true;
};

/** Waits that end together, again and again. */
interface Turn {
  readonly next: () => Promise<void>;
  readonly wake: () => void;
}

const turns = (): Turn => {
  let waiting: (() => void)[] = [];
  return {
    next: () => new Promise<void>((resolve) => waiting.push(resolve)),
    wake: () => {
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    },
  };
};

/** Opens the space of a build that writes into `layouts` beside its own cache. */
export const openSpace = (
  sys: SpaceSystem & Pick<System, "env">,
  layouts: readonly string[],
): Space => {
  const notes = spaceNotes(sys, [`${cacheFolder(sys.env)}/space`, ...layouts]);
  const held: Held = { sys, notes, own: new Map(), items: new Set() };
  const turn = turns();
  const use: Space["use"] = async (what, all, work) => {
    const wanted = all.filter(({ needed }) => needed > 0);
    if (wanted.length === 0) return work();
    const parts = await Promise.all(
      wanted.map(async (one) => ({ ...one, disk: await sys.files.fileSystem(one.folder) })),
    );
    for (;;) {
      // Taken before the look: who ends meanwhile is not missed.
      const next = turn.next();
      if (await notes.alone(() => begun(held, parts))) break;
      await next;
    }
    try {
      for (const { folder, needed } of parts)
        await ensureSpace(sys.files, folder, { needed, what });
      return await work();
    } finally {
      for (const { disk, needed, item } of parts) {
        add(held, disk, { running: -needed });
        held.items.delete(item);
      }
      await giveBack(held);
      turn.wake();
    }
  };
  return { reserve: (needs) => reserve(held, needs), use, close: () => notes.close() };
};
