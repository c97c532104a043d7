import type { System } from "../../system/ports.ts";

/** How long one stage took. */
export interface TimedStage {
  readonly title: string;
  /** milliseconds */
  readonly took: number;
}

/** Runs stages one after the other and records how long each took. */
export const stopwatch = (
  sys: Pick<System, "clock" | "log">,
): { stages: TimedStage[]; run: <T>(title: string, work: () => Promise<T>) => Promise<T> } => {
  const stages: TimedStage[] = [];
  const run = async <T>(title: string, work: () => Promise<T>): Promise<T> => {
    const began = sys.clock.now();
    const result = await sys.log.group(title, work);
    stages.push({ title, took: sys.clock.now() - began });
    return result;
  };
  return { stages, run };
};
