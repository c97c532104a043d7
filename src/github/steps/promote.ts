import { promotedText } from "../../commands/promote.ts";
import { promoteImages } from "../../pipeline.ts";
import type { StepCommand } from "../step.ts";
import { stepImages } from "./images.ts";
import { openStep, withPlan } from "./session.ts";

/** Moves tags to tested digests. Exit 1 when an image lacks its proof or a tag is taken; the others have moved by then. */
export const promote: StepCommand = async (context) => {
  const { sys, inputs } = context;
  const opened = await openStep(context);
  const { session, planned } = opened;
  const images = await stepImages(context, session, planned);
  const promoted = await withPlan(opened, sys.log.group("Moving tags", () => promoteImages(session, planned, planned.plan, images, inputs.dryRun)));
  sys.log.info(promotedText(promoted));
  return {
    exit: promoted.kept.every(({ code }) => code === "newer-there") ? 0 : 1,
    moves: promoted.moves,
    notes: promoted.kept.map(({ message }) => message),
    outputs: { digests: JSON.stringify(Object.fromEntries(images.map(({ cell, digest }) => [cell, digest]))), changed: String(promoted.done && promoted.moves.length > 0) },
  };
};
