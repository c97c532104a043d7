import type { SessionOptions } from "../../session.ts";
import type { ActionInputs } from "../inputs.ts";

/**
 * Answers that runs keep for each other count for half a day: the runs of one day agree, and each
 * night asks again.
 */
const ANSWER_MAX_AGE_MS = 12 * 3_600_000;

/** The inputs that every command which reads dl-env.yml knows; absent where they were not given. */
export const sessionOptions = ({
  file,
  to,
  engine,
  build,
  require,
  cells,
  offline,
  update,
  standIn,
}: ActionInputs): SessionOptions => ({
  file,
  offline,
  update,
  standIn,
  answerMaxAgeMs: ANSWER_MAX_AGE_MS,
  ...(to === undefined ? {} : { to }),
  ...(engine === undefined ? {} : { engine }),
  ...(build === undefined ? {} : { build }),
  ...(require === undefined ? {} : { require }),
  ...(cells.length === 0 ? {} : { cells }),
});
