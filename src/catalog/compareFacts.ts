import { compare, valid } from "@renovatebot/pep440";
import type { ListedCard } from "./cardPage.ts";
import type { Catalog, PinnedWheel } from "./facts.ts";
import { gpuNamed } from "./gpuNames.ts";
import type { PythonBuild } from "./pythonBuilds.ts";
import { compareVersions } from "./versions.ts";

/** A fact of the catalog that is newer outside. */
interface NewerFact {
  readonly kind: "new";
  readonly of: "tool" | "python" | "card";
  readonly subject: string;
  readonly from?: string;
  readonly to: string;
}

/** uv, where the index has a newer one than is pinned. */
export const newerTool = ({ hostUv }: Catalog, { version }: PinnedWheel): NewerFact[] =>
  valid(version) === null || compare(version, hostUv.version) <= 0
    ? []
    : [{ kind: "new", of: "tool", subject: "uv", from: hostUv.version, to: version }];

/**
 * Pythons with a newer release, and minor versions after the catalog's oldest that it lacks. The
 * same Python built again is no difference.
 */
export const newerPythons = (
  { pythons }: Catalog,
  found: ReadonlyMap<string, PythonBuild>,
): NewerFact[] => {
  const oldest = pythons.map(({ minor }) => minor).sort(compareVersions)[0] ?? "0";
  return [...found]
    .sort(([a], [b]) => compareVersions(a, b))
    .flatMap(([minor, { version }]): NewerFact[] => {
      const known = pythons.find((python) => python.minor === minor)?.version;
      if (compareVersions(minor, oldest) < 0) return [];
      if (known !== undefined && compareVersions(version, known) <= 0) return [];
      const from = known === undefined ? {} : { from: known };
      return [{ kind: "new", of: "python", subject: minor, ...from, to: version }];
    });
};

/** Cards that the catalog lacks or has under another compute capability. */
export const otherCards = (catalog: Catalog, cards: readonly ListedCard[]): NewerFact[] =>
  cards.flatMap(({ name, computeCapability }): NewerFact[] => {
    const known = gpuNamed(name, catalog)?.computeCapability;
    if (known === computeCapability) return [];
    const from = known === undefined ? {} : { from: known };
    return [{ kind: "new", of: "card", subject: name, ...from, to: computeCapability }];
  });
