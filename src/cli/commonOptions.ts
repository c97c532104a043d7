import { engineChoices } from "../engine/engines.ts";
import { Option, type Command } from "commander";
import type { Outcome } from "../commands/outcome.ts";
import { BUILD_MODES, SMOKE_REQUIREMENTS } from "../matrix/requestValues.ts";
import type { SessionOptions } from "../session.ts";
import type { System } from "../system/ports.ts";
import { list } from "./optionParsers.ts";

/** What every command's options have. */
export interface Common extends SessionOptions {
  readonly json?: boolean;
  readonly debug?: boolean;
}

/** Runs one command and prints what it gives back. `verbatim`: its text is to be used as it stands, so secrets are not hidden in it. */
export type Perform = (
  options: Pick<Common, "json" | "debug">,
  work: (sys: System) => Promise<Outcome>,
  made?: { readonly verbatim?: boolean },
) => Promise<void>;

/** Options that every command knows. */
export const command = (program: Command, name: string, about: string): Command =>
  program
    .command(name)
    .description(about)
    .option("--json", "print the result as JSON on standard output")
    .option("--debug", "log every step, and the causes of errors");

/** Options of the commands that read dl-env.yml. */
export const onRequest = (made: Command): Command =>
  made
    .option("-f, --file <path>", "the request", "dl-env.yml")
    .option("--to <destination>", "oci:DIR or registry/repository, instead of the file's own")
    .addOption(new Option("--engine <name>", "what builds").choices([...engineChoices()]))
    .addOption(
      new Option("--build <mode>", "link layers, or build whole images").choices(BUILD_MODES),
    )
    .addOption(
      new Option("--require <what>", "what a cell needs before its tags may move").choices(
        SMOKE_REQUIREMENTS,
      ),
    )
    .option("--cells <ids>", "only these cells, separated by commas", list)
    .option("--offline", "ask nothing outside: committed locks and the catalog's copies must do")
    .option(
      "--stand-in",
      "where docker.io cannot be reached, make a stand-in for nvidia/cuda (never for publishing)",
    );
