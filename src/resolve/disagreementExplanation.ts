import { disjoint, isOpen, rangeWords } from "../catalog/ranges.ts";
import { noWheelsSentence, platformSentence, pythonSentence } from "./buildSentences.ts";
import {
  broughtBy,
  isExact,
  disagreements,
  type Conflict,
  type Needs,
  type Disagreement,
} from "./conflict.ts";
import type { Term } from "./derivation.ts";
import { factsOf, termText, type Explainer } from "./explanation.ts";

const sideText = (conflict: Conflict, { who }: Needs): string => {
  const through = broughtBy(conflict, who);
  return through === undefined ? termText(who) : `${termText(who)} (for ${through})`;
};

const disagreementSentence = (conflict: Conflict, { one, other }: Disagreement): string =>
  `${sideText(conflict, one)} needs ${termText(one.what)}, and ` +
  `${sideText(conflict, other)} needs ${rangeWords(other.what.range)}.`;

/** First the side that leaves no room, then the one that may give way. */
const firmFirst = (conflict: Conflict, { one, other }: Disagreement): Disagreement => {
  const firm = ({ who, what }: Needs): number =>
    (conflict.conflicting.includes(who.name) ? 4 : 0) +
    (isExact(what.range) ? 2 : 0) +
    (isOpen(who.range) ? 0 : 1);
  return firm(other) > firm(one) ? { one: other, other: one } : { one, other };
};

const samePackages = (a: Disagreement, b: Disagreement): boolean => {
  const sides = ({ one, other }: Disagreement): string =>
    [one.who.name, other.who.name].sort().join(" ");
  return sides(a) === sides(b);
};

/** Other releases of a package that no Python or platform of this cell can take, newest first. */
const otherReleases = (conflict: Conflict, name: string, explained: Term): string | undefined => {
  const found = factsOf(conflict, "no-tag")
    .filter(
      ({ who }) =>
        who.name === name &&
        /^(?:>=|==)/.test(who.range) &&
        (explained.name !== name || disjoint(who.range, explained.range)),
    )
    .sort((a, b) => Number(isOpen(b.who.range)) - Number(isOpen(a.who.range)))[0];
  if (found === undefined) return undefined;
  return found.tag === "python"
    ? pythonSentence(conflict, found.who)
    : platformSentence(conflict, found.who);
};

/** What keeps the rest of the releases from being taken, beside the first disagreement. */
const secondSentence = (
  conflict: Conflict,
  first: Disagreement,
  all: readonly Disagreement[],
): string | undefined => {
  const names = [first.one.who.name, first.other.who.name];
  const yielding = broughtBy(conflict, first.other.who) ?? first.other.who.name;
  const isRequested = ({ who }: Needs): boolean => conflict.conflicting.includes(who.name);
  const others = all.filter((one) => !samePackages(one, first));
  const further = others.filter(
    ({ one, other }) =>
      isRequested(one) &&
      isRequested(other) &&
      [one, other].some(({ who }) => !names.includes(who.name)),
  );
  const rest = ({ who }: Needs): boolean =>
    who.name === yielding && disjoint(who.range, first.other.who.range);
  const [next] = [...further.filter(({ one, other }) => rest(one) || rest(other)), ...further];
  if (next !== undefined) return disagreementSentence(conflict, firmFirst(conflict, next));
  const tagged = otherReleases(conflict, yielding, first.other.who);
  if (tagged !== undefined) return tagged;
  const brought = ({ who }: Needs): boolean => broughtBy(conflict, who) === yielding;
  const through = others.find(
    ({ one, other }) =>
      one.what.name !== first.one.what.name &&
      ((isRequested(one) && brought(other)) || (isRequested(other) && brought(one))),
  );
  if (through !== undefined) return disagreementSentence(conflict, firmFirst(conflict, through));
  const stubs = factsOf(conflict, "no-wheels").find(({ who }) => who.name === yielding);
  return stubs === undefined ? undefined : noWheelsSentence(conflict, stubs.who);
};

/** `packages-disagree`: two packages need different releases of a third. */
export const packagesDisagree: Explainer = (conflict) => {
  const all = disagreements(conflict);
  const [best] = all;
  if (best === undefined) return undefined;
  const first = firmFirst(conflict, best);
  const next = secondSentence(conflict, first, all);
  const packages = [first.other.who, first.one.who].map(
    (who) => broughtBy(conflict, who) ?? who.name,
  );
  return {
    code: "packages-disagree",
    sentences: [disagreementSentence(conflict, first), ...(next === undefined ? [] : [next])],
    packages: [...new Set([...packages, ...conflict.conflicting])],
  };
};
