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
  /** Waits until that one is done, or is not to be waited for; says which and since when. */
  passed(claimed: Claimed, holder: LockHolder): Promise<void>;
}

/**
 * Runs `work` when no other build makes the same; where one was waited for, it is to look first
 * whether that one did.
 */
export const onceClaimed = async <T>(
  claims: MakingClaims,
  claimed: Claimed,
  work: (hasWaited: boolean) => Promise<T>,
): Promise<T> => {
  for (let hasWaited = false; ; hasWaited = true) {
    const waited = hasWaited;
    const done = await claims.attempt(claimed, () => work(waited));
    if ("result" in done) return done.result;
    await claims.passed(claimed, done.holder);
  }
};

/** Ends a wait for a lock with who holds it. */
class Held extends Error {
  readonly holder: LockHolder;
  constructor(holder: LockHolder) {
    super(holderText(holder));
    this.holder = holder;
  }
}

/** The holder for whom a wait was ended; undefined when the lock was free. */
const heldBy = async (work: Promise<void>): Promise<LockHolder | undefined> => {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof Held) return error.holder;
    throw error;
  }
};

/** In a layout whoever opens it sees them; of a registry only this user's builds on this host. */
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

/** The claim files of a store. */
interface Claims {
  readonly files: System["files"];
  readonly log: System["log"];
  readonly pathOf: (claimed: Claimed) => string;
}

/** Works under the claim if it is free; else tells at once who holds it. */
const attempt = async <T>(
  { files, pathOf }: Claims,
  claimed: Claimed,
  work: () => Promise<T>,
): Promise<Attempt<T>> => {
  const results: T[] = [];
  const locked = files.withLock(
    pathOf(claimed),
    async () => void results.push(await work()),
    (holder) => {
      throw new Held(holder);
    },
  );
  const holder = await heldBy(locked);
  return holder === undefined ? { result: results[0] as T } : { holder };
};

/** Waits for a holder, and says so; returns it where it is not waited for any more. */
const passed = async (
  { files, log, pathOf }: Claims,
  claimed: Claimed,
  first: LockHolder,
): Promise<LockHolder | undefined> => {
  let last = first;
  const making = (holder: LockHolder): string =>
    `${claimed.title} is being made by ${holderText(holder)}`;
  log.info(`${making(first)}: it is waited for, the rest goes on`);
  const locked = files.withLock(
    pathOf(claimed),
    () => Promise.resolve(),
    (holder) => {
      last = holder;
      if (notWaitedFor(holder) !== undefined) throw new Held(holder);
    },
  );
  const waiting = heldBy(locked);
  log.progress(() => `${making(last)}; waited for ${duration(last.waited)}`, waiting);
  return waiting;
};

/** Opens the claims of a store. */
export const makingClaims = (
  { files, env, log }: Pick<System, "files" | "env" | "log">,
  store: Repository,
): MakingClaims => {
  const folder = folderFor({ env }, store);
  const claims: Claims = { files, log, pathOf: ({ tag }) => join(folder, `${tag}${CLAIM_ENDING}`) };
  const unheeded = new Set<string>();
  return {
    attempt: async (claimed, work) =>
      unheeded.has(claimed.tag) ? { result: await work() } : attempt(claims, claimed, work),
    passed: async (claimed, holder) => {
      const left = await passed(claims, claimed, holder);
      if (left === undefined) return;
      unheeded.add(claimed.tag);
      log.warn(
        `${claimed.title} is made here too, although ${holderText(left)} says that it makes it: ` +
          `${notWaitedFor(left) ?? ""}. If that is gone: rm ${claims.pathOf(claimed)}`,
      );
    },
  };
};
