import { planCells, promoteImages } from "../pipeline.ts";
import type { Promoted } from "../publish/promote.ts";
import { columns } from "../report/planTable.ts";
import { openSession, type SessionOptions } from "../session.ts";
import type { System } from "../system/ports.ts";
import type { CommandResult } from "./outcome.ts";
import { imagesOf } from "./smokeCommand.ts";

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

const KEPT_IS_FINE = new Set(["newer-there"]);

/** Moves tags to tested digests. Exit 1 when an image lacks its proof or a tag is taken. */
export const promote = async (
  sys: System,
  options: SessionOptions & { readonly dryRun?: boolean },
): Promise<CommandResult> => {
  const session = await openSession(sys, options);
  const planned = await planCells(session);
  const images = await imagesOf(session, planned);
  const promoted = await promoteImages(session, planned, {
    images,
    dryRun: options.dryRun === true,
  });
  return {
    text: promotedText(promoted),
    json: promoted,
    exit: promoted.kept.every(({ code }) => KEPT_IS_FINE.has(code)) ? 0 : 1,
  };
};
