import { Option, type Command } from "commander";
import type { Outcome } from "../commands/outcome.ts";
import { engineChoices } from "../engine/engineNames.ts";
import { BUILD_MODES, SMOKE_REQUIREMENTS } from "../matrix/requestValues.ts";
import type { SessionOptions } from "../session.ts";
import type { System } from "../system/ports.ts";
import { list } from "./optionParsers.ts";
import type { Retyped } from "./typedOptions.ts";

/** What every command's options have. */
export interface Common extends SessionOptions {
  readonly json?: boolean;
  readonly debug?: boolean;
}

/**
 * Runs one command and prints its outcome. `verbatim`: its text is to be used as it stands, so
 * secrets are not hidden in it. `retyped` puts what was typed into the commands of hints.
 */
export type Perform = (
  options: Pick<Common, "json" | "debug">,
  work: (sys: System) => Promise<Outcome>,
  made?: { readonly verbatim?: boolean; readonly retyped?: Retyped },
) => Promise<void>;

/** A command with the options that every command has. */
export const command = (program: Command, name: string, about: string): Command =>
  program
    .command(name)
    .description(about)
    .option("--json", "print the result as JSON on standard output")
    .option("--debug", "log every step and the causes of errors");

/** `--file`, for commands that read dl-env.yml; `about` says what they read in it. */
export const withFile = (made: Command, about = "path of dl-env.yml"): Command =>
  made.option("-f, --file <path>", about, "dl-env.yml");

/** `--to`, for commands that look into the destination. */
export const withDestination = (made: Command): Command =>
  made.option("--to <destination>", "oci:DIR or registry/repository; overrides `to` of dl-env.yml");

/** `--stand-in`, for commands that look for bases. */
export const standInOption = (): Option =>
  new Option(
    "--stand-in",
    "if docker.io cannot be reached, use a Debian stand-in for nvidia/cuda in place of each Ubuntu " +
      "(never published)",
  );

/** Options of the commands that plan. */
export const withRequestOptions = (made: Command): Command =>
  withDestination(withFile(made))
    .addOption(
      new Option("--engine <name>", "engine that builds; overrides `engine` of dl-env.yml").choices(
        [...engineChoices()],
      ),
    )
    .addOption(
      new Option(
        "--build <mode>",
        "link images from layers, or let the engine build whole images; " +
          "overrides `build` of dl-env.yml",
      ).choices(BUILD_MODES),
    )
    .addOption(
      new Option(
        "--require <proof>",
        "what a cell must pass before its tags move; overrides `smoke.require` of dl-env.yml, stands on " +
          "the image's label, and so another one links the image anew",
      ).choices(SMOKE_REQUIREMENTS),
    )
    .option("--cells <ids>", "work on these cells only, comma-separated", list)
    .option(
      "--offline",
      "contact no server: use committed locks and the catalog's copies of registry lists",
    )
    .addOption(standInOption());
