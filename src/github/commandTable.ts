import type { CommandName } from "./inputs.ts";
import type { StepCommand } from "./step.ts";

/** One line a command. Each is loaded when it is asked for, so that a step starts with no more than it needs. */
const TABLE: Readonly<Record<CommandName, () => Promise<StepCommand>>> = {
  plan: async () => (await import("./steps/plan.ts")).plan,
  lock: async () => (await import("./steps/write.ts")).lock,
  generate: async () => (await import("./steps/write.ts")).generate,
  build: async () => (await import("./steps/build.ts")).build,
  smoke: async () => (await import("./steps/smoke.ts")).smoke,
  promote: async () => (await import("./steps/promote.ts")).promote,
  watch: async () => (await import("./steps/watch.ts")).watch,
  check: async () => (await import("./steps/check.ts")).check,
  doctor: async () => (await import("./steps/doctor.ts")).doctor,
};

/** The command of that name. */
export const commandNamed = (name: CommandName): Promise<StepCommand> => TABLE[name]();
