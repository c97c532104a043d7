import type { Promoted } from "../publish/promoteTags.ts";
import { count } from "../text/units.ts";
import { columns } from "./columns.ts";

/** Which tags moved or would move, and what stays and why. */
export const promotedText = ({ moves, kept, done }: Promoted): string => {
  const rows = columns(
    moves.map(({ tag, digest, from }) => [
      tag,
      digest.slice(0, 19),
      from === undefined ? "new" : `was ${from.slice(0, 19)}`,
    ]),
  );
  const head = moves.length === 0 ? "No tag has to move." : `${done ? "Moved" : "Would move"}:`;
  return [head, ...rows.map((row) => `  ${row}`), ...kept.map(({ message }) => message)].join("\n");
};

/** Which cells have no image that tags could move to, and how it is made. */
export const unbuiltText = (cells: readonly string[]): string =>
  `Not built, so their tags stay: ${count(cells.length, "cell")}, ${cells.slice(0, 3).join(", ")}` +
  `${cells.length > 3 ? " and others" : ""}. Make them: dl-env build && dl-env smoke && dl-env promote`;
