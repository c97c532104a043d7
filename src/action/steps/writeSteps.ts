import { generate } from "../../commands/generateCommand.ts";
import { lock } from "../../commands/lockCommand.ts";
import type { StepCommand } from "../runStep.ts";
import { sessionOptions } from "./stepOptions.ts";
import { stepOutcome } from "./stepOutcome.ts";

/** Writes locks beside dl-env.yml; committing them is the caller's step. */
export const lockStep: StepCommand = async (context) => {
  const { sys, inputs } = context;
  const outcome = await sys.log.group("Locking", () => lock(sys, sessionOptions(inputs)));
  return stepOutcome(context, outcome, { outputs: { report: JSON.stringify(outcome.result) } });
};

/** Writes one folder per cell into the input `out`, or into the step's own folder. */
export const generateStep: StepCommand = async (context) => {
  const { sys, inputs, folder } = context;
  const outcome = await sys.log.group("Writing Containerfiles", () =>
    generate(sys, { ...sessionOptions(inputs), out: folder }),
  );
  return stepOutcome(context, outcome, { outputs: { report: JSON.stringify(outcome.result) } });
};
