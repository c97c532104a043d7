import type { Catalog } from "../catalog/facts.ts";
import { commonPackages, libraryPackages } from "../image/aptPackages.ts";
import { aptExtras } from "../image/aptRecipe.ts";
import { wrongRequest } from "../errors/error.ts";
import { customizer } from "../matrix/customizer.ts";
import type { Request } from "../matrix/request.ts";
import type { AptLock } from "../resolve/lock.ts";
import type { JudgedCell } from "../verdict/verdict.ts";

/** apt packages that the images of one release must have. */
export type WantedAptPackages = Pick<AptLock, "release" | "asked" | "extras">;

/** A release has one lock, and apt installs one version of a package. */
const refuseTwoVersions = (release: string, names: ReadonlySet<string>): void => {
  const asked = [...names].filter((name) => name.includes("=")).sort();
  const nameOf = (one: string): string => one.slice(0, one.indexOf("="));
  const two = asked.find((one, at) =>
    asked.slice(0, at).some((other) => nameOf(other) === nameOf(one)),
  );
  if (two === undefined) return;
  const versions = asked.filter((one) => nameOf(one) === nameOf(two));
  throw wrongRequest({
    code: "wrong-value",
    message: `Images of Ubuntu ${release} ask apt for ${versions.join(" and ")}, and one release has one lock.`,
    hint: `Write one of them for all its cells: include: [{ ubuntu: "${release}", apt: { packages: [${versions[0]}] } }]`,
  });
};

/** The apt packages that accepted cells need, by release, sorted by name. */
export const wantedAptPackages = (
  {
    catalog,
    request,
  }: {
    readonly catalog: Pick<Catalog, "apt" | "comfort" | "libraries">;
    readonly request: Pick<Request, "sudo" | "slim" | "customization">;
  },
  judged: readonly JudgedCell[],
): Map<string, WantedAptPackages> => {
  const asked = commonPackages(catalog, request);
  const addedTo = customizer(request);
  const extras = new Map<string, Set<string>>();
  for (const { cell, verdict } of judged) {
    if (verdict.kind !== "accepted") continue;
    const names = extras.get(cell.ubuntu) ?? new Set();
    extras.set(cell.ubuntu, names);
    for (const name of aptExtras({
      python: cell.python,
      pythonFrom: cell.pythonFrom,
      sudo: request.sudo,
      libraryPackages: libraryPackages(cell, catalog, {
        slim: request.slim,
        added: addedTo(cell),
      }),
    }))
      names.add(name);
  }
  for (const [release, names] of extras) refuseTwoVersions(release, names);
  return new Map(
    [...extras].map(([release, names]) => [
      release,
      { release, asked, extras: [...names].filter((name) => !asked.includes(name)).sort() },
    ]),
  );
};
