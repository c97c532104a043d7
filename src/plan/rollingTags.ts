import type { Catalog } from "../catalog/facts.ts";
import { compareVersions, minorOf } from "../catalog/versions.ts";
import type { RequestProblem } from "../errors/error.ts";
import { wrongRequest } from "../errors/error.ts";
import type { Cell } from "../matrix/cell.ts";
import { matches } from "../matrix/cellPattern.ts";
import type { Request } from "../matrix/request.ts";
import { lockOfCell, type PlanInputs } from "./planInputs.ts";

/** An accepted cell and when its lock was made (ISO date-time). */
export interface TagCandidate {
  readonly cell: Cell;
  readonly locked: string;
}

/**
 * Order among candidates of a rolling tag: CUDA, Ubuntu, Python by version, then lock time;
 * positive when `a` is the newer.
 */
export const compareCandidates = (a: TagCandidate, b: TagCandidate): number =>
  compareVersions(a.cell.cuda, b.cell.cuda) ||
  compareVersions(a.cell.ubuntu, b.cell.ubuntu) ||
  compareVersions(a.cell.python, b.cell.python) ||
  (a.locked < b.locked ? -1 : a.locked > b.locked ? 1 : 0);

/** A rolling tag that a cell competes for; candidates of one tag agree in `group`. */
interface Rolling {
  readonly tag: string;
  readonly group: string;
}

const rollingOf = (cell: Cell, catalog: Catalog, isDefault: boolean): Rolling[] => {
  const { set } = cell;
  const minor = minorOf(cell.cuda);
  const release = catalog.ubuntu.find((ubuntu) => ubuntu.name === cell.ubuntu);
  const flavor = cell.flavor === "base" ? "" : `-${cell.flavor}`;
  const ownPython = cell.python === release?.python;
  return [
    { tag: cell.id, group: `cell ${cell.id}` },
    ...(ownPython
      ? [
          {
            tag: `${set}-cuda${minor}-${release.tag}${flavor}`,
            group: `ubuntu ${set} ${minor} ${cell.ubuntu} ${cell.flavor}`,
          },
        ]
      : []),
    { tag: `${set}-cuda${minor}${flavor}`, group: `cuda ${set} ${minor} ${cell.flavor}` },
    { tag: `${set}${flavor}`, group: `set ${set} ${cell.flavor}` },
    ...(isDefault ? [{ tag: "latest", group: "latest" }] : []),
  ];
};

const collision = (tag: string, a: TagCandidate, b: TagCandidate): RequestProblem => ({
  code: "tag-collision",
  message:
    `The tag ${tag} would name two different things: a cell of the set ` +
    `${a.cell.set} and one of the set ${b.cell.set}.`,
  hint: "Rename one of the sets in dl-env.yml, then run: dl-env plan",
});

/**
 * Rolling tags by cell id, in the order they move: the cell's own, then
 * `<set>-cuda12.8-ubuntu24.04` (the release's own Python), `<set>-cuda12.8`, `<set>`, and `latest`
 * for the cell that dl-env.yml names as `default`. Flavors other than `base` stand at the end of
 * each. Throws DlEnvError(2) `tag-collision` when one text would name two different things.
 */
export const rollingTags = (
  candidates: readonly TagCandidate[],
  request: Pick<Request, "default">,
  catalog: Catalog,
): ReadonlyMap<string, readonly string[]> => {
  const winners = new Map<string, { readonly group: string; candidate: TagCandidate }>();
  const chosen = request.default;
  for (const candidate of candidates) {
    const isDefault = chosen !== undefined && matches(candidate.cell, chosen);
    for (const { tag, group } of rollingOf(candidate.cell, catalog, isDefault)) {
      const winner = winners.get(tag);
      if (winner === undefined) winners.set(tag, { group, candidate });
      else if (winner.group !== group)
        throw wrongRequest(collision(tag, winner.candidate, candidate));
      else if (compareCandidates(candidate, winner.candidate) > 0) winner.candidate = candidate;
    }
  }
  return new Map(
    candidates.map((candidate) => [
      candidate.cell.id,
      rollingOf(candidate.cell, catalog, true)
        .map(({ tag }) => tag)
        .filter((tag) => winners.get(tag)?.candidate.cell.id === candidate.cell.id),
    ]),
  );
};

/**
 * The rolling tags of a plan. A cell whose base could not be read cannot be tagged now, so it does
 * not compete.
 */
export const plannedTags = (
  { request, catalog }: { readonly request: Pick<Request, "default">; readonly catalog: Catalog },
  { judged, locks, recipes }: Omit<PlanInputs, "apt">,
): ReadonlyMap<string, readonly string[]> => {
  const candidates = judged.flatMap((one): TagCandidate[] => {
    const lock = lockOfCell(one, locks);
    return lock === undefined || !recipes.has(one.cell.id)
      ? []
      : [{ cell: one.cell, locked: lock.created }];
  });
  return rollingTags(candidates, request, catalog);
};
