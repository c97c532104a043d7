import { hash } from "node:crypto";
import { parseReference, repositoryName } from "./reference.ts";

/**
 * Short name of a destination, the same however it is written: what moves tags there waits for
 * others that do. A hash, because GitHub drops outputs that hold the text of a secret, such as a
 * user name.
 */
export const destinationId = (to: string): string => {
  const reference = parseReference(to);
  const name = reference.kind === "layout" ? to : repositoryName(reference).toLowerCase();
  return hash("sha256", name).slice(0, 16);
};
