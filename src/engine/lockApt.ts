import { chooseEngine } from "./chooseEngine.ts";
import { askApt } from "./askApt.ts";
import { basesToAsk, readBases, upstream } from "./askedBases.ts";
import type { Engine } from "./engine.ts";
import { buildSecrets } from "./buildSecrets.ts";
import { DlEnvError, type Problem } from "../errors/error.ts";
import type { AptRecipe } from "../image/aptRecipe.ts";
import { eachOnce } from "../image/aptPackages.ts";
import { withUnknownPackages } from "./unknownPackages.ts";
import { readInstaller } from "../image/imageFiles.ts";
import type { JudgedCell } from "../verdict/verdict.ts";
import type { BaseImage } from "../registry/baseImage.ts";
import type { OpenRepository } from "../registry/repository.ts";
import { mergePackages, packagesOf, replacedBy, type AptAnswer } from "../resolve/aptAnswer.ts";
import { readAptLock } from "../resolve/committedLocks.ts";
import type { AptLock, LockedApt } from "../resolve/lock.ts";
import { aptLockFileName } from "../resolve/lockfile.ts";
import type { Catalog } from "../catalog/facts.ts";
import type { Request } from "../matrix/request.ts";
import type { System } from "../system/ports.ts";
import { openWork } from "../system/workFolder.ts";
import { snapshotMirror, withAptErrors } from "./aptBuild.ts";
import { aptLockDifference } from "../plan/aptLockComparison.ts";
import { aptLockByDate } from "../plan/chooseAptLocks.ts";
import { wantedAptPackages, type WantedAptPackages } from "../plan/wantedAptPackages.ts";

/** What apt locks are made from. */
export interface AptLocking {
  readonly sys: System;
  readonly catalog: Catalog;
  readonly request: Request;
  readonly open: OpenRepository;
  /** Folder of committed locks. */
  readonly locks: string;
  /** Only these cells (ids): a lock that is there keeps what the others need. */
  readonly cells?: readonly string[] | undefined;
  /** Asks apt again although a committed lock is there. */
  readonly update: boolean;
  /** Asks nothing outside this machine. */
  readonly offline: boolean;
}

/** A release, what its images are asked to hold, and its committed lock. */
interface ReleaseToLock {
  readonly wanted: WantedAptPackages;
  readonly committed: AptLock | undefined;
}

export interface AptLocked {
  /** By release. */
  readonly locks: ReadonlyMap<string, AptLock>;
  /**
   * What people should know: `apt-unlocked` where only names and a date are locked, `apt-replaces`
   * where a package of a base is replaced.
   */
  readonly notices: readonly Problem[];
}

/** Asks apt in one base; the other ways that this can end are errors. */
export type AskBase = (
  base: BaseImage,
  recipe: Omit<AptRecipe, "installer">,
  names: readonly string[],
) => Promise<AptAnswer>;

const unlocked = (release: string, why: string, hint: string): Problem => ({
  code: "apt-unlocked",
  message: `The apt packages of ${release} are locked by name and date only: ${why}`,
  hint,
});

const replaces = (release: string, answer: AptAnswer): Problem[] => {
  const list = replacedBy(answer).map(({ name, from, to }) => `${name} ${from} by ${to}`);
  if (list.length === 0) return [];
  return [
    {
      code: "apt-replaces",
      message:
        `In the base of ${release} apt replaces ${list.join(", ")}, because requested ` +
        "packages depend on it.",
      hint: `See them: grep upgrades locks/${aptLockFileName(release)}`,
    },
  ];
};

/**
 * A lock of before to which the answers of a few cells' bases are added, where they are answers
 * about the same archive.
 */
const before = (
  { cells }: AptLocking,
  lock: AptLock,
  committed: AptLock | undefined,
): readonly LockedApt[] =>
  cells !== undefined && committed?.asOf === lock.asOf && committed.snapshot === lock.snapshot
    ? (committed.packages ?? [])
    : [];

interface LockedRelease {
  readonly lock: AptLock;
  readonly notices: readonly Problem[];
}

/**
 * The packages beside the catalog's; of a few cells, also those that the lock has for the others.
 */
const extrasOf = (
  { cells }: AptLocking,
  { wanted, committed }: ReleaseToLock,
): readonly string[] =>
  cells === undefined
    ? wanted.extras
    : [...new Set([...wanted.extras, ...(committed?.extras ?? [])])].sort();

const askRelease = async (
  locking: AptLocking,
  { wanted, committed }: ReleaseToLock,
  { bases, ask }: { readonly bases: readonly BaseImage[]; readonly ask: AskBase },
): Promise<LockedRelease> => {
  const extras = extrasOf(locking, { wanted, committed });
  const lock = aptLockByDate(locking, { ...wanted, extras });
  const snapshots = locking.catalog.ubuntu.find(({ name }) => name === wanted.release)?.snapshots;
  const recipe = { apt: lock, ...(snapshots === undefined ? {} : { snapshots }) };
  const lists: (readonly LockedApt[])[] = [before(locking, lock, committed)];
  const notices: Problem[] = [];
  for (const base of basesToAsk(bases)) {
    locking.sys.log.info(
      `Asking apt in ${base.tag.replace(/@.*$/, "")} which packages it would install.`,
    );
    const answer = await withUnknownPackages(lock, () =>
      ask(base, recipe, eachOnce([...wanted.asked, ...extras])),
    );
    lists.push(packagesOf(answer));
    notices.push(...replaces(wanted.release, answer));
  }
  return { lock: { ...lock, packages: mergePackages(lists) }, notices };
};

/** Why apt could not be queried, and what to type. */
type NoAnswer = readonly [why: string, hint: string];

const OFFLINE: NoAnswer = [
  "not resolved, because of --offline.",
  "Run once with a network: dl-env lock --update",
];

const NO_BASE: NoAnswer = [
  "none of its bases could be read, and apt runs in a base.",
  "See which could not: dl-env plan",
];

/** A lock that is there and whole is kept when nothing better can be had. */
const withoutAnswer = (
  locking: AptLocking,
  { wanted, committed }: ReleaseToLock,
  [why, hint]: NoAnswer,
): LockedRelease => {
  const kept =
    committed !== undefined && aptLockDifference(committed, wanted).length === 0
      ? committed
      : undefined;
  if (kept?.packages === undefined)
    return {
      lock: kept ?? aptLockByDate(locking, wanted),
      notices: [unlocked(wanted.release, why, hint)],
    };
  return {
    lock: kept,
    notices: [
      {
        code: "apt-unlocked",
        message: `The apt lock of ${wanted.release} stays as of ${kept.asOf}: ${why}`,
        hint,
      },
    ],
  };
};

const lockRelease = async (
  locking: AptLocking,
  release: ReleaseToLock,
  { judged, ask }: { readonly judged: readonly JudgedCell[]; readonly ask: AskBase },
): Promise<LockedRelease> => {
  const { wanted, committed } = release;
  const isWhole = committed?.packages !== undefined;
  if (!locking.update && isWhole && aptLockDifference(committed, wanted).length === 0)
    return { lock: committed, notices: [] };
  if (locking.offline) return withoutAnswer(locking, release, OFFLINE);
  try {
    const bases = await readBases(locking.open, judged, wanted.release);
    if (bases.length === 0) return withoutAnswer(locking, release, NO_BASE);
    return await askRelease(locking, release, { bases, ask });
  } catch (error) {
    if (!(error instanceof DlEnvError) || error.exit !== 3) throw error;
    const hint = error.hint ?? "Then type: dl-env lock --update";
    return withoutAnswer(locking, release, [error.message, hint]);
  }
};

/**
 * The apt lock of each release, with version and sha256 of every package where apt could be asked
 * in a base; what it could not is a notice.
 */
export const lockAptWith = async (
  locking: AptLocking,
  judged: readonly JudgedCell[],
  ask: AskBase,
): Promise<AptLocked> => {
  const locks = new Map<string, AptLock>();
  const notices: Problem[] = [];
  for (const wanted of wantedAptPackages(locking, judged).values()) {
    const committed = await readAptLock(locking.sys.files, locking.locks, wanted.release);
    const locked = await lockRelease(locking, { wanted, committed }, { judged, ask });
    locks.set(wanted.release, locked.lock);
    notices.push(...locked.notices);
  }
  return { locks, notices };
};

/** The same with an engine of this machine, which is looked for when a base must be asked. */
export const lockApt = async (
  locking: AptLocking,
  judged: readonly JudgedCell[],
): Promise<AptLocked> => {
  const { sys, open, request } = locking;
  const work = await openWork(sys);
  let engine: Promise<Engine> | undefined;
  try {
    const [installer, secrets] = [await readInstaller(sys), await buildSecrets(sys, work.dir)];
    return await lockAptWith(locking, judged, async (base, recipe, names) => {
      engine ??= chooseEngine(sys, request.engine, { open, work: work.dir });
      const context = {
        base: upstream(base, request.mirrors),
        secrets,
        buildArgs: snapshotMirror(recipe.snapshots?.address, request.mirrors),
        epoch: Math.floor(sys.clock.now() / 1000),
      };
      const chosen = await engine;
      return withAptErrors(base.tag, () =>
        askApt(sys, chosen, { recipe: { ...recipe, installer }, names, context, work: work.dir }),
      );
    });
  } finally {
    await work.close();
  }
};
