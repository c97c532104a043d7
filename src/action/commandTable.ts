import type { CommandName } from "./inputs.ts";
import type { StepCommand } from "./runStep.ts";

/**
 * One line a command. Each is loaded when it is asked for, so that a step starts with no more than
 * it needs.
 */
const TABLE: Readonly<Record<CommandName, () => Promise<StepCommand>>> = {
  plan: async () => (await import("./steps/planStep.ts")).planStep,
  lock: async () => (await import("./steps/writeSteps.ts")).lockStep,
  generate: async () => (await import("./steps/writeSteps.ts")).generateStep,
  build: async () => (await import("./steps/buildStep.ts")).buildStep,
  smoke: async () => (await import("./steps/smokeStep.ts")).smokeStep,
  promote: async () => (await import("./steps/promoteStep.ts")).promoteStep,
  watch: async () => (await import("./steps/watchStep.ts")).watchStep,
  check: async () => (await import("./steps/checkStep.ts")).checkStep,
  doctor: async () => (await import("./steps/doctorStep.ts")).doctorStep,
};

/** The command of that name. */
export const commandNamed = (name: CommandName): Promise<StepCommand> => TABLE[name]();
