import { rangeWords } from "../catalog/ranges.ts";
import { compareVersions } from "../catalog/versions.ts";
import type { Conflict } from "./conflict.ts";
import type { Term } from "./derivation.ts";
import { factsOf, termText } from "./explanation.ts";

export const pythonSentence = (conflict: Conflict, who: Term): string => {
  const cellPython = conflict.question.python;
  const needs = factsOf(conflict, "needs-python").find(
    (fact) => fact.who.name === who.name && fact.who.range === who.range,
  );
  if (needs !== undefined)
    return (
      `${termText(who)} needs Python ${rangeWords(needs.range)}, and this cell has ` +
      `Python ${cellPython}.`
    );
  const built = [...(conflict.derivation.built.get(who.name)?.pythons ?? [])].sort(compareVersions);
  const [oldest, newest] = [built[0], built.at(-1)];
  if (oldest !== undefined && compareVersions(cellPython, oldest) < 0)
    return (
      `${termText(who)} needs Python ${oldest} or newer, and this cell has Python ` +
      `${cellPython}.`
    );
  if (oldest !== undefined && newest !== undefined && compareVersions(cellPython, newest) > 0)
    return (
      `${termText(who)} has no build for Python ${cellPython}; its builds are for ` +
      `Python ${oldest} to ${newest}.`
    );
  return `${termText(who)} has no build for Python ${cellPython}.`;
};

export const platformSentence = (conflict: Conflict, who: Term): string => {
  const least = (conflict.derivation.built.get(who.name)?.platforms ?? [])
    .map((tag) => /^manylinux_(2_\d+)_x86_64$/.exec(tag)?.[1]?.replace("_", "."))
    .filter((one) => one !== undefined)
    .sort(compareVersions)[0];
  const cellGlibc = /manylinux_(2_\d+)$/.exec(conflict.question.platform)?.[1]?.replace("_", ".");
  if (least === undefined || cellGlibc === undefined)
    return `${termText(who)} has no build for this platform.`;
  return (
    `${termText(who)} needs a system with glibc ${least} or newer, and this cell ` +
    `has glibc ${cellGlibc}.`
  );
};

/** Whether the index has no wheel of any release of a package, for any Python. */
export const isSourceOnly = (conflict: Conflict, name: string): boolean =>
  factsOf(conflict, "no-wheels").some(({ who }) => who.name === name && who.range === "") &&
  !conflict.derivation.built.has(name);

export const sourceOnlySentence = (name: string): string =>
  `${name} is on the package index as source code only, without any wheel.`;

/** Also true of packages that have no wheels at all, which uv does not tell apart. */
export const noWheelsSentence = (conflict: Conflict, who: Term): string =>
  `${termText(who)} has no wheels for Python ${conflict.question.python} on the package index.`;
