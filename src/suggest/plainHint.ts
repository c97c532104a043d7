import type { Catalog } from "../catalog/facts.ts";
import type { ReasonCode } from "../errors/codes.ts";
import { condaHint } from "../matrix/condaNames.ts";
import { closestOf } from "../text/closest.ts";

/** Packages that are imported, or known to conda, by another name, which people write for them. */
const IMPORTED_AS: Readonly<Record<string, string>> = {
  dateutil: "python-dateutil",
  faiss: "faiss-cpu",
  "open-clip": "open-clip-torch",
  pil: "pillow",
  pytorch: "torch",
  yaml: "pyyaml",
};

/** What goes by a name that is not its package's; undefined for any other name. */
const otherwiseNamed = (
  name: string,
  { libraries }: Pick<Catalog, "libraries">,
): string | undefined => {
  const plain = condaHint(name);
  if (plain !== undefined) return plain;
  const imported =
    IMPORTED_AS[name] ?? [...libraries.values()].find((one) => one.imports.includes(name))?.name;
  return imported === undefined || imported === name ? undefined : `Did you mean: ${imported}`;
};

/** What was probably meant by a name that neither the catalog nor the index has. */
const libraryMeant = (
  name: string,
  { libraries }: Pick<Catalog, "libraries">,
): string | undefined => {
  const names = new Map(
    [...libraries.values()]
      .filter(({ own }) => own === undefined)
      .flatMap((one) => [
        [one.title.toLowerCase().replaceAll(/\s+/g, "-"), one.name],
        [one.name, one.name],
      ]),
  );
  const near = closestOf(name, names.keys());
  return near === undefined ? undefined : `Did you mean: ${names.get(near)}`;
};

/** How a package without wheels gets into an image. */
const sourceHint = (name: string): string =>
  [
    "Leave it out of the set, and build it where the compiler is; put into dl-env.yml:",
    'matrix: { flavor: ["devel"] }',
    `run: [{ run: "uv pip install setuptools wheel && uv pip install --no-build-isolation ${name}", network: true }]`,
  ].join("\n");

/** What helps against a conflict about one package, without anything being asked. */
export const plainHint = (
  code: ReasonCode,
  name: string,
  catalog: Pick<Catalog, "libraries">,
): string | undefined => {
  if (code === "package-missing")
    return otherwiseNamed(name, catalog) ?? libraryMeant(name, catalog);
  // Under such a name the index has at most a placeholder that cannot be built.
  return code === "source-only" ? (otherwiseNamed(name, catalog) ?? sourceHint(name)) : undefined;
};
