import type { SessionOptions } from "../../session.ts";
import type { ActionInputs } from "../inputs.ts";
import { settingsOf, type PlanSettings } from "../planSettings.ts";

/**
 * Answers that runs keep for each other count for half a day: the runs of one day agree, and each
 * night asks again.
 */
const ANSWER_MAX_AGE_MS = 12 * 3_600_000;

/**
 * The inputs that every command which reads dl-env.yml knows; absent where they were not given.
 * `settings` decide its plan.
 */
export const sessionOptions = (
  inputs: ActionInputs,
  settings: PlanSettings = settingsOf(inputs),
): SessionOptions => ({
  offline: inputs.offline,
  update: inputs.update,
  answerMaxAgeMs: ANSWER_MAX_AGE_MS,
  ...settings,
  ...(inputs.cells.length === 0 ? {} : { cells: inputs.cells }),
});
