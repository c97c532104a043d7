import { promote } from "../../commands/promoteCommand.ts";
import { unbuiltText } from "../../report/promoteText.ts";
import { retiredText } from "../../report/storeText.ts";
import { readDigests, readSmokeCells } from "../handover.ts";
import { readProofFiles } from "../proofFiles.ts";
import type { StepCommand } from "../runStep.ts";
import { stepOutcome } from "./stepOutcome.ts";
import { withStepRequest } from "./stepRequest.ts";

/**
 * Moves tags to tested digests. Exit 1 when an image lacks its proof or a tag is taken; the others
 * have moved by then.
 */
export const promoteStep: StepCommand = async (context) => {
  const { sys, inputs } = context;
  const { planFolder, dryRun, replaceEqual } = inputs;
  const outcome = await withStepRequest(context, async (request) =>
    promote(sys, {
      ...request,
      dryRun,
      replaceEqual,
      ...(planFolder === undefined
        ? {}
        : {
            digests: await readDigests(sys.files, planFolder),
            tested: await readSmokeCells(sys.files, planFolder),
            proofs: await readProofFiles(sys.files, planFolder),
          }),
    }),
  );
  const { result, images, expected, unbuilt, retired } = outcome;
  return stepOutcome(context, outcome, {
    moves: result.moves,
    notes: [
      ...expected.map(({ message }) => message),
      ...(unbuilt === undefined ? [] : [unbuiltText(unbuilt)]),
      ...(retired === undefined ? [] : retiredText(retired)),
    ],
    outputs: {
      digests: JSON.stringify(Object.fromEntries(images.map(({ cell, digest }) => [cell, digest]))),
      changed: String(result.done && result.moves.length > 0),
    },
  });
};
