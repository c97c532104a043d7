import { DAY } from "../text/units.ts";
import type { Problem } from "../errors/error.ts";
import { unreachable } from "../errors/error.ts";
import { planCells, type Planned } from "../pipeline.ts";
import { isLayout } from "../registry/layout.ts";
import { blobPath } from "../registry/layoutFolder.ts";
import { baseTag } from "../registry/storedBase.ts";
import type { Repository } from "../registry/repository.ts";
import { openSession, type Session, type SessionOptions } from "../session.ts";
import { readContents, type StoredTag } from "../store/contents.ts";
import { pruneLayout } from "../store/pruneLayout.ts";
import type { Pruned } from "../store/prunePlan.ts";
import { pruneRegistry } from "../store/pruneRegistry.ts";
import { claimedImages } from "../store/spareRecords.ts";
import { bytesOf, storedUses, type StoredUse } from "../store/usage.ts";
import { verifyContents, type Verified } from "../store/verifyContents.ts";
import type { System } from "../system/ports.ts";
import type { OutcomeOf } from "./outcomeOf.ts";
import { requireStored } from "./requireStored.ts";

/** A tag of an image. */
export interface ListedImage {
  readonly tag: string;
  readonly cell: string;
  readonly digest: string;
  /** Bytes of config and layers. */
  readonly size: number;
  readonly damaged: boolean;
}

export type StoreListOutcome = OutcomeOf<
  "store list",
  {
    readonly to: string;
    readonly store: string;
    readonly images: readonly ListedImage[];
    readonly layers: readonly StoredUse[];
    /** Tags that are none of ours. */
    readonly others: readonly string[];
    /** Bytes of distinct blobs below all tags, each repository for itself. */
    readonly bytes: Readonly<Record<string, number>>;
  }
>;

export type StoreVerifyOutcome = OutcomeOf<"store verify", readonly Verified[]>;
export type StorePruneOutcome = OutcomeOf<"store prune", readonly Pruned[]>;

const repositories = ({
  to,
  store,
}: Pick<Session, "to" | "store">): readonly [Repository, ...Repository[]] =>
  to === store ? [to] : [to, store];

const contentsOf = async (
  session: Pick<Session, "to" | "store">,
): Promise<ReadonlyMap<Repository, readonly StoredTag[]>> =>
  new Map(
    await Promise.all(
      repositories(session).map(
        async (repository) => [repository, await readContents(repository)] as const,
      ),
    ),
  );

/** What is in the destination and the store, how large it is, and which cells use it. */
export const storeList = async (
  sys: System,
  options: SessionOptions,
): Promise<StoreListOutcome> => {
  const session = await openSession(sys, options);
  await requireStored(sys, repositories(session));
  const contents = await sys.log.group("Reading the store", () => contentsOf(session));
  const images = contents.get(session.to) ?? [];
  const layers = contents.get(session.store) ?? [];
  return {
    kind: "store list",
    result: {
      to: session.to.name,
      store: session.store.name,
      images: images
        .filter(({ kind }) => kind === "image")
        .map(({ tag, cell = "", digest, blobs, damaged }) => ({
          tag,
          cell,
          digest,
          size: bytesOf([{ blobs }]),
          damaged,
        })),
      layers: storedUses(layers, images),
      others: [...new Set([...images, ...layers])]
        .filter(({ kind }) => kind === "other")
        .map(({ tag }) => tag),
      bytes: Object.fromEntries([...contents].map(([{ name }, tags]) => [name, bytesOf(tags)])),
    },
    problems: [],
    exit: 0,
  };
};

const damageProblems = (repository: Repository, { wrong, damaged }: Verified): Problem[] => [
  ...wrong.map((digest): Problem => ({
    code: "store-damaged",
    message: `${repository.name} has other bytes under ${digest}.`,
    hint: isLayout(repository)
      ? `Remove them and make them again: rm ${blobPath(repository.dir, digest)} && dl-env build`
      : "Make it again: dl-env build",
  })),
  ...damaged.map(({ tag, damage }): Problem => ({
    code: "store-damaged",
    message:
      `${tag} in ${repository.name} lacks ${damage.map(({ what, digest }) => `the ${what} ${digest}`).join(", ")}, ` +
      "or has it with another size.",
    hint: isLayout(repository)
      ? "Make it again: dl-env build && dl-env smoke && dl-env promote"
      : `Remove the tag and make it again: dl-env untag ${tag} --yes && dl-env build`,
  })),
];

/** Looks at every blob of the destination and the store. Exit 1 when something is not whole. */
export const storeVerify = async (
  sys: System,
  options: SessionOptions,
): Promise<StoreVerifyOutcome> => {
  const session = await openSession(sys, options);
  await requireStored(sys, repositories(session));
  const result: Verified[] = [];
  const problems: Problem[] = [];
  for (const repository of repositories(session)) {
    const verified = await sys.log.group(`Verifying ${repository.name}`, () =>
      verifyContents(repository),
    );
    result.push(verified);
    problems.push(...damageProblems(repository, verified));
  }
  return { kind: "store verify", result, problems, exit: problems.length === 0 ? 0 : 1 };
};

export interface StorePruneRequest extends SessionOptions {
  /** Removes; else only says what would go. */
  readonly yes?: boolean;
  /** Days for which something must not have been needed or used. */
  readonly age: number;
}

/**
 * Layers and bases that the plan names. Rejects with `needs-unknown` when some cell's are not
 * known: what could not be asked must not be taken for what nobody needs.
 */
const plannedTags = ({ plan, judged, recipes }: Planned): ReadonlySet<string> => {
  const unknown = plan.cells.filter(
    ({ cell, verdict }) => verdict === "unknown" || (verdict === "accepted" && !recipes.has(cell)),
  );
  if (unknown.length > 0)
    throw unreachable({
      code: "needs-unknown",
      message:
        `What ${unknown.length} of ${plan.cells.length} cells need is not known, ` +
        `${unknown[0]?.cell ?? ""} for one, so nothing is removed.`,
      hint: "See what could not be asked: dl-env plan",
    });
  return new Set([
    ...plan.layers.map(({ layer }) => layer),
    ...judged.flatMap(({ verdict }) =>
      verdict.base?.platformDigest === undefined ? [] : [baseTag(verdict.base.platformDigest)],
    ),
  ]);
};

/**
 * Removes what neither a tag nor the plan nor a running build needs; without `yes` it only says
 * what. Exit 1 when a registry would not remove something.
 */
export const storePrune = async (
  sys: System,
  { yes = false, age, ...options }: StorePruneRequest,
): Promise<StorePruneOutcome> => {
  const session = await openSession(sys, options);
  await requireStored(sys, repositories(session));
  const planned = await sys.log.group("Planning", async () =>
    plannedTags(await planCells(session)),
  );
  const contents = await sys.log.group("Reading the store", () => contentsOf(session));
  const rules = { planned, age: age * DAY, now: sys.clock.now(), removes: yes };
  // A layer is also needed by an image that lies in another repository than the layer.
  const images = [...contents.values()]
    .flat()
    .filter(({ kind }) => kind === "image" || kind === "other");
  const claimed = await claimedImages(session.to, contents.get(session.to) ?? []);
  const result: Pruned[] = [];
  for (const repository of repositories(session)) {
    const found = { contents: contents.get(repository) ?? [], images, claimed };
    result.push(
      isLayout(repository)
        ? await pruneLayout(repository, found, rules)
        : await pruneRegistry(repository, found, rules),
    );
  }
  const refused = result.flatMap((one) => one.refused);
  return {
    kind: "store prune",
    result,
    problems: refused.map(({ message }) => ({ code: "not-removed", message })),
    exit: refused.length === 0 ? 0 : 1,
  };
};
