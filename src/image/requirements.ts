import type { Catalog, PinnedWheel } from "../catalog/facts.ts";
import type { Lock, LockedWheel } from "../resolve/lock.ts";
import { overlapWinnerWheels } from "./layerOrder.ts";

/** One line per wheel, sorted: what uv installs and nothing else. */
export const hashedRequirements = (wheels: readonly LockedWheel[]): string =>
  [...wheels]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((wheel) => `${wheel.name}==${wheel.version} --hash=sha256:${wheel.sha256}\n`)
    .join("");

/** The uv of the lock, which stands in every image; else the catalog's. */
export const uvRequirement = (lock: Lock, tool: PinnedWheel): string => {
  const locked = lock.wheels.find(({ name }) => name === "uv");
  return locked === undefined
    ? `uv==${tool.version} --hash=sha256:${tool.wheelSha256}`
    : hashedRequirements([locked]).trimEnd();
};

/** A file of requirements in a build context. */
export interface RequirementFile {
  readonly path: string;
  readonly wheels: readonly LockedWheel[];
}

/** Wheels that win an overlap are installed by a call of their own, in the catalog's order. */
export const requirementFiles = (
  lock: Lock,
  catalog: Pick<Catalog, "overlapWinners">,
): RequirementFile[] => {
  const last = overlapWinnerWheels(lock, catalog.overlapWinners);
  const first =
    last.length === 0 ? lock.wheels : lock.wheels.filter((wheel) => !last.includes(wheel));
  return [
    { path: "requirements.txt", wheels: first },
    ...last.map((wheel) => ({ path: `requirements-${wheel.name}.txt`, wheels: [wheel] })),
  ];
};
