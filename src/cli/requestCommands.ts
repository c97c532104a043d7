import type { Command } from "commander";
import { command, withRequestOptions, type Common, type Perform } from "./commonOptions.ts";

const addPlan = (program: Command, perform: Perform): void => {
  withRequestOptions(
    command(program, "plan", "expand the matrix, judge every cell, and show what is missing"),
  )
    .option("--why <cell>", "explain the verdict of one cell: every reason and its source")
    .option("--full", "ask for each base, whatever was seen of it last")
    .action((options: Common & { why?: string; full?: boolean }) =>
      perform(options, async (sys) =>
        (await import("../commands/planCommand.ts")).plan(sys, options),
      ),
    );
};

const addLock = (program: Command, perform: Perform): void => {
  withRequestOptions(command(program, "lock", "write lock files beside dl-env.yml, to commit"))
    .option("--update", "resolve again and replace the existing locks")
    .action((options: Common) =>
      perform(options, async (sys) =>
        (await import("../commands/lockCommand.ts")).lock(sys, options),
      ),
    );
};

const addGenerate = (program: Command, perform: Perform): void => {
  withRequestOptions(
    command(
      program,
      "generate",
      "write one folder per cell: Containerfile, requirements with hashes, files",
    ),
  )
    .option("-o, --out <dir>", "folder to write to", "containerfiles")
    .action((options: Common & { out: string }) =>
      perform(options, async (sys) =>
        (await import("../commands/generateCommand.ts")).generate(sys, options),
      ),
    );
};

const addBuild = (program: Command, perform: Perform): void => {
  withRequestOptions(
    command(program, "build", "make missing layers and link images, without moving tags"),
  ).action((options: Common) =>
    perform(options, async (sys) =>
      (await import("../commands/buildCommand.ts")).build(sys, options),
    ),
  );
};

const addSmoke = (program: Command, perform: Perform): void => {
  withRequestOptions(
    command(program, "smoke", "run the probes inside built images and keep the proofs"),
  )
    .option("--gpus <which>", "auto, all, none, or indexes and UUIDs, comma-separated", "auto")
    .action((options: Common & { gpus: string }) =>
      perform(options, async (sys) =>
        (await import("../commands/smokeCommand.ts")).smoke(sys, options),
      ),
    );
};

const addPromote = (program: Command, perform: Perform): void => {
  withRequestOptions(command(program, "promote", "move tags to tested digests"))
    .option("--dry-run", "show which tags would move, and move none")
    .option(
      "--replace-equal",
      "also move tags from images that are neither older nor newer than the tested ones",
    )
    .action((options: Common & { dryRun?: boolean; replaceEqual?: boolean }) =>
      perform(options, async (sys) =>
        (await import("../commands/promoteCommand.ts")).promote(sys, options),
      ),
    );
};

/** Commands that read dl-env.yml and go from a plan to tags. */
export const addRequestCommands = (program: Command, perform: Perform): void => {
  for (const add of [addPlan, addLock, addGenerate, addBuild, addSmoke, addPromote])
    add(program, perform);
};
