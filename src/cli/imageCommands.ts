import type { Command } from "commander";
import { command, withDestination, withFile, type Common, type Perform } from "./commonOptions.ts";
import { NeededOption } from "./neededOption.ts";

const addLoad = (program: Command, perform: Perform): void => {
  withDestination(
    withFile(
      command(
        program,
        "load <image>",
        "copy one image into an engine: a tag of the destination, or registry/repository:tag",
      ),
      "path of dl-env.yml, which names the destination; not needed with --to",
    ),
  )
    .addOption(
      new NeededOption(
        "--into <engine>",
        "the engine on this machine",
        "dl-env load torch --into podman",
      ).choices(["podman", "docker"]),
    )
    .action((image: string, options: Common & { into: "podman" | "docker" }) =>
      perform(options, async (sys) =>
        (await import("../commands/loadCommand.ts")).load(sys, image, options),
      ),
    );
};

const addDemo = (program: Command, perform: Perform): void => {
  command(program, "demo", "plan, build, test and tag a small matrix into ./images").action(
    (options: Common) =>
      perform(options, async (sys) => {
        const { demoProgressText } = await import("../report/demoText.ts");
        const { demo } = await import("../commands/demoCommand.ts");
        return demo(sys, {
          onProgress: (progress) => sys.log.info(demoProgressText(progress)),
        });
      }),
  );
};

/** Commands that bring images to this machine. */
export const addImageCommands = (program: Command, perform: Perform): void => {
  addLoad(program, perform);
  addDemo(program, perform);
};
