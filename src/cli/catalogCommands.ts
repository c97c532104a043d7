import type { Command } from "commander";
import type { CatalogRequest } from "../commands/catalogCommand.ts";
import { command, type Common, type Perform } from "./commonOptions.ts";

/** Commands that hold the catalog against the outside. */
export const addCatalogCommands = (program: Command, perform: Perform): void => {
  const catalog = program
    .command("catalog")
    .description("the catalog held against the outside: nvidia/cuda's tags, newest releases");
  const add = (name: string, about: string): Command =>
    command(catalog, name, about)
      .option(
        "-f, --file <path>",
        "the request whose mirrors count, where it is there",
        "dl-env.yml",
      )
      .option("--catalog <dir>", "a folder with cuda.yml or newest.yml, instead of this project's");
  add("check", "what is new, re-pushed, renamed or gone").action(
    (options: Common & CatalogRequest) =>
      perform(options, async (sys) =>
        (await import("../commands/catalogCommand.ts")).check(sys, options),
      ),
  );
  add("update", "write what differs into the catalog, with date and source").action(
    (options: Common & CatalogRequest) =>
      perform(options, async (sys) =>
        (await import("../commands/catalogCommand.ts")).update(sys, options),
      ),
  );
  command(
    catalog,
    "measure <layer>",
    "the GPU architectures in a layer of the store (wheel-...) or in a tar here",
  )
    .option("-f, --file <path>", "the request whose store has the layer", "dl-env.yml")
    .option("--to <destination>", "oci:DIR or registry/repository, instead of the file's own")
    .action((layer: string, options: Common) =>
      perform(options, async (sys) =>
        (await import("../commands/measureCommand.ts")).measure(sys, layer, options),
      ),
    );
};
