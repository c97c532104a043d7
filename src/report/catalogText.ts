import type { Difference } from "../catalog/compareCatalog.ts";
import type { CatalogUpdateOutcome } from "../commands/catalogCommand.ts";
import type { CatalogComparison } from "../commands/catalog/compareOutside.ts";
import type { FoundCode } from "../inspect/fatbin.ts";
import type { Measured } from "../inspect/measuredCode.ts";
import { count } from "../text/units.ts";

type Fact = Exclude<Extract<Difference, { kind: "new" }>["of"], "image">;

const namedFact = (of: Fact, subject: string): string => {
  switch (of) {
    case "package":
    case "tool":
      return subject;
    case "python":
      return `Python ${subject}:`;
    case "card":
      return `GPU ${subject}: compute capability`;
  }
};

const line = (difference: Difference): string => {
  const subject = difference.subject;
  switch (difference.kind) {
    case "new":
      return difference.of === "image"
        ? `new        ${subject}`
        : `new        ${namedFact(difference.of, subject)} ${difference.to} ` +
            `(the catalog has ${difference.from ?? "none"})`;
    case "re-pushed":
      return `re-pushed  ${subject}: ${difference.from} is now ${difference.to}`;
    case "renamed":
      return `renamed    ${subject} is now ${difference.to}`;
    case "gone":
      return `gone       ${subject}`;
  }
};

const unaskedLines = ({ unasked }: CatalogComparison): string[] =>
  unasked.map(({ subject, message }) => `not asked  ${subject}: ${message}`);

const total = ({ differences, unasked, compared }: CatalogComparison): string =>
  differences.length > 0
    ? `${count(differences.length, "difference")} found.`
    : unasked.length > 0 && Object.values(compared).every((number) => number === 0)
      ? "Nothing could be compared."
      : "Everything that could be compared matches the catalog.";

/** What differs between the catalog and the outside, for people. */
export const catalogCheckText = (checked: CatalogComparison): string =>
  [
    `Read on ${checked.asOf}: ${count(checked.compared.images, "image tag")}, ` +
      `${count(checked.compared.packages, "package")}, ` +
      `${count(checked.compared.pythons, "Python")}, ${count(checked.compared.cards, "GPU")}.`,
    ...checked.differences.map(line),
    ...unaskedLines(checked),
    total(checked),
    ...(checked.differences.length > 0 ? ["Update the catalog with: dl-env catalog update"] : []),
  ].join("\n");

/** What an update wrote, for people. */
export const catalogUpdateText = ({
  written,
  left,
  ...checked
}: CatalogUpdateOutcome["result"]): string =>
  [
    ...checked.differences.map(line),
    ...unaskedLines(checked),
    ...left.map((subject) => `left       ${subject}: write it into matrix/gpus.yml by hand`),
    ...(written.length === 0
      ? ["Nothing was written."]
      : written.map((path) => `Written: ${path}`)),
  ].join("\n");

const codeText = ({ sm, ptx }: FoundCode): string =>
  `SM ${sm.join(" ") || "none"}; PTX ${ptx.join(" ") || "none"}`;

const verdict = ({ against, differs }: Measured): string => {
  if (against === undefined)
    return "The catalog has no measurement of exactly one of these wheels, so nothing was compared.";
  if (differs === undefined) return `Matches the catalog entry of ${against}.`;
  const part = (words: string, names: readonly string[]): string[] =>
    names.length === 0 ? [] : [`${words} ${names.join(", ")}`];
  return (
    `Differs from the catalog entry of ${against}: ` +
    `${[...part("only here", differs.more), ...part("only in the catalog", differs.less)].join("; ")}.`
  );
};

/** The GPU code of a layer, for people. */
export const measureText = (found: Measured): string =>
  [
    `Wheels: ${found.wheels.map(({ name, version }) => `${name} ${version}`).join(", ") || "none"}`,
    ...found.libraries.map((library) => `${library.path}: ${codeText(library)}`),
    found.libraries.length === 0
      ? "No library has GPU code."
      : `Together: ${codeText(found.together)}`,
    verdict(found),
  ].join("\n");
