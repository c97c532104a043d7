import { disjoint } from "../catalog/ranges.ts";
import { factsOf, termText, type Explainer } from "./explanation.ts";

/** `package-missing`: the index does not have the package. */
export const packageMissing: Explainer = (conflict) => {
  const name = factsOf(conflict, "missing")[0]?.name;
  return name === undefined
    ? undefined
    : {
        code: "package-missing",
        sentences: [`The package index has no package named ${name}.`],
        packages: [name],
      };
};

/** `version-missing`: the index does not have the release. */
export const versionMissing: Explainer = (conflict) => {
  const who = factsOf(conflict, "no-version")[0]?.who;
  return who === undefined
    ? undefined
    : {
        code: "version-missing",
        sentences: [`The package index has no ${termText(who)}.`],
        packages: [who.name],
      };
};

/** `version-missing`: a newer release is asked for than the index has. */
export const newerThanIndex: Explainer = (conflict) => {
  const found = factsOf(conflict, "only").flatMap(({ who }) =>
    conflict.wanted
      .filter(({ name, range }) => name === who.name && disjoint(range, who.range))
      .map((wanted) => ({ who, wanted })),
  )[0];
  if (found === undefined) return undefined;
  return {
    code: "version-missing",
    sentences: [
      `The package index has only ${termText(found.who)}, and ` +
        `${termText(found.wanted)} is requested.`,
    ],
    packages: [found.who.name],
  };
};

/** `asked-twice`: one package is asked for in two ranges. */
export const askedTwice: Explainer = (conflict) => {
  const tied = conflict.cell.flatMap((one, at) =>
    conflict.cell
      .slice(at + 1)
      .filter((other) => other.name === one.name && disjoint(other.range, one.range))
      .map((other) => [one, other] as const),
  )[0];
  const [first, second] =
    tied ?? conflict.wanted.filter(({ name }) => name === conflict.conflicting[0]);
  if (
    (tied === undefined && conflict.conflicting.length !== 1) ||
    first === undefined ||
    second === undefined
  )
    return undefined;
  return {
    code: "asked-twice",
    sentences: [`${termText(first)} and ${termText(second)} are requested at the same time.`],
    packages: [first.name],
  };
};
