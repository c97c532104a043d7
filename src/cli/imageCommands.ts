import { Option, type Command } from "commander";
import { command, onRequest, type Common, type Perform } from "./commonOptions.ts";
import { wholeNumber } from "./optionParsers.ts";

/** Commands that read dl-env.yml and go from a plan to tags. */
export const addRequestCommands = (program: Command, perform: Perform): void => {
  onRequest(
    command(program, "plan", "expand the matrix, judge every cell, and show what is missing"),
  )
    .option("--why <cell>", "the whole chain of reasons for one cell")
    .action((options: Common & { why?: string }) =>
      perform(options, async (sys) =>
        (await import("../commands/planCommand.ts")).plan(sys, options),
      ),
    );
  onRequest(command(program, "lock", "write locks beside dl-env.yml, to be committed"))
    .option("--update", "resolve anew although a lock is there")
    .action((options: Common) =>
      perform(options, async (sys) =>
        (await import("../commands/lockCommand.ts")).lock(sys, options),
      ),
    );
  onRequest(
    command(
      program,
      "generate",
      "write one folder a cell: Containerfile, hashed requirements, files",
    ),
  )
    .option("-o, --out <dir>", "where to write", "containerfiles")
    .action((options: Common & { out: string }) =>
      perform(options, async (sys) =>
        (await import("../commands/generateCommand.ts")).generate(sys, options),
      ),
    );
  onRequest(
    command(program, "build", "make the layers that are missing and link the images, without tags"),
  ).action((options: Common) =>
    perform(options, async (sys) =>
      (await import("../commands/buildCommand.ts")).build(sys, options),
    ),
  );
  onRequest(command(program, "smoke", "run the probes inside what was built, and keep the proofs"))
    .option("--gpus <which>", "auto, all, none, or numbers separated by commas", "auto")
    .action((options: Common & { gpus: string }) =>
      perform(options, async (sys) =>
        (await import("../commands/smokeCommand.ts")).smoke(sys, options),
      ),
    );
  onRequest(command(program, "promote", "move tags to tested digests"))
    .option("--dry-run", "print the moves, make none")
    .action((options: Common & { dryRun?: boolean }) =>
      perform(options, async (sys) =>
        (await import("../commands/promoteCommand.ts")).promote(sys, options),
      ),
    );
};

/** Commands that say what changed. */
export const addChangeCommands = (program: Command, perform: Perform): void => {
  onRequest(
    command(program, "watch", "what moved outside since the last build: bases, new CUDA releases"),
  )
    .option("--update", "resolve anew although a lock is there")
    .action((options: Common) =>
      perform(options, async (sys) =>
        (await import("../commands/watchCommand.ts")).watch(sys, options),
      ),
    );
  onRequest(
    command(
      program,
      "check",
      "what a change of dl-env.yml touches, and whether generated files are in step",
    ),
  )
    .option("--base <commit>", "full hash of the commit to compare with")
    .option(
      "--sample <number>",
      "how many touched cells are built from their Containerfile, 0 to 20",
      wholeNumber(0, 20),
      0,
    )
    .action((options: Common & { base?: string; sample: number }) =>
      perform(options, async (sys) =>
        (await import("../commands/checkCommand.ts")).check(sys, options),
      ),
    );
};

/** Commands that bring images here. */
export const addImageCommands = (program: Command, perform: Perform): void => {
  command(program, "load <tag>", "stream one image of the destination into a local engine")
    .option("-f, --file <path>", "the request", "dl-env.yml")
    .option("--to <destination>", "oci:DIR or registry/repository, instead of the file's own")
    .addOption(
      new Option("--into <engine>", "where to").choices(["podman", "docker"]).makeOptionMandatory(),
    )
    .action((tag: string, options: Common & { into: "podman" | "docker" }) =>
      perform(options, async (sys) =>
        (await import("../commands/loadCommand.ts")).load(sys, tag, options),
      ),
    );
  command(program, "demo", "show it all on a small matrix, into ./images").action(
    (options: Common) =>
      perform(options, async (sys) => {
        const { demoProgressText } = await import("../report/demoText.ts");
        const { demo } = await import("../commands/demoCommand.ts");
        return demo(sys, {
          onProgress: (progress) => sys.log.info(demoProgressText(progress)),
        });
      }),
  );
};
