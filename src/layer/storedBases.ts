import { readBase } from "../registry/baseImage.ts";
import {
  baseTag,
  copyNewBase,
  isWhole,
  readStoredBase,
  type StoredBase,
} from "../registry/storedBase.ts";
import type { OpenRepository, Repository } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";
import { makingClaims, onceClaimed } from "./makingClaims.ts";
import type { JudgedCell } from "../verdict/verdict.ts";

/** Where bases come from, and where they go. */
export interface BaseFacts {
  readonly sys: Pick<System, "files" | "env" | "log">;
  readonly open: OpenRepository;
  readonly store: Repository;
}

/**
 * The base of each cell as it lies in the store, where it is copied when it is not there yet or
 * lacks a blob. Each base is looked
 * at once, and copied by one build on a host at a time.
 */
export const storedBases = (
  { sys, open, store }: BaseFacts,
  judged: readonly JudgedCell[],
): ((cell: string) => Promise<StoredBase>) => {
  const copies = new Map<string, Promise<StoredBase>>();
  const bases = new Map(judged.map(({ cell, verdict }) => [cell.id, verdict.base]));
  const stored = async (platformDigest: string): Promise<StoredBase | undefined> => {
    const base = await readStoredBase(store, platformDigest);
    return base !== undefined && (await isWhole(store, base)) ? base : undefined;
  };
  const claims = makingClaims(sys, store);
  const copied = (tag: string, platformDigest: string): Promise<StoredBase> =>
    onceClaimed(
      claims,
      { tag: baseTag(platformDigest), title: `The copy of ${tag}` },
      async () =>
        (await stored(platformDigest)) ??
        copyNewBase(await readBase(open, `${tag}@${platformDigest}`), store),
    );
  const read = async (tag: string, platformDigest: string): Promise<StoredBase> =>
    (await stored(platformDigest)) ?? copied(tag, platformDigest);
  return (cell) => {
    const base = bases.get(cell);
    if (base?.platformDigest === undefined)
      throw new TypeError(`the base of ${cell} has no digest`);
    const found = copies.get(base.platformDigest) ?? read(base.tag, base.platformDigest);
    copies.set(base.platformDigest, found);
    return found;
  };
};
