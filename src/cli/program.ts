import { Command } from "commander";
import { addCatalogCommands } from "./catalogCommands.ts";
import { addChangeCommands } from "./changeCommands.ts";
import type { Perform } from "./commonOptions.ts";
import { addCompletion } from "./completion.ts";
import { examplesText, OVERVIEW } from "./examples.ts";
import { addHostCommands } from "./hostCommands.ts";
import { addImageCommands } from "./imageCommands.ts";
import { addRequestCommands } from "./requestCommands.ts";
import { addStoreCommands } from "./storeCommands.ts";
import { refuseMissing } from "./neededOption.ts";
import { retyping } from "./typedOptions.ts";
import { refuseEmpty, refuseSwallowed } from "./usageError.ts";

/** Every command below this one, with the name that people type: `plan`, `catalog check`. */
const commandsBelow = (
  command: Command,
  parents: string,
): readonly (readonly [string, Command])[] =>
  command.commands.flatMap((child) => {
    const name = `${parents}${child.name()}`;
    return [[name, child] as const, ...commandsBelow(child, `${name} `)];
  });

/** Commands in the order of help. */
const GROUPS = [
  addRequestCommands,
  addImageCommands,
  addStoreCommands,
  addChangeCommands,
  addHostCommands,
  addCatalogCommands,
];

/**
 * The whole command line. `perform` runs a command; `refused` is told of which one the parser
 * speaks before it throws.
 */
export const makeProgram = (
  version: string,
  perform: Perform,
  refused: (command: Command) => void = () => undefined,
): Command => {
  let typed: Command | undefined;
  const performTyped: Perform = (options, work, made) =>
    perform(options, work, {
      ...made,
      ...(typed === undefined ? {} : { retyped: retyping(typed) }),
    });
  const program = new Command("dl-env")
    .description(
      [
        "Container images for deep learning: CUDA x Ubuntu x Python x libraries.",
        "A cell is one combination of CUDA, Ubuntu, Python, flavor and library set; " +
          "each cell is one image.",
        "Every cell is proven installable, built once, tested, and only then tagged.",
      ].join("\n"),
    )
    .version(version, "-V, --version", "print the version")
    .showSuggestionAfterError()
    .addHelpText("after", OVERVIEW)
    .exitOverride()
    .hook("preAction", (_, command) => {
      refuseEmpty(command);
      refuseSwallowed(command);
      refuseMissing(command);
      typed = command;
    });
  for (const add of GROUPS) add(program, performTyped);
  addCompletion(program);
  for (const [name, command] of [["", program] as const, ...commandsBelow(program, "")]) {
    command.exitOverride().configureOutput({ outputError: () => refused(command) });
    if (name !== "") command.addHelpText("after", examplesText(name));
  }
  return program;
};
