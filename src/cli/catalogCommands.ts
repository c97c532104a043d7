import type { Command } from "commander";
import type { CatalogRequest } from "../commands/catalogCommand.ts";
import { command, withDestination, withFile, type Common, type Perform } from "./commonOptions.ts";

const addComparison = (catalog: Command, name: string, about: string): Command =>
  withFile(
    command(catalog, name, about),
    "path of dl-env.yml, whose `mirrors` are used where it exists",
  ).option("--catalog <dir>", "folder with your own cuda.yml or newest.yml to compare instead");

const addMeasure = (catalog: Command, perform: Perform): void => {
  withDestination(
    withFile(
      command(
        catalog,
        "measure <layer>",
        "list the GPU architectures in a layer of the store (wheel-...) or in a local tar file",
      ),
      "path of dl-env.yml, which names the store of the layer",
    ),
  ).action((layer: string, options: Common) =>
    perform(options, async (sys) =>
      (await import("../commands/measureCommand.ts")).measure(sys, layer, options),
    ),
  );
};

/** Commands that compare the catalog with the outside. */
export const addCatalogCommands = (program: Command, perform: Perform): void => {
  const catalog = program
    .command("catalog")
    .description("compare the catalog with registries and the package index");
  addComparison(catalog, "check", "show what is new, pushed again, renamed or gone").action(
    (options: Common & CatalogRequest) =>
      perform(options, async (sys) =>
        (await import("../commands/catalogCommand.ts")).check(sys, options),
      ),
  );
  addComparison(
    catalog,
    "update",
    "write what differs into the catalog, with date and source",
  ).action((options: Common & CatalogRequest) =>
    perform(options, async (sys) =>
      (await import("../commands/catalogCommand.ts")).update(sys, options),
    ),
  );
  addMeasure(catalog, perform);
};
