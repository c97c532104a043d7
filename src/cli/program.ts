import { Command } from "commander";
import { addCatalogCommands } from "./catalogCommands.ts";
import type { Perform } from "./commonOptions.ts";
import { examplesText, OVERVIEW } from "./examples.ts";
import { addHostCommands } from "./hostCommands.ts";
import { addChangeCommands, addImageCommands, addRequestCommands } from "./imageCommands.ts";
import { refuseEmpty } from "./usageError.ts";

/** `plan`, `catalog check` -> the command; with the name that people type. */
const named = (command: Command, parents: string): readonly (readonly [string, Command])[] =>
  command.commands.flatMap((child) => {
    const name = `${parents}${child.name()}`;
    return [[name, child] as const, ...named(child, `${name} `)];
  });

/** The whole command line. `perform` runs a command; `refused` is told of which one the parser speaks before it throws. */
export const makeProgram = (
  version: string,
  perform: Perform,
  refused: (command: Command) => void = () => undefined,
): Command => {
  const program = new Command("dl-env")
    .description(
      "Container images for deep learning: CUDA x Ubuntu x Python x libraries.\nEvery cell is proven installable, built once, tested, and only then tagged.",
    )
    .version(version, "-V, --version", "print the version")
    .showSuggestionAfterError()
    .addHelpText("after", OVERVIEW)
    .exitOverride()
    .hook("preAction", (_, command) => refuseEmpty(command));
  addRequestCommands(program, perform);
  addImageCommands(program, perform);
  addChangeCommands(program, perform);
  addHostCommands(program, perform);
  addCatalogCommands(program, perform);
  for (const [name, command] of [["", program] as const, ...named(program, "")]) {
    command.exitOverride().configureOutput({ outputError: () => refused(command) });
    if (name !== "") command.addHelpText("after", examplesText(name));
  }
  return program;
};
