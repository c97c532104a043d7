import type { Catalog } from "../catalog/facts.ts";
import type { Reason } from "../matrix/reason.ts";
import { isCommitted } from "../resolve/committedLocks.ts";
import type { Lock } from "../resolve/lock.ts";
import { DEFAULT_INDEX, type RecordedOrigins } from "../resolve/recordedOrigins.ts";
import { fewNames } from "../text/fewNames.ts";
import type { Note } from "./note.ts";

type IndexFacts = Pick<Catalog, "indexes">;

/** A package that comes from another index than committed locks have it from. */
interface Moved {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Locks that have it from there. */
  readonly files: readonly string[];
}

const indexText = (name: string): string =>
  name === DEFAULT_INDEX ? "the default index" : `the index ${name}`;

/** Named in a dl-env.yml, now or when the lock was made. */
const isOwn = (name: string, { indexes }: IndexFacts): boolean =>
  name !== DEFAULT_INDEX && (indexes.get(name)?.own === true || !indexes.has(name));

const movedIn = (lock: Lock, recorded: RecordedOrigins): readonly Moved[] =>
  isCommitted(lock)
    ? []
    : lock.wheels.flatMap(({ name, index: to = DEFAULT_INDEX }) => {
        const before = recorded.get(name);
        if (before === undefined || before.has(to)) return [];
        return [...before].map(([from, files]) => ({ name, from, to, files }));
      });

/** One paragraph for all that moved alike. */
const alike = (moved: readonly Moved[]): readonly (readonly Moved[])[] => [
  ...Map.groupBy(moved, ({ from, to }) => `${from} ${to}`).values(),
];

/**
 * `left-own-index`: packages of one's own index would now come from one that strangers can put
 * packages on under the same name. Which index had them is what committed locks say.
 */
export const originReasons = (
  lock: Lock,
  recorded: RecordedOrigins,
  facts: IndexFacts,
): readonly Reason[] =>
  alike(
    movedIn(lock, recorded).filter(({ from, to }) => isOwn(from, facts) && !isOwn(to, facts)),
  ).flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const files = [...new Set(group.flatMap((one) => one.files))];
    return [
      {
        code: "left-own-index" as const,
        message:
          `${fewNames(group.map(({ name }) => name))} came from ${indexText(first.from)}, ` +
          `and would come from ${indexText(first.to)} now.`,
        source: files[0] ?? "resolver",
        hint: `Put it on that index again; if this is meant, remove what says where it was: rm ${files.join(" ")}`,
      },
    ];
  });

/** Packages that come from an index of one's own for the first time. */
export const originNotes = (
  lock: Lock,
  recorded: RecordedOrigins,
  facts: IndexFacts,
): readonly Note[] =>
  alike(movedIn(lock, recorded).filter(({ to }) => isOwn(to, facts))).flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [
      {
        code: "index-changed" as const,
        message:
          `${fewNames(group.map(({ name }) => name))} ${group.length === 1 ? "comes" : "come"} from ` +
          `${indexText(first.to)} now, and came from ${indexText(first.from)}.`,
        source: first.files[0] ?? "resolver",
      },
    ];
  });
