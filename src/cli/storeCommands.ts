import type { Command } from "commander";
import {
  command,
  standInOption,
  withDestination,
  withFile,
  type Common,
  type Perform,
} from "./commonOptions.ts";
import { wholeNumber } from "./optionParsers.ts";

/** Days that spare what running builds use, and images that wait for their test. */
const DEFAULT_AGE = 7;
const LONGEST_AGE = 3650;

const addList = (store: Command, perform: Perform): void => {
  withDestination(
    withFile(command(store, "list", "show images and layers, their size, and who uses them")),
  ).action((options: Common) =>
    perform(options, async (sys) =>
      (await import("../commands/storeCommand.ts")).storeList(sys, options),
    ),
  );
};

const addVerify = (store: Command, perform: Perform): void => {
  withDestination(
    withFile(
      command(
        store,
        "verify",
        "look at every blob: it is there, with its size and, in a folder, its bytes",
      ),
    ),
  ).action((options: Common) =>
    perform(options, async (sys) =>
      (await import("../commands/storeCommand.ts")).storeVerify(sys, options),
    ),
  );
};

const addPrune = (store: Command, perform: Perform): void => {
  withDestination(
    withFile(
      command(store, "prune", "show, or remove, what no tag and no cell of dl-env.yml needs"),
    ),
  )
    .addOption(standInOption())
    .option("--yes", "remove it; without, only show it")
    .option(
      "--age <days>",
      "days for which something must not have been needed or used",
      wholeNumber(0, LONGEST_AGE),
      DEFAULT_AGE,
    )
    .action((options: Common & { yes?: boolean; age: number }) =>
      perform(options, async (sys) =>
        (await import("../commands/storeCommand.ts")).storePrune(sys, options),
      ),
    );
};

const addUntag = (program: Command, perform: Perform): void => {
  withDestination(
    withFile(command(program, "untag [tags...]", "show, or remove, tags of the destination")),
  )
    .addOption(standInOption())
    .option("--outside", "the tags of all cells that the matrix no longer has")
    .option("--yes", "remove them; without, only show them")
    .action((tags: string[], options: Common & { outside?: boolean; yes?: boolean }) =>
      perform(options, async (sys) =>
        (await import("../commands/untagCommand.ts")).untag(sys, { ...options, tags }),
      ),
    );
};

/** Commands about what a destination and a store hold. */
export const addStoreCommands = (program: Command, perform: Perform): void => {
  const store = program
    .command("store")
    .description("list, verify and prune what the destination and the store hold");
  addList(store, perform);
  addVerify(store, perform);
  addPrune(store, perform);
  addUntag(program, perform);
};
