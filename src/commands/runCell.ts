import { wrongRequest } from "../errors/error.ts";
import { parseFormat } from "../container/runRequest.ts";
import { openSession } from "../session.ts";
import type { System } from "../system/ports.ts";
import { cellImage, run, type RunCommandOptions } from "./runCommand.ts";
import type { CommandResult } from "./outcome.ts";

/** What the command line says beside the cell and the command; `publish` is commander's way to say `--no-publish`. */
export interface RunCellFlags extends Omit<
  RunCommandOptions,
  "image" | "command" | "as" | "volumes" | "noPublish"
> {
  readonly file: string;
  readonly as?: string;
  readonly publish: boolean;
  readonly volume?: readonly string[];
}

/** A cell or tag of dl-env.yml's destination, or a whole reference (it has a slash). */
const imageOf = async (sys: System, cell: string, file: string): Promise<string> => {
  if (cell.includes("/")) return cell;
  const { request } = await openSession(sys, { file });
  return cellImage(request.to, cell);
};

/** Options that dl-env does not know are the command's own; before the command there is nothing that they could belong to. */
const refuseStray = (cell: string, words: readonly string[]): void => {
  const stray = [cell, words[0] ?? ""].find((word) => word.startsWith("-"));
  if (stray === undefined) return;
  throw wrongRequest({
    code: "wrong-usage",
    message: `dl-env run has no option ${stray}.`,
    hint: "Options of dl-env stand before the command, and it may begin after two hyphens: dl-env run torch --gpus 0 -- python train.py",
  });
};

/** `dl-env run CELL [COMMAND…]`; see run.ts. The exit code of a container in front becomes 0 or 1. */
export const runCell = async (
  sys: System,
  cell: string,
  words: readonly string[],
  flags: RunCellFlags,
): Promise<CommandResult> => {
  refuseStray(cell, words);
  const { as, publish, volume, file, ...rest } = flags;
  const image = await imageOf(sys, cell, file);
  const { text, json, exit } = await run(sys, {
    ...rest,
    image,
    command: words,
    noPublish: !publish,
    ...(volume === undefined ? {} : { volumes: volume }),
    ...(as === undefined ? {} : { as: parseFormat(as) }),
  });
  return { text, json, exit: exit === 0 ? 0 : 1 };
};
