import { Option, type Command } from "commander";
import type { PickRequest } from "../commands/pickCommand.ts";
import { command, withFile, type Common, type Perform } from "./commonOptions.ts";
import { addInit } from "./initOptions.ts";
import { NeededOption } from "./neededOption.ts";
import { list } from "./optionParsers.ts";
import { addRun } from "./runOptions.ts";

const ENGINES_THAT_RUN = ["docker", "podman"] as const;

const addPick = (program: Command, perform: Perform): void => {
  command(program, "pick", "find the best cell for a GPU, its driver and libraries")
    .option(
      "--gpu <names>",
      "GPUs as nvidia-smi names them, or compute capabilities, comma-separated; " +
        "default: this machine's",
    )
    .option("--driver <version>", "NVIDIA driver; default: this machine's")
    .addOption(
      new NeededOption(
        "--with <libraries>",
        "libraries, comma-separated",
        "dl-env pick --with torch,cudf",
      ).argParser(list),
    )
    .option("--python <version>", "x.y; default: each Ubuntu release's own")
    .option("--ubuntu <release>", "only this Ubuntu release")
    .addOption(
      new Option("--engine <name>", "engine that will run the image").choices(ENGINES_THAT_RUN),
    )
    .option("--offline", "contact no server: use the catalog's copies of registry lists")
    .action((options: Common & PickRequest) =>
      perform(options, async (sys) =>
        (await import("../commands/pickCommand.ts")).pick(sys, options),
      ),
    );
};

interface DoctorFlags extends Pick<Common, "json" | "debug"> {
  readonly for: "run" | "build";
  readonly engine?: "docker" | "podman";
  readonly file: string;
}

const addDoctor = (program: Command, perform: Perform): void => {
  withFile(
    command(
      program,
      "doctor [cell]",
      "check whether this host can run GPU containers (or this cell's image), with " +
        "the fix for what is wrong",
    ),
    "path of dl-env.yml, which names the destination of the cell",
  )
    .addOption(
      new Option("--for <purpose>", "to run GPU containers, or only to build images")
        .choices(["run", "build"])
        .default("run"),
    )
    .addOption(
      new Option("--engine <name>", "check for this engine only").choices(ENGINES_THAT_RUN),
    )
    .action((cell: string | undefined, { for: purpose, file, engine, ...options }: DoctorFlags) =>
      perform(options, async (sys) =>
        (await import("../commands/doctorCommand.ts")).doctor(sys, {
          for: purpose,
          file,
          ...(cell === undefined ? {} : { cell }),
          ...(engine === undefined ? {} : { engine }),
        }),
      ),
    );
};

/** Commands about this host: what fits it, what it lacks, and running images on it. */
export const addHostCommands = (program: Command, perform: Perform): void => {
  addInit(program, perform);
  addPick(program, perform);
  addDoctor(program, perform);
  addRun(program, perform);
};
