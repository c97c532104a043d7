import type { DemoOutcome, DemoProgress } from "../commands/demoCommand.ts";
import type { LoadedImage } from "../commands/demo/loadedImage.ts";
import { typedCommand } from "../container/typedCommand.ts";
import { bytes, duration } from "../text/units.ts";
import { builtText } from "./buildText.ts";
import { planText } from "./planTable.ts";
import { promotedText } from "./promoteText.ts";
import { smokeText } from "./smokeText.ts";

/** What the demo says when it goes on without nvidia/cuda. */
const STAND_IN_WARNING = [
  "",
  "  **************************************************************************",
  "  *  docker.io cannot be reached from here, so nvidia/cuda is not available. *",
  "  *  The demo continues with a STAND-IN: Debian 12 laid out like nvidia/cuda. *",
  "  *  It shows how things work. It is not CUDA, and it is never published.     *",
  "  **************************************************************************",
  "",
].join("\n");

/** One step of the demo, for people who wait for the next. */
export const demoProgressText = (progress: DemoProgress): string => {
  switch (progress.kind) {
    case "podman installed":
      return "podman was installed with apt.";
    case "stand-in used":
      return STAND_IN_WARNING;
    case "planned":
      return `\n${planText(progress.plan)}\n`;
    case "built":
      return `\n${builtText(progress.built)}\n`;
    case "tested":
      return `\n${smokeText(progress.proven)}\n`;
  }
};

/** What to type to use the image. */
const howToRun = (loaded: LoadedImage | undefined): string[] => {
  if (loaded === undefined) return [];
  const { image, runtime } = loaded;
  // In the host's own network Jupyter stays on loopback, and no port is published.
  const jupyter = runtime.hostNetwork === true ? {} : { env: { JUPYTER_IP: "0.0.0.0" } };
  const ports = [{ host: 8888, container: 8888 }];
  const python = ["python", "-c", "import numpy; print(numpy.__version__)"];
  return [
    "",
    `It is loaded in ${runtime.name}. Try it:`,
    `  ${typedCommand(runtime, { image, command: python })}`,
    `  ${typedCommand(runtime, { image, command: ["jupyter"], ports, ...jupyter })}`,
    "  npm run -s dl-env -- --help",
  ];
};

/** What the demo made, how long each stage took, and how to run the image. */
export const demoText = ({ result, sizes, loaded }: DemoOutcome): string =>
  [
    promotedText(result.promoted),
    "",
    "Stages:",
    ...result.stages.map(({ title, took }) => `  ${title.padEnd(22)} ${duration(took)}`),
    "Images in ./images:",
    ...sizes.map(({ cell, size }) => `  ${cell}: ${bytes(size)} compressed`),
    ...howToRun(loaded),
  ].join("\n");
