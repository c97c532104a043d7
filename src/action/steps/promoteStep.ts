import { promotedText } from "../../commands/promoteCommand.ts";
import type { Problem } from "../../errors/error.ts";
import { promoteImages } from "../../pipeline.ts";
import type { Promoted } from "../../publish/promote.ts";
import { readSmokeCells } from "../handover.ts";
import type { StepCommand, StepContext } from "../runStep.ts";
import { stepImages } from "./stepImages.ts";
import { openStep, withPlan } from "./stepSession.ts";

type Kept = Promoted["kept"][number];

/** Whether a cell keeps its tags as it should: a newer image has them, or this run left its probes out on purpose. */
const isMeant = ({ cell, code }: Kept, run: ReadonlySet<string> | undefined): boolean =>
  code === "newer-there" ||
  (run !== undefined && !run.has(cell) && (code === "not-tested" || code === "not-proven"));

const asProblem = ({ code, message }: Kept): Problem => ({
  code,
  message,
  hint: "The others moved. Once the cause is gone: gh run rerun --failed",
});

const runCells = ({ sys, inputs }: StepContext): Promise<ReadonlySet<string>> | undefined =>
  inputs.planFolder === undefined ? undefined : readSmokeCells(sys.files, inputs.planFolder);

/** Moves tags to tested digests. Exit 1 when an image lacks its proof or a tag is taken; the others have moved by then. */
export const promote: StepCommand = async (context) => {
  const { sys, inputs } = context;
  const opened = await openStep(context);
  const { session, planned } = opened;
  const images = await stepImages(context, session, planned);
  const promoted = await withPlan(
    opened,
    sys.log.group("Moving tags", () =>
      promoteImages(session, planned, { images, dryRun: inputs.dryRun }),
    ),
  );
  sys.log.info(promotedText(promoted));
  const run = await runCells(context);
  const wrong = promoted.kept.filter((kept) => !isMeant(kept, run));
  return {
    exit: wrong.length === 0 ? 0 : 1,
    moves: promoted.moves,
    notes: promoted.kept.filter((kept) => isMeant(kept, run)).map(({ message }) => message),
    problems: wrong.map(asProblem),
    outputs: {
      digests: JSON.stringify(Object.fromEntries(images.map(({ cell, digest }) => [cell, digest]))),
      changed: String(promoted.done && promoted.moves.length > 0),
    },
  };
};
