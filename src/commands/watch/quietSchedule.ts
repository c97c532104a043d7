import { DAY } from "../../text/units.ts";
/**
 * GitHub switches schedules off after 60 days without activity in public repositories; github/docs,
 * "Disabling and enabling a workflow".
 */
const QUIET_LIMIT = 60;
const QUIET_WARNING = 45;

/** A sentence when the schedule is about to be switched off, else undefined. */
export const quietWarning = (lastPush: string, now: number): string | undefined => {
  const days = Math.floor((now - Date.parse(lastPush)) / DAY);
  if (!(days >= QUIET_WARNING)) return undefined;
  return days >= QUIET_LIMIT
    ? `The last push was ${days} days ago. In public repositories GitHub has ` +
        "switched this schedule off or is about to: commit something, or run it by " +
        "hand."
    : `The last push was ${days} days ago. In public repositories GitHub switches ` +
        `this schedule off in ${QUIET_LIMIT - days} days: commit something before then.`;
};
