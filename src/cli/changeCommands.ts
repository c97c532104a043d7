import type { Command } from "commander";
import { command, withRequestOptions, type Common, type Perform } from "./commonOptions.ts";
import { wholeNumber } from "./optionParsers.ts";

const MOST_SAMPLES = 20;

const addWatch = (program: Command, perform: Perform): void => {
  withRequestOptions(
    command(
      program,
      "watch",
      "show what changed upstream since the last build: base images, new CUDA releases",
    ),
  )
    .option("--update", "resolve again and ignore the existing locks")
    .option("--full", "ask for everything, whatever was seen last")
    .option("--dry-run", "leave nothing in the destination that makes the next night short")
    .action((options: Common & { full?: boolean; dryRun?: boolean }) =>
      perform(options, async (sys) =>
        (await import("../commands/watchCommand.ts")).watch(sys, options),
      ),
    );
};

const addCheck = (program: Command, perform: Perform): void => {
  withRequestOptions(
    command(
      program,
      "check",
      "show which cells a change affects and which generated files are out of date",
    ),
  )
    .option("--base <commit>", "full hash of the commit to compare with")
    .option(
      "--sample <number>",
      `build this many affected cells from their Containerfile, 0 to ${MOST_SAMPLES}`,
      wholeNumber(0, MOST_SAMPLES),
      0,
    )
    .action((options: Common & { base?: string; sample: number }) =>
      perform(options, async (sys) =>
        (await import("../commands/checkCommand.ts")).check(sys, options),
      ),
    );
};

/** Commands that show what changed. */
export const addChangeCommands = (program: Command, perform: Perform): void => {
  addWatch(program, perform);
  addCheck(program, perform);
};
