import type { Catalog, LibraryTrap } from "../catalog/facts.ts";
import { minorOf, majorOf, compareVersions } from "../catalog/versions.ts";
import type { Lock } from "../resolve/lock.ts";
import type { Cell } from "./cell.ts";
import type { InRange } from "./ranges.ts";
import { rememberRanges } from "./ranges.ts";
import { counts, librariesOf } from "./release.ts";
import type { Request } from "./request.ts";
import { ofAnotherMajor } from "./rules.ts";
import type { Reason } from "./verdict.ts";

type Versions = ReadonlyMap<string, string>;

const besideHolds = (beside: string | undefined, versions: Versions, inRange: InRange): boolean => {
  if (beside === undefined) return true;
  const [, name = beside, range = ""] = /^([a-z0-9-]+)(.*)$/.exec(beside) ?? [];
  const version = versions.get(name);
  return version !== undefined && inRange(version, range === "" ? undefined : range);
};

/** The package of a lock that a trap catches, or undefined. */
const caught = (trap: LibraryTrap, versions: Versions, inRange: InRange): string | undefined => {
  if (trap.missing !== undefined && versions.has(trap.missing)) return undefined;
  if (!besideHolds(trap.beside, versions, inRange)) return undefined;
  const names = trap.package === "*" ? [...versions.keys()] : [trap.package];
  return names.find((name) => {
    const version = versions.get(name);
    return version !== undefined && inRange(version, trap.versions);
  });
};

const trapReason = (trap: LibraryTrap, name: string, versions: Versions): Reason => ({
  code: trap.code,
  message: `The index answered with ${name} ${versions.get(name) ?? ""}. ${trap.message}`,
  source: trap.source,
  ...(trap.hint === undefined ? {} : { hint: trap.hint }),
});

const wrongMajor = (versions: Versions, cell: Cell, catalog: Catalog): Reason[] => {
  for (const name of versions.keys()) {
    const major = ofAnotherMajor(name, cell.cuda, catalog);
    if (major === undefined) continue;
    const source = catalog.wheels[major]?.source ?? "matrix/cuda.yml";
    return [{ code: "wheel-of-another-cuda", message: `The index answered with ${name}, which is built for CUDA ${major}.`, source, hint: `matrix: { cuda: ["${major}.0"] }` }];
  }
  return [];
};

const wrongRuntime = (versions: Versions, cell: Cell, catalog: Catalog, wheelCuda: Request["wheelCuda"]): Reason[] => {
  const facts = catalog.wheels[majorOf(cell.cuda)];
  const version = facts === undefined ? undefined : versions.get(facts.runtime);
  if (facts === undefined || version === undefined) return [];
  const [found, asked] = [minorOf(version), minorOf(cell.cuda)];
  if (found === asked || (wheelCuda === "same-major" && compareVersions(found, asked) < 0)) return [];
  return [{ code: "wheel-of-another-cuda", message: `The index answered with the CUDA ${found} runtime for a cell of CUDA ${asked}.`, source: facts.source, hint: `matrix: { cuda: ["${found}"] }` }];
};

/** What a lock holds that this cell must not hold although the resolver was content. Empty when the lock is good. */
export const trapsIn = (lock: Pick<Lock, "wheels">, cell: Cell, request: Pick<Request, "wheelCuda">, catalog: Catalog, inRange: InRange = rememberRanges()): readonly Reason[] => {
  const versions: Versions = new Map(lock.wheels.map((wheel) => [wheel.name, wheel.version]));
  const traps = [...catalog.traps, ...librariesOf(cell, catalog).flatMap((library) => library.traps)].filter((trap) => counts(trap, cell, request.wheelCuda, inRange));
  const sprung = traps.flatMap((trap) => {
    const name = caught(trap, versions, inRange);
    return name === undefined ? [] : [trapReason(trap, name, versions)];
  });
  return [...sprung, ...wrongMajor(versions, cell, catalog), ...wrongRuntime(versions, cell, catalog, request.wheelCuda)];
};
