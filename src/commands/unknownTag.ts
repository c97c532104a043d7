import { wrongRequest } from "../errors/error.ts";
import type { Repository } from "../registry/repository.ts";
import { isForPeople } from "../store/tagKind.ts";
import { closestOrLonger } from "../text/closest.ts";
import { oneOf } from "../text/oneOf.ts";

/** Names in a hint. */
const MOST_NAMES = 12;

const hintFor = (tag: string, there: readonly string[]): string => {
  if (there.length === 0)
    return "There are no tags yet: dl-env build && dl-env smoke && dl-env promote";
  const near = closestOrLonger(tag, there);
  return near === undefined
    ? `Existing tags: ${oneOf(there, MOST_NAMES)}`
    : `Did you mean: ${near}`;
};

/** The error for a tag that a destination does not have, of all that it has. */
export const unknownTag = (
  { name }: Pick<Repository, "name">,
  tag: string,
  all: readonly string[],
): Error =>
  wrongRequest({
    code: "unknown-tag",
    message: `${name} has no tag ${tag}.`,
    hint: hintFor(tag, all.filter(isForPeople)),
  });
