import type { CommandName } from "./inputs.ts";
import type { StepCommand } from "./runStep.ts";

/** One line a command. Each is loaded when it is asked for, so that a step starts with no more than it needs. */
const TABLE: Readonly<Record<CommandName, () => Promise<StepCommand>>> = {
  plan: async () => (await import("./steps/planStep.ts")).plan,
  lock: async () => (await import("./steps/writeSteps.ts")).lock,
  generate: async () => (await import("./steps/writeSteps.ts")).generate,
  build: async () => (await import("./steps/buildStep.ts")).build,
  smoke: async () => (await import("./steps/smokeStep.ts")).smoke,
  promote: async () => (await import("./steps/promoteStep.ts")).promote,
  watch: async () => (await import("./steps/watchStep.ts")).watch,
  check: async () => (await import("./steps/checkStep.ts")).check,
  doctor: async () => (await import("./steps/doctorStep.ts")).doctor,
};

/** The command of that name. */
export const commandNamed = (name: CommandName): Promise<StepCommand> => TABLE[name]();
