import { join } from "node:path";
import { digestOf } from "../registry/digest.ts";
import { isLayout } from "../registry/layout.ts";
import { CLAIM_ENDING } from "../registry/layoutFolder.ts";
import type { Repository } from "../registry/repository.ts";
import { cacheFolder } from "../system/cacheFolder.ts";
import type { LockHolder, System } from "../system/ports.ts";
import { holderText, SILENT } from "../system/toldLock.ts";
import { duration } from "../text/units.ts";

/** Whoever works on one thing for longer is not waited for any more; milliseconds. */
const LIMIT = 60 * 60_000;

/** What is made for a store: its tag there, and its name for people. */
export interface Claimed {
  readonly tag: string;
  readonly title: string;
}

/** What came of an attempt: the result, or who else makes the same just now. */
export type Attempt<T> = { readonly result: T } | { readonly holder: LockHolder };

/** Says to other builds on this host what this one makes for a store, so that each is made once. */
export interface MakingClaims {
  /** Runs `work` unless another build makes the same; then it returns at once who does. */
  attempt<T>(claimed: Claimed, work: () => Promise<T>): Promise<Attempt<T>>;
  /** Waits until that one is done, or is not to be waited for any more; says which and since when. */
  passed(claimed: Claimed, holder: LockHolder): Promise<void>;
}

/** Runs `work` when no other build makes the same; it is to look first whether that one did. */
export const onceClaimed = async <T>(
  claims: MakingClaims,
  claimed: Claimed,
  work: () => Promise<T>,
): Promise<T> => {
  for (;;) {
    const done = await claims.attempt(claimed, work);
    if ("result" in done) return done.result;
    await claims.passed(claimed, done.holder);
  }
};

class Held extends Error {
  readonly holder: LockHolder;
  constructor(holder: LockHolder) {
    super(holderText(holder));
    this.holder = holder;
  }
}

/** In a layout whoever opens it sees them; of a registry only this user's builds on this host do. */
const folderFor = (sys: Pick<System, "env">, store: Repository): string =>
  isLayout(store)
    ? store.dir
    : `${cacheFolder(sys.env)}/making/${digestOf(Buffer.from(store.name)).slice(7, 7 + 16)}`;

/** Why a holder is not waited for; undefined while it is. */
const notWaitedFor = ({ isForeign, silent, waited }: LockHolder): string | undefined => {
  if (waited >= LIMIT) return `it has been at work for more than ${duration(LIMIT)}`;
  return isForeign && silent >= SILENT
    ? `it cannot be asked from here, and gave no sign of life for ${duration(silent)}`
    : undefined;
};

/** Ends the attempt, or the wait, with who holds the claim. */
const giveUp = (holder: LockHolder): never => {
  throw new Held(holder);
};

/** Opens the claims of a store, which is there already. */
export const makingClaims = (
  sys: Pick<System, "files" | "env" | "log">,
  store: Repository,
): MakingClaims => {
  const unheeded = new Set<string>();
  const pathOf = ({ tag }: Claimed): string => join(folderFor(sys, store), `${tag}${CLAIM_ENDING}`);
  const held = async (work: Promise<void>): Promise<LockHolder | undefined> => {
    try {
      await work;
      return undefined;
    } catch (error) {
      if (error instanceof Held) return error.holder;
      throw error;
    }
  };
  const attempt: MakingClaims["attempt"] = async (claimed, work) => {
    if (unheeded.has(claimed.tag)) return { result: await work() };
    let result: { value: Awaited<ReturnType<typeof work>> } | undefined;
    const holder = await held(
      sys.files.withLock(
        pathOf(claimed),
        async () => {
          result = { value: await work() };
        },
        giveUp,
      ),
    );
    if (holder !== undefined) return { holder };
    if (result === undefined) throw new Error(`nothing came of making ${claimed.tag}`);
    return { result: result.value };
  };
  const passed: MakingClaims["passed"] = async (claimed, first) => {
    let last = first;
    const say = (): string =>
      `${claimed.title} is being made by ${holderText(last)}; waited for ${duration(last.waited)}`;
    sys.log.info(
      `${claimed.title} is being made by ${holderText(first)}: it is waited for, the rest goes on`,
    );
    const waiting = held(
      sys.files.withLock(
        pathOf(claimed),
        () => Promise.resolve(),
        (holder) => {
          last = holder;
          if (notWaitedFor(holder) !== undefined) throw new Held(holder);
        },
      ),
    );
    sys.log.progress(say, waiting);
    const left = await waiting;
    if (left === undefined) return;
    unheeded.add(claimed.tag);
    sys.log.warn(
      `${claimed.title} is made here too, although ${holderText(left)} says that it makes it: ` +
        `${notWaitedFor(left) ?? ""}. If that is gone: rm ${pathOf(claimed)}`,
    );
  };
  return { attempt, passed };
};
