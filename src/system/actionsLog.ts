import * as core from "@actions/core";
import { withoutCommands } from "./workflowText.ts";
import type { Log } from "./ports.ts";

/** How long one stage took, for the step summary. */
export interface StageTime {
  readonly title: string;
  /** milliseconds */
  readonly time: number;
  readonly failed: boolean;
}

/** Milliseconds between two progress lines: a step's log is read afterwards. */
const PROGRESS_INTERVAL = 10_000;

/** The step's log: one group a stage, every line masked and never a workflow command. `times` grows as stages end. */
export const actionsLog = (options: {
  print: (text: string) => string;
  hide?: (secret: string) => void;
  now: () => number;
}): { log: Log; times: StageTime[] } => {
  const times: StageTime[] = [];
  const clean = (text: string): string => withoutCommands(options.print(text));
  let lastProgress = 0;
  let depth = 0;
  const group: Log["group"] = async (title, work) => {
    const started = options.now();
    let failed = true;
    // The runner has no groups inside groups: an inner one would end the outer one.
    if (depth === 0) core.startGroup(clean(title));
    else core.info(clean(title));
    depth += 1;
    try {
      const result = await work();
      failed = false;
      return result;
    } finally {
      depth -= 1;
      if (depth === 0) {
        core.endGroup();
        times.push({ title, time: options.now() - started, failed });
      }
    }
  };
  const log: Log = {
    info: (text) => core.info(clean(text)),
    // Not core.warning: a warning of the log has no place, and annotations are few.
    warn: (text) => core.info(clean(`warning: ${text}`)),
    debug: (text) => core.debug(clean(text)),
    ...(options.hide === undefined ? {} : { hide: options.hide }),
    group,
    progress: (text) => {
      if (options.now() - lastProgress < PROGRESS_INTERVAL) return;
      lastProgress = options.now();
      core.info(clean(text));
    },
  };
  return { log, times };
};
