import { unreachable, wrongRequest, type Problem } from "../errors/error.ts";
import { matrixCells } from "../pipeline.ts";
import { openSession, type Session, type SessionOptions } from "../session.ts";
import { readContents } from "../store/contents.ts";
import { outsideByImage, type OutsideCell } from "../store/outsideTags.ts";
import { isForPeople } from "../store/tagKind.ts";
import { removeTags, type RemovedTags, type TagDigest } from "../store/removeTags.ts";
import type { System } from "../system/ports.ts";
import type { OutcomeOf } from "./outcomeOf.ts";
import { requireStored } from "./requireStored.ts";
import { unknownTag } from "./unknownTag.ts";

export interface UntagRequest extends SessionOptions {
  readonly tags: readonly string[];
  /** The tags of all cells that the matrix no longer has. */
  readonly outside?: boolean;
  /** Removes; else only says what would go. */
  readonly yes?: boolean;
}

export type UntagOutcome = OutcomeOf<
  "untag",
  RemovedTags & {
    readonly name: string;
    /** The tags that were meant. */
    readonly tags: readonly TagDigest[];
    /** Tags that stay and name the same images; none where nothing names one of them any more. */
    readonly others: readonly string[];
    /** The cells that are outside the matrix, when they were asked for. */
    readonly outside: readonly OutsideCell[];
    readonly done: boolean;
  }
>;

const checkRequest = ({ tags, outside = false }: UntagRequest): void => {
  if (tags.length > 0 !== outside) return;
  throw wrongRequest({
    code: "untag-what",
    message: outside
      ? "Name tags, or --outside for those of cells that are not in the matrix, not both."
      : "No tag was named.",
    hint: "See what there is: dl-env store list",
  });
};

/** A list that was not read might have named a cell that then looks as if it were outside. */
const outsideCells = async (
  session: Session,
  contents: Awaited<ReturnType<typeof readContents>>,
): Promise<readonly OutsideCell[]> => {
  const { cells, unlisted } = await matrixCells(session);
  if (unlisted.length > 0)
    throw unreachable({
      code: "needs-unknown",
      message:
        `${unlisted.join(", ")} could not be listed, so it is not known which cells short ` +
        "versions mean, and nothing is removed.",
      hint: "Try again when it answers, or name the tags: dl-env store list",
    });
  return outsideByImage(contents, new Set(cells.map(({ id }) => id)));
};

/** Tags that stay, where each image that loses some keeps one; else none. */
const otherTags = (
  contents: Awaited<ReturnType<typeof readContents>>,
  going: readonly TagDigest[],
): string[] => {
  const gone = new Set(going.map(({ tag }) => tag));
  const named = (digest: string): string[] =>
    contents
      .filter((one) => one.digest === digest && !gone.has(one.tag) && isForPeople(one.tag))
      .map(({ tag }) => tag);
  const staying = [...new Set(going.map(({ digest }) => digest))].map(named);
  return staying.some((tags) => tags.length === 0) ? [] : staying.flat();
};

/**
 * Removes tags from the destination, and nothing else: what they named stays until `store prune`.
 * Without `yes` it only says which. Exit 1 when the registry would not.
 */
export const untag = async (sys: System, request: UntagRequest): Promise<UntagOutcome> => {
  checkRequest(request);
  const session = await openSession(sys, request);
  const { to } = session;
  await requireStored(sys, [to]);
  const contents = await sys.log.group("Reading tags", () => readContents(to));
  const outside = request.outside === true ? await outsideCells(session, contents) : [];
  const wanted = [...request.tags, ...outside.flatMap(({ tags }) => tags)];
  const tags = wanted.map((tag) => {
    const found = contents.find((one) => one.tag === tag);
    if (found === undefined)
      throw unknownTag(
        to,
        tag,
        contents.map((one) => one.tag),
      );
    return { tag, digest: found.digest };
  });
  const done = request.yes === true;
  const { removed, refused } = done
    ? await sys.log.group("Removing tags", () => removeTags(to, tags, contents))
    : { removed: [], refused: [] };
  const others = otherTags(contents, tags);
  const problems: Problem[] = refused.map(({ message }) => ({ code: "not-removed", message }));
  return {
    kind: "untag",
    result: { name: to.name, tags, others, outside, removed, refused, done },
    problems,
    exit: problems.length === 0 ? 0 : 1,
  };
};
