import { makeStandIn } from "./standIn.ts";
import { STAND_IN_REPOSITORY, standInTag } from "./standInNames.ts";
import { releaseOf } from "../matrix/cudaRelease.ts";
import type { JudgedCell } from "../verdict/verdict.ts";
import type { Catalog } from "../catalog/facts.ts";
import type { OpenRepository } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";

interface StandInFacts {
  readonly sys: System;
  readonly catalog: Catalog;
  readonly open: OpenRepository;
}

/** Makes the stand-ins that accepted cells need and this machine lacks. */
export const prepareStandIns = async (
  { sys, catalog, open }: StandInFacts,
  judged: readonly JudgedCell[],
): Promise<void> => {
  const into = open(STAND_IN_REPOSITORY);
  const there = new Set(await into.tags());
  for (const { cell, verdict } of judged) {
    const release =
      cell.ubuntu === "stand-in" && verdict.kind === "accepted"
        ? releaseOf(catalog, cell.cuda, cell.ubuntu)
        : undefined;
    if (release === undefined || there.has(standInTag(cell.cuda, cell.flavor))) continue;
    sys.log.info(
      `Making a stand-in for nvidia/cuda:${cell.cuda} from Debian 12; it is for ` +
        "trying things on this machine, and is never published.",
    );
    await makeStandIn(sys, { cuda: release, drivers: catalog.drivers, flavor: cell.flavor }, into);
    there.add(standInTag(cell.cuda, cell.flavor));
  }
};
