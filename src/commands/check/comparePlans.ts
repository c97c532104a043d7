import type { Plan, PlannedCell } from "../../plan/plan.ts";

/** What a change does to one cell. */
export interface TouchedCell {
  readonly cell: string;
  readonly before: PlannedCell | undefined;
  readonly after: PlannedCell | undefined;
  /** Packages whose version differs, sorted by name; undefined where there is none. */
  readonly packages: readonly {
    readonly name: string;
    readonly before: string | undefined;
    readonly after: string | undefined;
  }[];
}

const packagesOf = (cell: PlannedCell | undefined): Readonly<Record<string, string>> =>
  cell?.lock?.packages ?? {};

const packageChanges = (
  before: PlannedCell | undefined,
  after: PlannedCell | undefined,
): TouchedCell["packages"] => {
  const [old, now] = [
    new Map(Object.entries(packagesOf(before))),
    new Map(Object.entries(packagesOf(after))),
  ];
  const names = new Set([...old.keys(), ...now.keys()]);
  return [...names]
    .filter((name) => old.get(name) !== now.get(name))
    .sort()
    .map((name) => ({ name, before: old.get(name), after: now.get(name) }));
};

/**
 * The immutable tag stands for everything that decides what is in an image. Rolling tags that
 * another cell takes over are no change of this one.
 */
const identity = (cell: PlannedCell): string =>
  JSON.stringify([
    cell.verdict,
    cell.tags.find((tag) => /-r[0-9a-f]{12}$/.test(tag)),
    cell.base?.tag,
    cell.lock?.key,
    cell.reasons.map((reason) => reason.message),
  ]);

/**
 * Cells that a change touches: new, gone, another verdict, or other content. In the order of the
 * plan after, then those that are gone.
 */
export const touchedCells = (
  before: Pick<Plan, "cells">,
  after: Pick<Plan, "cells">,
): TouchedCell[] => {
  const old = new Map(before.cells.map((cell) => [cell.cell, cell]));
  const now = new Map(after.cells.map((cell) => [cell.cell, cell]));
  const made = (id: string): TouchedCell => ({
    cell: id,
    before: old.get(id),
    after: now.get(id),
    packages: packageChanges(old.get(id), now.get(id)),
  });
  const changed = after.cells.filter((cell) => {
    const was = old.get(cell.cell);
    return was === undefined || (was !== cell && identity(was) !== identity(cell));
  });
  return [
    ...changed.map(({ cell }) => made(cell)),
    ...before.cells.filter(({ cell }) => !now.has(cell)).map(({ cell }) => made(cell)),
  ];
};
