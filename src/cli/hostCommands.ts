import { Option, type Command } from "commander";
import type { PickOptions } from "../commands/pickCommand.ts";
import type { RunCellRequest } from "../commands/runCell.ts";
import { command, type Common, type Perform } from "./commonOptions.ts";
import { collect, list, wholeNumber } from "./optionParsers.ts";

const port = wholeNumber(1, 65_535);

/** Commands about this host: what fits it, what it lacks, and running images on it. */
export const addHostCommands = (program: Command, perform: Perform): void => {
  command(program, "pick", "the best cell for a card, a driver and libraries")
    .option(
      "--gpu <name>",
      "the card, as nvidia-smi names it, or its compute capability; several by commas; default: this machine's",
    )
    .option("--driver <version>", "its driver; default: this machine's")
    .requiredOption("--with <libraries>", "libraries, separated by commas", list)
    .option("--python <version>", "x.y; default: each Ubuntu's own")
    .option("--ubuntu <release>", "only this release")
    .addOption(new Option("--engine <name>", "what will run it").choices(["docker", "podman"]))
    .option("--offline", "ask nothing outside")
    .action((options: Common & PickOptions) =>
      perform(options, async (sys) =>
        (await import("../commands/pickCommand.ts")).pick(sys, options),
      ),
    );
  command(program, "doctor [cell]", "is this host ready (for this image), and if not, what to type")
    .option("-f, --file <path>", "the request that says where images are", "dl-env.yml")
    .addOption(
      new Option("--for <purpose>", "to run GPU containers, or only to build images")
        .choices(["run", "build"])
        .default("run"),
    )
    .addOption(
      new Option("--engine <name>", "only this engine matters").choices(["docker", "podman"]),
    )
    .action(
      (
        cell: string | undefined,
        options: Common & { for: "run" | "build"; engine?: "docker" | "podman"; file: string },
      ) =>
        perform(options, async (sys) =>
          (await import("../commands/doctorCommand.ts")).doctor(sys, {
            for: options.for,
            file: options.file,
            ...(cell === undefined ? {} : { cell }),
            ...(options.engine === undefined ? {} : { engine: options.engine }),
          }),
        ),
    );
  addRun(program, perform);
};

type RunFlags = Omit<RunCellRequest, "cell" | "words"> & Pick<Common, "json" | "debug">;

const addRun = (program: Command, perform: Perform): void => {
  command(
    program,
    "run <cell> [command...]",
    "start an image here with the right arguments, or print how to; options of a command's own go behind --",
  )
    .option("-f, --file <path>", "the request that says where images are", "dl-env.yml")
    .option(
      "--as <format>",
      "print it for docker, podman, compose, kube, devcontainer or quadlet, and start nothing",
    )
    .addOption(new Option("--engine <name>", "what runs it").choices(["docker", "podman"]))
    .option("--gpus <which>", "all, none, or numbers separated by commas")
    .option("--shm-size <size>", "shared memory for DataLoaders")
    .option("--ssh-port <port>", "on loopback", port)
    .option("--jupyter-port <port>", "on loopback", port)
    .option("--volume <from:to>", "may be given more than once", collect)
    .option("--env <name=value>", "may be given more than once", collect)
    .option("--keys <file>", "public keys that may log in by ssh")
    .option("--name <name>", "of the container")
    .option("--ephemeral", "keep nothing when the container ends")
    .option("--no-publish", "open no port on this host")
    .option("--detach", "do not wait for it")
    .allowUnknownOption()
    .action((cell: string, words: string[], flags: RunFlags) =>
      perform(
        flags,
        async (sys) =>
          (await import("../commands/runCell.ts")).runCell(sys, { ...flags, cell, words }),
        { verbatim: true },
      ),
    );
};
