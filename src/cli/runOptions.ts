import { Option, type Command } from "commander";
import type { RunCellRequest } from "../commands/runCell.ts";
import { command, withDestination, withFile, type Common, type Perform } from "./commonOptions.ts";
import { collect, wholeNumber } from "./optionParsers.ts";

const port = wholeNumber(1, 65_535);

type RunFlags = Omit<RunCellRequest, "cell" | "words"> & Pick<Common, "json" | "debug">;

const withContainerOptions = (made: Command): Command =>
  made
    .option("--gpus <which>", "all, none, or indexes and UUIDs, comma-separated")
    .option("--shm-size <size>", "shared memory, which DataLoaders use, for example 8g")
    .option("--ssh-port <port>", "port of ssh on 127.0.0.1", port)
    .option("--jupyter-port <port>", "port of JupyterLab on 127.0.0.1", port)
    .option("--volume <from:to>", "mount a folder or volume; may be repeated", collect)
    .option("--env <name=value>", "set an environment variable; may be repeated", collect)
    .option("--keys <file>", "public keys that may log in by ssh")
    .option("--name <name>", "name of the container")
    .option("--ephemeral", "remove the home folder and host keys when the container ends")
    .option("--keep-packages", "install packages into the home folder, so that they stay")
    .option("--no-publish", "publish no port on this host")
    .option("--detach", "run in the background");

/** `run`: what stands behind the cell is the command of the container, with its own options. */
export const addRun = (program: Command, perform: Perform): void => {
  const run = withDestination(
    withFile(
      command(
        program,
        "run <cell> [command...]",
        "start an image on this host, or print how to; put -- before a command that has options",
      ),
      "path of dl-env.yml, which names the destination of the cell; not needed with --to, a whole " +
        "reference, or an image that the engine has",
    ),
  )
    .option(
      "--as <format>",
      "print the command or file for docker, podman, compose, kube, devcontainer or " +
        "quadlet, and start nothing",
    )
    .addOption(new Option("--engine <name>", "engine that runs it").choices(["docker", "podman"]));
  withContainerOptions(run)
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
