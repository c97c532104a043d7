import { disjoint, rangeWords } from "../catalog/ranges.ts";
import type { Library } from "../catalog/libraryFacts.ts";
import type { Cell } from "./cell.ts";
import { pinFor, releasesFor, requirementName, requirementRange } from "./libraryRelease.ts";
import type { Reason } from "./reason.ts";
import type { RuleContext } from "./ruleContext.ts";

/** A package whose pin has no version in common with what a library asks for. */
interface PinConflict {
  readonly library: Library;
  readonly packageName: string;
  /** As dl-env.yml names it. */
  readonly pin: { readonly name: string; readonly range: string };
  /** What the library needs. */
  readonly range: string;
  readonly source: string;
}

const conflictsOf = (library: Library, cell: Cell, context: RuleContext): PinConflict[] => {
  const [release] = releasesFor(library, cell, context);
  return (release?.requirements ?? []).flatMap((requirement): PinConflict[] => {
    const packageName = requirementName(requirement);
    const pin = pinFor(library, packageName, context);
    const range = requirementRange(requirement);
    if (release === undefined || pin === undefined || range === "") return [];
    if (!disjoint(pin.range, range)) return [];
    return [{ library, packageName, pin, range, source: release.source }];
  });
};

/** A line of a set, or of a file of one, that holds a version. */
interface WrittenPin {
  readonly place: string;
  readonly text: string;
}

/** Where the sets of a cell name versions that leave no room, and what to write there. */
const writtenIn = (
  conflicts: readonly PinConflict[],
  cell: Cell,
  { catalog }: RuleContext,
): readonly WrittenPin[] =>
  cell.libraries.flatMap((key) => {
    const library = catalog.libraries.get(key);
    const held = library?.own?.pin;
    const found = conflicts.find(
      ({ pin, range }) => pin.name === held?.name && disjoint(held.range, range),
    );
    return library === undefined || found === undefined
      ? []
      : [{ place: library.releases[0]?.source ?? "", text: `${found.packageName}${found.range}` }];
  });

const pinLine = (
  pins: RuleContext["request"]["pins"],
  conflicts: readonly PinConflict[],
): string => {
  const changed = Object.fromEntries(conflicts.map(({ pin, range }) => [pin.name, range]));
  return `pins: { ${Object.entries({ ...pins, ...changed })
    .map(([pinned, value]) => `${pinned}: "${value}"`)
    .join(", ")} }`;
};

/** Versions that a set names are changed where they stand; those of `pins` all in their line. */
const hintFor = (conflicts: readonly PinConflict[], cell: Cell, context: RuleContext): string => {
  const written = writtenIn(conflicts, cell, context);
  if (written.length === 0) return pinLine(context.request.pins, conflicts);
  return `Write: ${written.map(({ place, text }) => `${text} (${place})`).join(", ")}`;
};

const list = new Intl.ListFormat("en-GB");

const messageOf = (conflicts: readonly [PinConflict, ...PinConflict[]]): string => {
  const [first, ...more] = conflicts;
  if (more.length === 0)
    return (
      `The pin requires ${first.packageName} ${rangeWords(first.pin.range)}; ` +
      `${first.library.title} needs ${rangeWords(first.range)} for this CUDA and Python.`
    );
  const asked = conflicts.map(({ packageName, pin }) => `${packageName} ${rangeWords(pin.range)}`);
  const needed = conflicts.map(({ packageName, range }) => `${packageName} ${rangeWords(range)}`);
  return `${list.format(asked)} are requested; this CUDA and Python need ${list.format(needed)}.`;
};

/**
 * `pin-out-of-range`: versions that dl-env.yml asks for and what library.yml asks for have none in
 * common. All of a cell are one reason: those of one family are changed together. `libraries` are
 * those that no limit of theirs rules out.
 */
export const pinReasons = (
  libraries: readonly Library[],
  cell: Cell,
  context: RuleContext,
): Reason[] => {
  const found = libraries.flatMap((library) => conflictsOf(library, cell, context));
  const [first, ...more] = [...new Map(found.map((one) => [one.packageName, one])).values()];
  if (first === undefined) return [];
  return [
    {
      code: "pin-out-of-range",
      message: messageOf([first, ...more]),
      source: first.source,
      hint: hintFor([first, ...more], cell, context),
    },
  ];
};
