import { makeStandIn, standInTag } from "./standIn.ts";
import { releaseOf } from "../matrix/expand.ts";
import type { JudgedCell } from "../verdict/verdict.ts";
import { STAND_IN_REPOSITORY, type Session } from "../session.ts";

/** Makes the stand-ins that accepted cells need and this machine lacks, if that was asked for. */
export const prepareStandIns = async (
  { sys, catalog, open, options }: Session,
  judged: readonly JudgedCell[],
): Promise<void> => {
  if (options.standIn !== true) return;
  const into = open(STAND_IN_REPOSITORY);
  const there = new Set(await into.tags());
  for (const { cell, verdict } of judged) {
    const release =
      cell.ubuntu === "stand-in" && verdict.kind === "accepted"
        ? releaseOf(catalog, cell.cuda, cell.ubuntu)
        : undefined;
    if (release === undefined || there.has(standInTag(cell.cuda, cell.flavor))) continue;
    sys.log.info(
      `Making a stand-in for nvidia/cuda:${cell.cuda} from Debian 12; it is for trying things on this machine, and is never published.`,
    );
    await makeStandIn(sys, release, catalog.drivers, into, cell.flavor);
    there.add(standInTag(cell.cuda, cell.flavor));
  }
};
