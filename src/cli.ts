#!/usr/bin/env node
import { Command, CommanderError, Option } from "commander";
import type { CatalogOptions } from "./commands/catalog.ts";
import type { PickOptions } from "./commands/pick.ts";
import type { CommandResult } from "./commands/result.ts";
import type { RunCommandOptions } from "./commands/run.ts";
import { errorText, exitOf, problemsOf } from "./report/problem.ts";
import { makeSecrets } from "./secrets/mask.ts";
import type { SessionOptions } from "./session.ts";
import { realSystem } from "./system/real.ts";
import { shell } from "./system/shell.ts";
import type { System } from "./system/ports.ts";

interface Common extends SessionOptions {
  readonly json?: boolean;
  readonly debug?: boolean;
}

const EXAMPLES = `
Examples:
  dl-env plan                              what can be built, and why the rest cannot
  dl-env build && dl-env smoke             make what is missing, then test it
  dl-env promote --dry-run                 which tags would move
  dl-env load torch --into podman          take one image into a local engine
  dl-env pick --gpu "RTX 4090" --driver 550.54.15 --with torch
  dl-env doctor                            is this host ready to run GPU containers?

Exit codes: 0 done, 1 found problems, 2 wrong request, 3 could not reach something.`;

type Work = (sys: System) => Promise<CommandResult>;

/** Runs one command and prints what it gives back: data on standard output, log and errors on standard error. Secrets are hidden in all of it, but not in what is `verbatim`: text to be used as it stands. */
const run = async (options: Pick<Common, "json" | "debug">, work: Work, made: { verbatim?: boolean } = {}): Promise<void> => {
  const secrets = makeSecrets();
  const sys = realSystem({ debug: options.debug ?? false, secrets });
  const { secretsOfHost } = await import("./secrets/gather.ts");
  for (const secret of await secretsOfHost(sys, shell.environment)) secrets.add(secret);
  const shown = (text: string): string => (made.verbatim === true ? text : secrets.hide(text));
  try {
    const result = await work(sys);
    shell.out(shown(options.json === true ? JSON.stringify(result.json, undefined, 2) : result.text));
    shell.exit(result.exit);
  } catch (error) {
    shell.err(secrets.hide(errorText(error, options.debug ?? false)));
    if (options.json === true) shell.out(secrets.hide(JSON.stringify({ problems: problemsOf(error) }, undefined, 2)));
    shell.exit(exitOf(error));
  }
};

const list = (value: string, before: readonly string[] = []): string[] => [...before, ...value.split(",").map((part) => part.trim())];

/** Options that every command knows. */
const command = (program: Command, name: string, about: string): Command =>
  program.command(name).description(about).option("--json", "print the result as JSON on standard output").option("--debug", "log every step, and the causes of errors");

/** Options of the commands that read dl-env.yml. */
const onRequest = (made: Command): Command =>
  made
    .option("-f, --file <path>", "the request", "dl-env.yml")
    .option("--to <destination>", "oci:DIR or registry/repository, instead of the file's own")
    .addOption(new Option("--engine <name>", "what builds").choices(["auto", "buildx", "podman"]))
    .addOption(new Option("--build <mode>", "link layers, or build whole images").choices(["link", "engine"]))
    .option("--cells <ids>", "only these cells, separated by commas", list)
    .option("--offline", "ask nothing outside: committed locks and the catalog's copies must do")
    .option("--stand-in", "where docker.io cannot be reached, make a stand-in for nvidia/cuda (never for publishing)");

const addRequestCommands = (program: Command): void => {
  onRequest(command(program, "plan", "expand the matrix, judge every cell, and show what is missing"))
    .option("--why <cell>", "the whole chain of reasons for one cell")
    .action((options: Common & { why?: string }) => run(options, async (sys) => (await import("./commands/plan.ts")).plan(sys, options)));
  onRequest(command(program, "lock", "write locks beside dl-env.yml, to be committed"))
    .option("--update", "resolve anew although a lock is there")
    .action((options: Common) => run(options, async (sys) => (await import("./commands/lock.ts")).lock(sys, options)));
  onRequest(command(program, "generate", "write one folder a cell: Containerfile, hashed requirements, files"))
    .option("-o, --out <dir>", "where to write", "containerfiles")
    .action((options: Common & { out: string }) => run(options, async (sys) => (await import("./commands/generate.ts")).generate(sys, options)));
  onRequest(command(program, "build", "make the layers that are missing and link the images, without tags")).action((options: Common) =>
    run(options, async (sys) => (await import("./commands/build.ts")).build(sys, options)),
  );
  onRequest(command(program, "smoke", "run the probes inside what was built, and keep the proofs"))
    .option("--gpus <which>", "auto, all, none, or numbers separated by commas", "auto")
    .action((options: Common & { gpus: string }) => run(options, async (sys) => (await import("./commands/smoke.ts")).smoke(sys, options)));
  onRequest(command(program, "promote", "move tags to tested digests"))
    .option("--dry-run", "print the moves, make none")
    .action((options: Common & { dryRun?: boolean }) => run(options, async (sys) => (await import("./commands/promote.ts")).promote(sys, options)));
};

const addChangeCommands = (program: Command): void => {
  onRequest(command(program, "watch", "what moved outside since the last build: bases, new CUDA releases")).action((options: Common) =>
    run(options, async (sys) => (await import("./commands/watch.ts")).watch(sys, { ...options, dryRun: true })),
  );
  onRequest(command(program, "check", "what a change of dl-env.yml touches, and whether generated files are in step"))
    .option("--base <commit>", "full hash of the commit to compare with")
    .option("--sample <number>", "how many touched cells are built from their Containerfile", Number, 0)
    .action((options: Common & { base?: string; sample: number }) => run(options, async (sys) => (await import("./commands/check.ts")).check(sys, options)));
};

const addImageCommands = (program: Command): void => {
  command(program, "load <tag>", "stream one image of the destination into a local engine")
    .option("-f, --file <path>", "the request", "dl-env.yml")
    .option("--to <destination>", "oci:DIR or registry/repository, instead of the file's own")
    .addOption(new Option("--into <engine>", "where to").choices(["podman", "docker"]).makeOptionMandatory())
    .action((tag: string, options: Common & { into: "podman" | "docker" }) => run(options, async (sys) => (await import("./commands/load.ts")).load(sys, tag, options)));
  command(program, "demo", "show it all on a small matrix, into ./images").action((options: Common) =>
    run(options, async (sys) => (await import("./commands/demo.ts")).demo(sys)),
  );
};

const addCatalogCommands = (program: Command): void => {
  const catalog = program.command("catalog").description("the catalog held against the outside: nvidia/cuda's tags, newest releases");
  const add = (name: string, about: string): Command =>
    command(catalog, name, about).option("-f, --file <path>", "the request whose mirrors count, where it is there", "dl-env.yml").option("--catalog <dir>", "a folder with cuda.yml or newest.yml, instead of this project's");
  add("check", "what is new, re-pushed, renamed or gone").action((options: Common & CatalogOptions) =>
    run(options, async (sys) => (await import("./commands/catalog.ts")).check(sys, options)),
  );
  add("update", "write what differs into the catalog, with date and source").action((options: Common & CatalogOptions) =>
    run(options, async (sys) => (await import("./commands/catalog.ts")).update(sys, options)),
  );
  command(catalog, "measure <layer>", "the GPU architectures in a layer of the store (wheel-...) or in a tar here")
    .option("-f, --file <path>", "the request whose store has the layer", "dl-env.yml")
    .option("--to <destination>", "oci:DIR or registry/repository, instead of the file's own")
    .action((layer: string, options: Common) => run(options, async (sys) => (await import("./commands/catalog.ts")).measure(sys, layer, options)));
};

const addHostCommands = (program: Command): void => {
  command(program, "pick", "the best cell for a card, a driver and libraries")
    .option("--gpu <name>", "the card, as nvidia-smi names it; default: this machine's")
    .option("--driver <version>", "its driver; default: this machine's")
    .requiredOption("--with <libraries>", "libraries, separated by commas", list)
    .option("--python <version>", "x.y; default: each Ubuntu's own")
    .option("--ubuntu <release>", "only this release")
    .addOption(new Option("--engine <name>", "what will run it").choices(["docker", "podman"]))
    .option("--offline", "ask nothing outside")
    .action((options: Common & PickOptions) => run(options, async (sys) => (await import("./commands/pick.ts")).pick(sys, options)));
  command(program, "doctor", "is this host ready, and if not, what to type")
    .addOption(new Option("--for <purpose>", "to run GPU containers, or only to build images").choices(["run", "build"]).default("run"))
    .addOption(new Option("--engine <name>", "only this engine matters").choices(["docker", "podman"]))
    .action((options: Common & { for: "run" | "build"; engine?: "docker" | "podman" }) =>
      run(options, async (sys) => (await import("./commands/doctor.ts")).doctor(sys, { for: options.for, ...(options.engine === undefined ? {} : { engine: options.engine }) })),
    );
  addRun(program);
};

interface RunFlags extends Omit<RunCommandOptions, "image" | "command" | "as" | "engine"> {
  readonly as?: string;
  readonly engine?: "docker" | "podman";
  readonly publish: boolean;
  readonly volume?: string[];
  readonly json?: boolean;
  readonly debug?: boolean;
  readonly to?: string;
  readonly file: string;
}

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];

const addRun = (program: Command): void => {
  command(program, "run <cell> [command...]", "start an image here with the right arguments, or print how to")
    .option("-f, --file <path>", "the request that says where images are", "dl-env.yml")
    .option("--as <format>", "print it for docker, podman, compose, kube, devcontainer or quadlet, and start nothing")
    .addOption(new Option("--engine <name>", "what runs it").choices(["docker", "podman"]))
    .option("--gpus <which>", "all, none, or numbers separated by commas")
    .option("--shm-size <size>", "shared memory for DataLoaders")
    .option("--ssh-port <port>", "on loopback", Number)
    .option("--jupyter-port <port>", "on loopback", Number)
    .option("--volume <from:to>", "may be given more than once", collect)
    .option("--env <name=value>", "may be given more than once", collect)
    .option("--keys <file>", "public keys that may log in by ssh")
    .option("--name <name>", "of the container")
    .option("--ephemeral", "keep nothing when the container ends")
    .option("--no-publish", "open no port on this host")
    .option("--detach", "do not wait for it")
    .allowUnknownOption()
    .action((cell: string, words: string[], flags: RunFlags) => run(flags, async (sys) => (await import("./commands/runCell.ts")).runCell(sys, cell, words, flags), { verbatim: true }));
};

const main = async (argv: readonly string[]): Promise<void> => {
  const program = new Command("dl-env")
    .description("Container images for deep learning: CUDA x Ubuntu x Python x libraries.\nEvery cell is proven installable, built once, tested, and only then tagged.")
    .version("0.1.0")
    .showSuggestionAfterError()
    .showHelpAfterError("(dl-env --help shows the commands)")
    .addHelpText("after", EXAMPLES)
    .exitOverride();
  addRequestCommands(program);
  addImageCommands(program);
  addChangeCommands(program);
  addHostCommands(program);
  addCatalogCommands(program);
  for (const made of program.commands) made.exitOverride();
  try {
    await program.parseAsync(argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    shell.exit(error.exitCode === 0 ? 0 : 2);
  }
};

await main(shell.argv);
