import type { HostCatalog } from "./hostCatalog.ts";
import type { Distribution, HostFacts } from "./hostFacts.ts";
import { valueOf } from "./hostFacts.ts";

export interface Fix {
  readonly fix: readonly string[];
  readonly source: string;
}

/**
 * The family of matrix/host/distributions.yml that a distribution belongs to; undefined when it is
 * none of them.
 */
export const familyOf = (
  catalog: HostCatalog,
  system: Distribution | undefined,
): string | undefined => {
  if (system === undefined) return undefined;
  const families = Object.entries(catalog.distributions.families);
  const byId = families.find(([, family]) => family.ids.includes(system.id));
  return (byId ??
    families.find(([, family]) => system.like.some((like) => family.like.includes(like))))?.[0];
};

/**
 * Address of NVIDIA's repository for this release, out of our own table; undefined when the table
 * has no such release.
 */
export const nvidiaRepository = (
  catalog: HostCatalog,
  system: Distribution | undefined,
): string | undefined => {
  const { base, folders } = catalog.distributions.nvidia;
  const releases = Object.hasOwn(folders, system?.id ?? "") ? folders[system?.id ?? ""] : undefined;
  const version = system?.version;
  if (releases === undefined || version === undefined) return undefined;
  const release = Object.keys(releases)
    .sort((a, b) => b.length - a.length)
    .find((start) => version === start || version.startsWith(`${start}.`));
  const folder = release === undefined ? undefined : releases[release];
  return folder === undefined ? undefined : `${base}/${folder}/x86_64`;
};

/** File with the repository's description: `cuda-rhel9.repo`. */
const repositoryFile = (address: string): string => `cuda-${address.split("/").at(-2) ?? ""}.repo`;

const linesOf = (
  catalog: HostCatalog,
  facts: HostFacts,
  name: string,
): readonly string[] | undefined => {
  const fix = catalog.fixes[name];
  if (fix === undefined) return undefined;
  const system = valueOf(facts.system);
  const family = familyOf(catalog, system);
  const manager = valueOf(facts.packages)?.manager;
  const major = /^\d+/.exec(system?.version ?? "")?.[0] ?? "";
  const keys = [`${family}${major}`, `${family}-${manager}`, family, manager, "any"];
  for (const key of keys) {
    const lines = key !== undefined && Object.hasOwn(fix, key) ? fix[key] : undefined;
    if (Array.isArray(lines)) return lines;
  }
  return undefined;
};

/**
 * Commands of matrix/host/fixes.yml for this host; only a line that names the source when there are
 * none for it.
 */
export const fixFor = (
  input: { readonly facts: HostFacts; readonly catalog: HostCatalog },
  name: string,
): Fix => {
  const { facts, catalog } = input;
  const source = catalog.fixes[name]?.source;
  if (source === undefined) throw new TypeError(`no fix ${name} in matrix/host/fixes.yml`);
  const repository = nvidiaRepository(catalog, valueOf(facts.system));
  const lines = linesOf(catalog, facts, name);
  const usable =
    lines?.some((line) => line.includes("{nvidia}")) === true && repository === undefined
      ? linesOf(catalog, facts, `${name}-unlisted`)
      : lines;
  if (usable === undefined) return { fix: [`# see ${source}`], source };
  const pm = valueOf(facts.packages)?.manager === "yum" ? "yum" : "dnf";
  const filled = usable.map((line) =>
    line
      .replaceAll("{pm}", pm)
      .replaceAll("{nvidia}", repository ?? "")
      .replaceAll("{repofile}", repositoryFile(repository ?? "")),
  );
  return { fix: filled, source };
};

/** Two fixes, one after the other; the source is the first one's. */
export const both = (first: Fix, second: Fix): Fix => ({
  fix: [...first.fix, ...second.fix],
  source: first.source,
});
