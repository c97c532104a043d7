import { wrongRequest } from "../errors.ts";
import type { CommandName } from "./inputs.ts";
import type { StepCommand } from "./step.ts";

/** One line a command. Each is loaded when it is asked for, so that a step starts with no more than it needs. */
const TABLE: Partial<Record<CommandName, () => Promise<StepCommand>>> = {
  plan: async () => (await import("./steps/plan.ts")).plan,
  lock: async () => (await import("./steps/write.ts")).lock,
  generate: async () => (await import("./steps/write.ts")).generate,
  build: async () => (await import("./steps/build.ts")).build,
  smoke: async () => (await import("./steps/smoke.ts")).smoke,
  promote: async () => (await import("./steps/promote.ts")).promote,
  watch: async () => (await import("./steps/watch.ts")).watch,
  doctor: async () => (await import("./steps/doctor.ts")).doctor,
};

/** The command of that name. */
export const commandNamed = async (name: CommandName): Promise<StepCommand> => {
  const load = TABLE[name];
  if (load === undefined) throw wrongRequest({ code: "no-such-command", message: `The action does not have the command ${name} yet.`, hint: "Use another one: command: plan" });
  return load();
};
