import { chooseEngine } from "./chooseEngine.ts";
import { askApt } from "./askApt.ts";
import type { BaseSource, Engine } from "./engine.ts";
import { buildSecrets } from "./buildSecrets.ts";
import { DlEnvError, type Problem } from "../errors/error.ts";
import type { AptRecipe } from "../image/aptRecipe.ts";
import { readInstaller } from "../image/imageFiles.ts";
import type { JudgedCell } from "../verdict/verdict.ts";
import { readBase, type BaseImage } from "../registry/baseImage.ts";
import { endpointOf } from "../registry/endpoint.ts";
import { isLayout } from "../registry/layout.ts";
import { parseReference } from "../registry/reference.ts";
import { mergePackages, packagesOf, replacedBy, type AptAnswer } from "../resolve/aptAnswer.ts";
import { readAptLock } from "../resolve/committedLocks.ts";
import type { AptLock, LockedApt } from "../resolve/lock.ts";
import { aptLockFileName } from "../resolve/lockfile.ts";
import { lockFolder, type Session } from "../session.ts";
import { openWork } from "../system/work.ts";
import { snapshotMirror, tellingApt } from "./aptBuild.ts";
import { aptByDate, aptDifference, aptWanted, type AptWanted } from "../plan/aptLocks.ts";

export interface AptLocked {
  /** By release. */
  readonly locks: ReadonlyMap<string, AptLock>;
  /** What people should know: `apt-unlocked` where only names and a date are locked, `apt-replaces` where a package of a base is replaced. */
  readonly notices: readonly Problem[];
}

/** Asks apt in one base; the other ways that this can end are errors. */
export type AskBase = (
  base: BaseImage,
  recipe: Omit<AptRecipe, "installer">,
  names: readonly string[],
) => Promise<AptAnswer>;

/** Bytes of a base's layers, compressed. */
const sizeOf = ({ manifest }: BaseImage): number =>
  manifest.layers.reduce((sum, { size }) => sum + size, 0);

/**
 * The bases in which apt is asked: of those that begin with the same layer, the distribution's, the smallest. A larger one has what the smaller
 * has and more, so it needs no package that the smaller does not. Should one need more all the same, its build says so.
 */
export const basesToAsk = (bases: readonly BaseImage[]): BaseImage[] => {
  const smallest = new Map<string, BaseImage>();
  for (const base of bases) {
    const bottom = base.config.rootfs.diff_ids[0] ?? base.platformDigest;
    const known = smallest.get(bottom);
    if (known === undefined || sizeOf(base) < sizeOf(known)) smallest.set(bottom, base);
  }
  return [...smallest.values()];
};

/** Bases of accepted cells by release; those whose digest is not known are left out. */
const readBases = async (
  { open }: Session,
  judged: readonly JudgedCell[],
  release: string,
): Promise<BaseImage[]> => {
  const found = new Map<string, string>();
  for (const { cell, verdict } of judged) {
    const digest =
      verdict.kind === "accepted" && cell.ubuntu === release
        ? verdict.base.platformDigest
        : undefined;
    if (digest !== undefined && verdict.base !== undefined)
      found.set(digest, `${verdict.base.tag}@${digest}`);
  }
  return Promise.all([...found.values()].map((reference) => readBase(open, reference)));
};

/** Where an engine finds a base: among this machine's stand-ins, or in a registry, after mirrors. */
export const upstream = (
  { repository, platformDigest, tag }: BaseImage,
  mirrors: Readonly<Record<string, string>>,
): BaseSource => {
  if (isLayout(repository))
    return {
      kind: "layout",
      dir: repository.dir,
      digest: platformDigest,
      tag: tag.replace(/@.*$/, "").replace(/^.*:/, ""),
    };
  const reference = parseReference(repository.name);
  if (reference.kind === "layout")
    throw new TypeError(`${repository.name} is a registry's and no folder`);
  const { host, repository: path, origin } = endpointOf(reference, mirrors);
  return {
    kind: "registry",
    reference: `${host}/${path}@${platformDigest}`,
    insecure: origin.startsWith("http://"),
  };
};

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
      message: `In the base of ${release} apt replaces ${list.join(", ")}, because packages that are asked for depend on it.`,
      hint: `See them: grep upgrades locks/${aptLockFileName(release)}`,
    },
  ];
};

/** A lock of before to which the answers of a few cells' bases are added, where they are answers about the same archive. */
const before = (
  session: Session,
  lock: AptLock,
  committed: AptLock | undefined,
): readonly LockedApt[] =>
  session.options.cells !== undefined &&
  committed?.asOf === lock.asOf &&
  committed.snapshot === lock.snapshot
    ? (committed.packages ?? [])
    : [];

interface Asked {
  readonly lock: AptLock;
  readonly notices: readonly Problem[];
}

const askRelease = async (
  session: Session,
  bases: readonly BaseImage[],
  wanted: AptWanted,
  committed: AptLock | undefined,
  ask: AskBase,
): Promise<Asked> => {
  const extras =
    session.options.cells === undefined
      ? wanted.extras
      : [...new Set([...wanted.extras, ...(committed?.extras ?? [])])].sort();
  const lock = aptByDate(session, { ...wanted, extras });
  const snapshots = session.catalog.ubuntu.find(({ name }) => name === wanted.release)?.snapshots;
  const lists: (readonly LockedApt[])[] = [before(session, lock, committed)];
  const notices: Problem[] = [];
  for (const base of basesToAsk(bases)) {
    session.sys.log.info(
      `Asking apt in ${base.tag.replace(/@.*$/, "")} which packages it would install.`,
    );
    const answer = await ask(
      base,
      { apt: lock, ...(snapshots === undefined ? {} : { snapshots }) },
      [...wanted.asked, ...extras],
    );
    lists.push(packagesOf(answer));
    notices.push(...replaces(wanted.release, answer));
  }
  return { lock: { ...lock, packages: mergePackages(lists) }, notices };
};

/** A lock that is there and whole is kept when nothing better can be had. */
const withoutAnswer = (
  session: Session,
  wanted: AptWanted,
  committed: AptLock | undefined,
  why: string,
  hint: string,
): Asked => {
  const kept =
    committed !== undefined && aptDifference(committed, wanted).length === 0
      ? committed
      : undefined;
  if (kept?.packages === undefined)
    return {
      lock: kept ?? aptByDate(session, wanted),
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
  session: Session,
  judged: readonly JudgedCell[],
  wanted: AptWanted,
  ask: AskBase,
): Promise<Asked> => {
  const { sys, options } = session;
  const committed = await readAptLock(sys.files, lockFolder(session), wanted.release);
  if (
    options.update !== true &&
    committed?.packages !== undefined &&
    aptDifference(committed, wanted).length === 0
  )
    return { lock: committed, notices: [] };
  if (options.offline === true)
    return withoutAnswer(
      session,
      wanted,
      committed,
      "nothing outside may be asked.",
      "Ask once with a network: dl-env lock --update",
    );
  try {
    const bases = await readBases(session, judged, wanted.release);
    if (bases.length === 0)
      return withoutAnswer(
        session,
        wanted,
        committed,
        "none of its bases could be read, and apt is asked in a base.",
        "See which could not: dl-env plan",
      );
    return await askRelease(session, bases, wanted, committed, ask);
  } catch (error) {
    if (!(error instanceof DlEnvError) || error.exit !== 3) throw error;
    return withoutAnswer(
      session,
      wanted,
      committed,
      error.message,
      error.hint ?? "Then type: dl-env lock --update",
    );
  }
};

/** The apt lock of each release, with version and sha256 of every package where apt could be asked in a base; what it could not is a notice. */
export const lockAptWith = async (
  session: Session,
  judged: readonly JudgedCell[],
  ask: AskBase,
): Promise<AptLocked> => {
  const locks = new Map<string, AptLock>();
  const notices: Problem[] = [];
  for (const wanted of aptWanted(session, judged).values()) {
    const asked = await lockRelease(session, judged, wanted, ask);
    locks.set(wanted.release, asked.lock);
    notices.push(...asked.notices);
  }
  return { locks, notices };
};

/** The same with an engine of this machine, which is looked for when a base must be asked. */
export const lockApt = async (
  session: Session,
  judged: readonly JudgedCell[],
): Promise<AptLocked> => {
  const { sys, open, request } = session;
  const work = await openWork(sys);
  let engine: Promise<Engine> | undefined;
  try {
    const [installer, secrets] = [await readInstaller(sys), await buildSecrets(sys, work.dir)];
    return await lockAptWith(session, judged, async (base, recipe, names) => {
      engine ??= chooseEngine(sys, request.engine, { open, work: work.dir });
      const context = {
        base: upstream(base, request.mirrors),
        secrets,
        buildArgs: snapshotMirror(recipe.snapshots?.address, request.mirrors),
        epoch: Math.floor(sys.clock.now() / 1000),
      };
      const chosen = await engine;
      return tellingApt(base.tag, () =>
        askApt(sys, chosen, { ...recipe, installer }, names, context, work.dir),
      );
    });
  } finally {
    await work.close();
  }
};
