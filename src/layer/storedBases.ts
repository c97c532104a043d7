import { readBase } from "../registry/baseImage.ts";
import type { ImageManifest } from "../registry/manifest.ts";
import {
  baseTag,
  copyNewBase,
  isWhole,
  readStoredBase,
  type StoredBase,
} from "../registry/storedBase.ts";
import type { OpenRepository, Repository } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";
import { memoized } from "../text/memoized.ts";
import { makingClaims, onceClaimed } from "./makingClaims.ts";
import type { JudgedCell } from "../verdict/verdict.ts";

/** Where bases come from, and where they go. */
export interface BaseFacts {
  readonly sys: Pick<System, "files" | "env" | "log">;
  readonly open: OpenRepository;
  readonly store: Repository;
}

/** The bases of a run's cells. */
export interface Bases {
  /**
   * The base of a cell as it lies in the store, where it is copied when it is not there yet or
   * lacks a blob; by one build on a host at a time.
   */
  readonly base: (cell: string) => Promise<StoredBase>;
  /**
   * The manifest of a cell's base, and whether the store has all that it names. Rejects as `base`
   * does where its registry is asked in vain.
   */
  readonly manifest: (
    cell: string,
  ) => Promise<{ readonly isStored: boolean; readonly manifest: ImageManifest }>;
}

/** The base as a store has it, with all that it names; undefined when it is not there. */
const wholeBase = async (
  store: Repository,
  platformDigest: string,
): Promise<StoredBase | undefined> => {
  const base = await readStoredBase(store, platformDigest);
  return base !== undefined && (await isWhole(store, base)) ? base : undefined;
};

/** Opens the bases that verdicts name. Each is looked at once. */
export const storedBases = (
  { sys, open, store }: BaseFacts,
  judged: readonly JudgedCell[],
): Bases => {
  const named = new Map(judged.map(({ cell, verdict }) => [cell.id, verdict.base]));
  const find = (platformDigest: string) => wholeBase(store, platformDigest);
  const found = memoized(find);
  const source = memoized((reference: string) => readBase(open, reference));
  const claims = makingClaims(sys, store);
  const stored = memoized(async (reference: string): Promise<StoredBase> => {
    const [tag = "", platformDigest = ""] = reference.split("@");
    const there = await found(platformDigest);
    if (there !== undefined) return there;
    const claimed = { tag: baseTag(platformDigest), title: `The copy of ${tag}` };
    return onceClaimed(
      claims,
      claimed,
      async (hasWaited) =>
        (hasWaited ? await find(platformDigest) : undefined) ??
        copyNewBase(await source(reference), store),
    );
  });
  const referenceOf = (cell: string): { reference: string; digest: string } => {
    const base = named.get(cell);
    if (base?.platformDigest === undefined)
      throw new TypeError(`the base of ${cell} has no digest`);
    return { reference: `${base.tag}@${base.platformDigest}`, digest: base.platformDigest };
  };
  return {
    base: async (cell) => stored(referenceOf(cell).reference),
    manifest: async (cell) => {
      const { reference, digest } = referenceOf(cell);
      const there = await found(digest);
      const { manifest } = there ?? (await source(reference));
      return { isStored: there !== undefined, manifest };
    },
  };
};
