import type { Promoted } from "../publish/promoteTags.ts";
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
