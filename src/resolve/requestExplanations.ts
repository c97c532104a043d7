import { disjoint } from "../catalog/ranges.ts";
import { noWheelsSentence } from "./buildSentences.ts";
import { againstPins, againstRequest } from "./conflict.ts";
import { factsOf, termText, type Explainer } from "./explanation.ts";

/** A pin of a package that others bring along. */
export const againstPin: Explainer = (conflict) => {
  const bare = factsOf(conflict, "no-wheels").find(({ who }) =>
    conflict.pins.some(({ name, range }) => name === who.name && !disjoint(range, who.range)),
  );
  const pin = conflict.pins.find(({ name }) => name === bare?.who.name);
  if (pin !== undefined)
    return {
      code: "no-wheels",
      sentences: [noWheelsSentence(conflict, pin)],
      packages: [pin.name],
    };
  const [found] = againstPins(conflict);
  if (found === undefined) return undefined;
  const { need, wanted } = found;
  return {
    code: "packages-disagree",
    sentences: [
      `${termText(need.who)} needs ${termText(need.what)}, and ${termText(wanted)} is requested.`,
    ],
    packages: [wanted.name, need.who.name],
  };
};

/** `packages-disagree`: a package needs another release than the request names. */
export const againstOwnRequest: Explainer = (conflict) => {
  const [found] = againstRequest(conflict);
  if (found === undefined) return undefined;
  const { need, wanted } = found;
  return {
    code: "packages-disagree",
    sentences: [
      `${termText(need.who)} needs ${termText(need.what)}, and ${termText(wanted)} is requested.`,
    ],
    packages: [need.who.name, wanted.name],
  };
};
