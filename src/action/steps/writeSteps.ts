import { generate as writeFolders } from "../../commands/generateCommand.ts";
import { lock as writeLocks } from "../../commands/lockCommand.ts";
import type { CommandResult } from "../../commands/outcome.ts";
import type { StepCommand, StepContext, StepResult } from "../runStep.ts";
import { sessionOptions } from "./stepOptions.ts";

const told = ({ sys }: StepContext, { text, json, exit }: CommandResult): StepResult => {
  sys.log.info(text);
  return { exit, outputs: { report: JSON.stringify(json) } };
};

/** Writes locks beside dl-env.yml; committing them is the caller's step. */
export const lock: StepCommand = async (context) =>
  told(
    context,
    await context.sys.log.group("Locking", () =>
      writeLocks(context.sys, sessionOptions(context.inputs)),
    ),
  );

/** Writes one folder a cell into the input `out`, or into the step's own folder. */
export const generate: StepCommand = async (context) =>
  told(
    context,
    await context.sys.log.group("Writing Containerfiles", () =>
      writeFolders(context.sys, { ...sessionOptions(context.inputs), out: context.folder }),
    ),
  );
