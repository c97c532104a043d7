import type { StorePruneOutcome, StoreVerifyOutcome } from "../commands/storeCommand.ts";
import type { UntagOutcome } from "../commands/untagCommand.ts";
import { problemText } from "../errors/problemText.ts";
import type { Pruned } from "../store/prunePlan.ts";
import type { Verified } from "../store/verifyContents.ts";
import { fewNames } from "../text/fewNames.ts";
import type { OutsideCell } from "../store/outsideTags.ts";
import type { Retention, Retired } from "../store/retention.ts";
import { bytes, count } from "../text/units.ts";
import { columns } from "./columns.ts";

const MOST_NAMES = 3;

const verifiedPart = ({ name, tags, read, damaged, wrong }: Verified): string => {
  if (tags + read === 0) return `${name}: nothing is there.`;
  const state =
    damaged.length + wrong.length === 0
      ? "all whole"
      : `${count(damaged.length, "tag")} and ${count(wrong.length, "blob")} damaged`;
  const blobs = read === 0 ? "" : `, ${count(read, "blob")} read`;
  return `${name}: ${count(tags, "tag")} looked at${blobs}; ${state}.`;
};

/** How many tags, and what is wrong below which. */
export const verifiedText = ({
  result,
  problems,
}: Pick<StoreVerifyOutcome, "result" | "problems">): string =>
  [...result.map(verifiedPart), ...problems.map(problemText)].join("\n");

const total = (sizes: readonly { readonly size: number }[]): string =>
  bytes(sizes.reduce((sum, { size }) => sum + size, 0));

const prunedPart = ({ name, tags, blobs, young, refused, done }: Pruned): string[] => [
  tags.length + blobs.length === 0
    ? `${name}: nothing to remove.`
    : `${name}: ${done ? "removed" : "would remove"} ${count(tags.length, "tag")}` +
      `${blobs.length === 0 ? `, ${total(tags)}` : ` and ${count(blobs.length, "blob")}, ${total(blobs)}`}.`,
  ...columns(tags.map(({ tag, title, size }) => [`  ${tag}`, title, bytes(size)])),
  ...(young.length === 0
    ? []
    : [`  ${count(young.length, "more tag")}, ${total(young)}, not needed but too young.`]),
  ...refused.map(({ tag, message }) => `  ${tag} stays: ${message}`),
];

/** What goes, what stays for its age, and what a registry will not remove. */
export const prunedText = ({ result }: Pick<StorePruneOutcome, "result">): string => {
  const waits = result.some(({ done, tags, blobs }) => !done && tags.length + blobs.length > 0);
  const notes = result.some(({ done, young }) => !done && young.length > 0);
  return [
    ...result.flatMap(prunedPart),
    ...(waits || notes ? ["Nothing was removed. To do it: dl-env store prune --yes"] : []),
  ].join("\n");
};

/** What becomes of images that lost tags. */
const goneText = (count: number, others: readonly string[]): string => {
  if (count === 0) return "No tag was removed.";
  return others.length === 0
    ? "What they named stays until: dl-env store prune --yes"
    : `What they named stays, since ${fewNames(others, MOST_NAMES)} ` +
        `${others.length === 1 ? "names" : "name"} it too. See what there is: dl-env store list`;
};

/** Which tags went or would go, and which a registry keeps. */
export const untaggedText = ({
  name,
  tags,
  others,
  outside,
  removed,
  refused,
  done,
}: UntagOutcome["result"]): string => {
  if (tags.length === 0) return `${name} has no tags of cells outside the matrix.`;
  const cells =
    outside.length === 0 ? "" : ` of ${count(outside.length, "cell")} outside the matrix`;
  const shown = done ? removed : tags.map(({ tag }) => tag);
  return [
    `${name}: ${done ? "removed" : "would remove"} ${count(shown.length, "tag")}${cells}.`,
    ...shown.map((tag) => `  ${tag}`),
    ...refused.map(({ tag, message }) => `  ${tag} stays: ${message}`),
    done
      ? goneText(shown.length, others)
      : "Nothing was removed. To do it, type it again with --yes.",
  ].join("\n");
};

const day = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** When tags of cells outside the matrix go: by hand, or by the rule of dl-env.yml. */
const goesText = (retention: Retention | undefined): string => {
  if (retention === undefined) return "They stay until: dl-env untag --outside --yes";
  const dates = retention.cells.map(({ goes }) => goes);
  const [first, last] = [day(Math.min(...dates)), day(Math.max(...dates))];
  return (
    `By retention.untagAfter the first promotion from ${first}${first === last ? "" : ` to ${last}`} ` +
    "on removes them: dl-env promote"
  );
};

/** Says that tags of cells are there which the matrix no longer has; none when there are none. */
export const outsideText = (outside: readonly OutsideCell[], retention?: Retention): string[] => {
  if (outside.length === 0) return [];
  const tags = outside.reduce((sum, cell) => sum + cell.tags.length, 0);
  const cells = fewNames(
    outside.map(({ cell }) => cell),
    MOST_NAMES,
  );
  return [
    `${count(tags, "tag")} of ${count(outside.length, "cell")} outside the matrix: ${cells}. ` +
      goesText(retention),
  ];
};

/** What a promotion removed by the rule, and what a registry would not remove. */
export const retiredText = ({ cells, removed, refused }: Retired): string[] => [
  ...(removed.length === 0
    ? outsideText(cells, { cells, isToDo: false })
    : [
        `Removed ${count(removed.length, "tag")} of cells outside the matrix: ` +
          `${removed.join(", ")}. What they named stays until: dl-env store prune --yes`,
      ]),
  ...refused.map(({ tag, message }) => `${tag} stays: ${message}`),
];
