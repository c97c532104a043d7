import * as core from "@actions/core";
import { withoutCommands } from "./workflowText.ts";
import { liveProgress, type LiveProgress } from "./liveProgress.ts";
import type { Log } from "./ports.ts";
import { stageLine } from "./stageLine.ts";
import type { Traffic } from "./traffic.ts";

/** How long one stage took, for the step summary. */
export interface StageTime {
  readonly title: string;
  /** milliseconds */
  readonly time: number;
  readonly failed: boolean;
}

/** Milliseconds between two progress lines: below 10 s, with some room for a busy machine. */
const PROGRESS_INTERVAL = 9000;

export interface ActionsLogOptions {
  /** What may be printed of a text; see `printable`. */
  readonly print: (text: string) => string;
  readonly hide?: (secret: string) => void;
  /** milliseconds */
  readonly now: () => number;
  readonly traffic?: Traffic;
}

/** Stages as groups of the log; `ended` is told of each that ends. */
const groups = (
  { now, traffic }: Pick<ActionsLogOptions, "now" | "traffic">,
  { clean, live }: { readonly clean: (text: string) => string; readonly live: LiveProgress },
  ended: (stage: StageTime) => void,
): Log["group"] => {
  let depth = 0;
  return async (title, work) => {
    const started = now();
    let failed = true;
    // The runner has no groups inside groups: an inner one would end the outer one.
    if (depth === 0) core.startGroup(clean(title));
    else core.info(clean(title));
    depth += 1;
    const over = Promise.withResolvers<void>();
    live.watch(stageLine(title, { now, traffic }), over.promise);
    try {
      const result = await work();
      failed = false;
      return result;
    } finally {
      over.resolve();
      depth -= 1;
      if (depth === 0) {
        live.end();
        core.endGroup();
        ended({ title, time: now() - started, failed });
      }
    }
  };
};

/**
 * The step's log: one group a stage, every line printable and never a workflow command. `times`
 * grows as stages end.
 */
export const actionsLog = (options: ActionsLogOptions): { log: Log; times: StageTime[] } => {
  const times: StageTime[] = [];
  const clean = (text: string): string => withoutCommands(options.print(text));
  const live = liveProgress({
    interval: PROGRESS_INTERVAL,
    now: options.now,
    show: (lines) => {
      if (lines.length > 0) core.info(clean(lines.join("; ")));
    },
  });
  const log: Log = {
    info: (text) => core.info(clean(text)),
    // Not core.warning: a warning of the log has no place, and annotations are few.
    warn: (text) => core.info(clean(`warning: ${text}`)),
    debug: (text) => core.debug(clean(text)),
    ...(options.hide === undefined ? {} : { hide: options.hide }),
    group: groups(options, { clean, live }, (stage) => void times.push(stage)),
    progress: (say, until) => live.watch(say, until),
  };
  return { log, times };
};
