import { withoutVariables } from "../system/withoutVariables.ts";
import type { StepCommand } from "./runStep.ts";

/** uv's variables for logins to package indexes. */
const LOGINS = /^UV_INDEX_.+_(?:USERNAME|PASSWORD)$/;

/**
 * The command, which finds no logins to package indexes where the table of docs/threat-model.md
 * says that a run has no secrets.
 */
export const withIndexRights =
  (command: StepCommand): StepCommand =>
  (context) => {
    const { sys, rights, row } = context;
    if (rights.secrets) return command(context);
    return withoutVariables(LOGINS, (names) => {
      if (names.length > 0)
        sys.log.info(`Logins to package indexes are not used in this run (${row}).`);
      return command(context);
    });
  };
