import { parseDocument } from "yaml";
import { parseReference } from "../registry/reference.ts";
import { readPlan } from "./handover.ts";
import type { StepContext } from "./runStep.ts";

/** `to` of dl-env.yml; undefined where it cannot be read, which the command itself will tell. */
const writtenTo = async ({
  sys,
  inputs,
}: Pick<StepContext, "sys" | "inputs">): Promise<unknown> => {
  try {
    const text = await sys.files.readText(inputs.file);
    return text === undefined ? undefined : parseDocument(text).get("to");
  } catch {
    return undefined;
  }
};

/**
 * Host of the registry that images go to: as the plan says that this step was given, as its input
 * `to`, or as dl-env.yml does. Undefined for a folder, and where none of them can be read.
 */
export const destinationHost = async (
  context: Pick<StepContext, "sys" | "inputs">,
): Promise<string | undefined> => {
  const { sys, inputs } = context;
  const planned =
    inputs.planFolder === undefined || inputs.stage === "comment"
      ? undefined
      : (await readPlan(sys.files, inputs.planFolder, inputs.planId)).to;
  const to = planned ?? inputs.to ?? (await writtenTo(context));
  if (typeof to !== "string") return undefined;
  try {
    const reference = parseReference(to);
    return reference.kind === "registry" ? reference.host : undefined;
  } catch {
    return undefined;
  }
};
