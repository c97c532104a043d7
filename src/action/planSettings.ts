import { z } from "zod";
import { wrongRequest } from "../errors/error.ts";
import { BUILD_MODES, SMOKE_REQUIREMENTS } from "../matrix/requestValues.ts";
import type { ActionInputs } from "./inputs.ts";

const OVERRIDES = ["to", "engine", "build", "require"] as const;

/**
 * The inputs that decide a plan beside dl-env.yml. They travel in plan.json, and the jobs after the
 * plan take them from there: an input that one job lacks would give it another plan.
 */
export type PlanSettings = Pick<ActionInputs, "file" | "standIn" | (typeof OVERRIDES)[number]>;

/** As plan.json has them. */
export const planSettings = z
  .object({
    file: z.string(),
    standIn: z.boolean(),
    to: z.string().optional(),
    engine: z.string().optional(),
    build: z.enum(BUILD_MODES).optional(),
    require: z.enum(SMOKE_REQUIREMENTS).optional(),
  })
  // zod's optional keys are `| undefined`; JSON has none.
  .transform((made) => made as PlanSettings);

/** What of the inputs of a step decides its plan; absent where an input was not given. */
export const settingsOf = (inputs: PlanSettings): PlanSettings => ({
  file: inputs.file,
  standIn: inputs.standIn,
  ...Object.fromEntries(
    OVERRIDES.flatMap((name) => (inputs[name] === undefined ? [] : [[name, inputs[name]]])),
  ),
});

/**
 * What a job works with that was handed a plan: what the plan was made with. Throws `bad-input` for
 * an input of this job that says something else; `file` and `stand-in` have a value in any job.
 */
export const settingsOfPlan = (inputs: PlanSettings, made: PlanSettings): PlanSettings => {
  for (const name of OVERRIDES) {
    const given = inputs[name];
    if (given === undefined || given === made[name]) continue;
    throw wrongRequest({
      code: "bad-input",
      message:
        `The input ${name} is ${JSON.stringify(given)}, but the plan was made ` +
        `${made[name] === undefined ? "without it" : `with ${JSON.stringify(made[name])}`}.`,
      hint: `Give it to the step that plans, from which the other steps take it: ${name}: ${given}`,
    });
  }
  return made;
};
