import type { Catalog } from "../catalog/facts.ts";
import type { Problem } from "../errors/error.ts";
import { normalName } from "../matrix/checkPins.ts";
import { placed } from "../matrix/requestPlace.ts";
import type { Request } from "../matrix/request.ts";
import type { Lock } from "../resolve/lock.ts";
import { closestOf } from "../text/closest.ts";
import { meantByPin, pinHolds } from "./pinHolds.ts";
import type { JudgedCell } from "./verdict.ts";

const either = new Intl.ListFormat("en-GB", { type: "disjunction" });

/**
 * Pins of packages that are in no lock, as the locks show; said only when every cell has one, since
 * the others might hold it.
 */
export const pinWarnings = (
  request: Request,
  judged: readonly JudgedCell[],
  { locks, catalog }: { readonly locks: ReadonlyMap<string, Lock>; readonly catalog: Catalog },
): Problem[] => {
  const names = Object.keys(request.pins);
  if (
    names.length === 0 ||
    judged.length === 0 ||
    judged.some(({ verdict }) => verdict.kind !== "accepted")
  )
    return [];
  const packages = new Set(
    [...locks.values()].flatMap((lock) => lock.wheels.map(({ name }) => name)),
  );
  return names.flatMap((name) => {
    if ([...locks.values()].some((lock) => pinHolds(name, lock, catalog))) return [];
    const meant = meantByPin(name, packages, catalog);
    const near = meant.length > 0 ? either.format(meant) : closestOf(name, packages);
    const written = Object.keys(request.places).find(
      (path) => path.startsWith("pins.") && normalName(path.slice("pins.".length)) === name,
    );
    return [
      {
        code: "unused-pin",
        message: `The package ${name} is in no cell, so its pin has no effect.`,
        ...(written === undefined ? {} : placed(request, written)),
        hint:
          near === undefined
            ? "Remove the line, or see what a cell contains: dl-env plan --why CELL"
            : `Did you mean: ${near}`,
      },
    ];
  });
};
