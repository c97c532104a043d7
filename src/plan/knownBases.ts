import type { TagList } from "../catalog/tagLists.ts";
import type { Base } from "../matrix/base.ts";
import type { BaseDigests } from "../registry/baseImage.ts";
import { readDigests, withDigests, type Asking } from "./registryState.ts";
import type { JudgedCell } from "../verdict/verdict.ts";

/** A cell with the base that its image was made from. */
export interface CellOnBase {
  readonly cell: string;
  readonly base: Pick<Base, "tag" | "digest" | "platformDigest">;
}

/** The bases as an earlier plan found them: who works on what was made asks for none again. */
export interface KnownBases {
  /** Tags of the bases' repositories. */
  readonly lists: ReadonlyMap<string, TagList>;
  readonly cells: readonly CellOnBase[];
  /** By tag, bases that no cell need be named for. */
  readonly digests?: ReadonlyMap<string, BaseDigests>;
  /** Whether the registry said in this run that all of it is still so. */
  readonly isCurrent?: boolean;
}

const digestsOf = ({ base }: CellOnBase): BaseDigests | undefined =>
  base.digest === undefined || base.platformDigest === undefined
    ? undefined
    : { indexDigest: base.digest, platformDigest: base.platformDigest };

/** By cell, the digests of the base that its image was made from, where it is the same base now. */
const knownDigests = (
  { cells }: KnownBases,
  judged: readonly JudgedCell[],
): ReadonlyMap<string, BaseDigests> => {
  const made = new Map(cells.map((one) => [`${one.cell} ${one.base.tag}`, digestsOf(one)]));
  return new Map(
    judged.flatMap(({ cell, verdict }) => {
      const digests = made.get(`${cell.id} ${verdict.base?.tag ?? ""}`);
      return digests === undefined ? [] : [[cell.id, digests] as const];
    }),
  );
};

/** The verdicts with the digests of their bases; those that are known are not asked for. */
export const withBases = async (
  asking: Asking,
  verdicts: readonly JudgedCell[],
  { lists, known }: Pick<KnownBases, "lists"> & { readonly known: KnownBases | undefined },
): Promise<JudgedCell[]> => {
  const made: ReadonlyMap<string, BaseDigests> =
    known === undefined ? new Map() : knownDigests(known, verdicts);
  const current = known?.digests;
  const others = verdicts.filter(
    ({ cell, verdict }) => !made.has(cell.id) && current?.has(verdict.base?.tag ?? "") !== true,
  );
  const asked = await readDigests(asking, others, lists);
  return withDigests(
    verdicts,
    (cell, tag) => made.get(cell) ?? current?.get(tag) ?? asked.get(tag),
  );
};

/** A cell of a plan that was handed over, as far as its base goes. */
export interface HandedCell {
  readonly cell: string;
  readonly base?: { readonly [Key in keyof Base]?: Base[Key] | undefined } | undefined;
}

const asBased = ({ cell, base }: HandedCell): (CellOnBase & { base: Base })[] => {
  const { tag, asOf, digest, platformDigest } = base ?? {};
  if (tag === undefined || asOf === undefined) return [];
  const digests =
    digest === undefined || platformDigest === undefined ? {} : { digest, platformDigest };
  return [{ cell, base: { tag, asOf, ...digests } }];
};

/**
 * The bases of a plan that was handed over: a tag that no cell of it uses is in none of its lists.
 * Undefined where it does not say them, as plans of versions before 2026-11-28.
 */
export const basesOfPlan = (cells: readonly HandedCell[]): KnownBases | undefined => {
  const based = cells.flatMap(asBased);
  if (based.length === 0) return undefined;
  const lists = [
    ...Map.groupBy(based, ({ base }) => base.tag.slice(0, base.tag.lastIndexOf(":"))),
  ].map(([repository, these]): [string, TagList] => [
    repository,
    {
      tags: new Set(these.map(({ base }) => base.tag.slice(repository.length + 1))),
      asOf: these[0]?.base.asOf ?? "",
    },
  ]);
  return { lists: new Map(lists), cells: based };
};
