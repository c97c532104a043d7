import { unreachable, wrongRequest, type Problem } from "../errors/error.ts";
import { writeContext } from "../plan/writeContext.ts";
import { planCells } from "../pipeline.ts";
import { openSession, type SessionOptions } from "../session.ts";
import type { JudgedCell } from "../verdict/verdict.ts";
import { refuseLinkOut } from "../system/linkOut.ts";
import type { System } from "../system/ports.ts";
import { fewNames } from "../text/fewNames.ts";
import { count } from "../text/units.ts";
import { requireAccepted } from "./requireAccepted.ts";
import type { OutcomeOf } from "./outcomeOf.ts";

/**
 * Rejects with `not-generated` for a folder that holds something, and no Containerfile: it would be
 * removed.
 */
const requireGeneratedFolder = async (sys: System, folder: string): Promise<void> => {
  const names = await sys.files.list(folder);
  if (names.length === 0 || names.includes("Containerfile")) return;
  throw wrongRequest({
    code: "not-generated",
    message: `The folder ${folder} has files that dl-env did not write.`,
    hint: `Move it away, or write to another folder: dl-env generate --out containerfiles`,
  });
};

export type GenerateOutcome = OutcomeOf<
  "generate",
  {
    readonly out: string;
    /** Names of the files of each folder, by cell. */
    readonly cells: Readonly<Record<string, readonly string[]>>;
    /** Those whose base is a stand-in, which only `dl-env build` gives to an engine. */
    readonly onStandIn: readonly string[];
  }
>;

const NAMES_BASE = "a Containerfile names its base by digest.";
const SEE_WHY = "See which base and why: dl-env plan";

/** What is said of accepted cells whose base could not be read: nothing is written of them. */
const notWritten = (cells: readonly string[]): readonly Problem[] =>
  cells.length === 0
    ? []
    : [
        {
          code: "base-unread",
          message:
            `The bases of ${count(cells.length, "accepted cell")} could not be read, and ` +
            `${NAMES_BASE} Nothing was written of ${fewNames(cells)}.`,
          hint: SEE_WHY,
        },
      ];

const onStandIn = (judged: readonly JudgedCell[], written: object): readonly string[] =>
  judged.flatMap(({ cell, verdict }) =>
    cell.id in written && verdict.kind === "accepted" && verdict.base.tag.startsWith("localhost/")
      ? [cell.id]
      : [],
  );

/**
 * Writes one folder per cell: Containerfile, hashed requirements, files. Each builds alone. A cell
 * whose base could not be read is a problem beside the others' folders.
 */
export const generate = async (
  sys: System,
  options: SessionOptions & { readonly out: string },
): Promise<GenerateOutcome> => {
  const session = await openSession(sys, options);
  const planned = await planCells(session);
  requireAccepted(planned.plan, "write");
  const recipes = [...planned.recipes.values()];
  if (recipes.length === 0)
    throw unreachable({
      code: "base-unread",
      message: `No base of an accepted cell could be read, and ${NAMES_BASE}`,
      hint: SEE_WHY,
    });
  const written: Record<string, string[]> = {};
  await refuseLinkOut(sys.files, options.out);
  for (const { cell } of recipes) await requireGeneratedFolder(sys, `${options.out}/${cell}`);
  for (const recipe of recipes) {
    // What an earlier run left there must not mix with what is written now.
    await sys.files.remove(`${options.out}/${recipe.cell}`);
    written[recipe.cell] = await writeContext(session, planned, {
      recipe,
      dir: `${options.out}/${recipe.cell}`,
    });
  }
  const problems = notWritten(
    planned.plan.cells
      .filter(({ cell, verdict }) => verdict === "accepted" && written[cell] === undefined)
      .map(({ cell }) => cell),
  );
  return {
    kind: "generate",
    result: { out: options.out, cells: written, onStandIn: onStandIn(planned.judged, written) },
    problems,
    exit: problems.length === 0 ? 0 : 3,
  };
};
