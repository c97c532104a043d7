import type { GenerateOutcome } from "../commands/generateCommand.ts";
import type { LoadOutcome } from "../commands/loadCommand.ts";
import type { LockOutcome } from "../commands/lockCommand.ts";
import { problemText } from "../errors/problemText.ts";
import { count } from "../text/units.ts";

/** Which locks were written. */
export const lockText = ({ folder, written, kept, removed }: LockOutcome["result"]): string =>
  [
    `${count(written.length, "lock")} written to ${folder}, ${kept.length} kept, ` +
      `${removed.length} removed.`,
    ...written.map((name) => `  ${name}`),
  ].join("\n");

/** Where the folders are, how one is built, and of which cells there are none. */
export const generateText = ({
  result: { out, cells, onStandIn },
  problems,
}: Pick<GenerateOutcome, "result" | "problems">): string => {
  const names = Object.keys(cells);
  const example = `${out}/${names[0]}`;
  return [
    `${count(names.length, "folder")} written to ${out === "." ? "this folder" : out}.`,
    onStandIn.includes(names[0] ?? "")
      ? `Build one with: dl-env build --build engine --stand-in --cells ${names[0]}`
      : `Build one with: docker build -f ${example}/Containerfile ${example}`,
    ...problems.map(problemText),
  ].join("\n");
};

/** The name of the image in the engine, and how it is run. */
export const loadText = ({ name, into }: LoadOutcome["result"]): string =>
  `${name}\nRun it with: ${into} run --rm -it ${name}`;
