/**
 * What dl-env itself calls tags in a destination or a store: layers by kind and key, bases,
 * inventories, the reports of a digest, and what promotions write down.
 */
const OWN_TAG =
  /^(?:dl-env-promotion-|(?:sha256|base|inventory|system|python|wheel|bytecode|rest|files|own|run)-[0-9a-f]{16,}(?:-|$))/;

/**
 * Why a set cannot have this name, since tags of cells begin with it; undefined when it can. Ends
 * in a full stop.
 */
export const reservedName = (name: string): string | undefined => {
  if (name === "latest")
    return "No set can be named `latest`: that is the tag of the cell that `default` names.";
  if (OWN_TAG.test(name))
    return `No set can be named \`${name}\`: dl-env names its own layers and reports so.`;
  return undefined;
};
