import { wrongRequest } from "../errors/error.ts";
import { parseFormat } from "../container/runRequest.ts";
import { openSession } from "../session.ts";
import type { System } from "../system/ports.ts";
import { cellImage, run, type RunCommandRequest, type RunOutcome } from "./runCommand.ts";

/** What the command line says; `publish` is commander's way to say `--no-publish`. */
export interface RunCellRequest extends Omit<
  RunCommandRequest,
  "image" | "command" | "as" | "volumes" | "noPublish"
> {
  /** A cell or tag of dl-env.yml's destination, or a whole reference. */
  readonly cell: string;
  /** The command in the container, with its own options. */
  readonly words: readonly string[];
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

/**
 * Options that dl-env does not know are the command's own; before the command there is nothing that
 * they could belong to.
 */
const refuseStray = (cell: string, words: readonly string[]): void => {
  const stray = [cell, words[0] ?? ""].find((word) => word.startsWith("-"));
  if (stray === undefined) return;
  throw wrongRequest({
    code: "wrong-usage",
    message: `dl-env run has no option ${stray}.`,
    hint:
      "Put options of dl-env before the command, and -- before a command that has " +
      "options: dl-env run torch --gpus 0 -- python train.py",
  });
};

/** Starts the image of a cell, or prints how to: see runCommand.ts. */
export const runCell = async (sys: System, request: RunCellRequest): Promise<RunOutcome> => {
  const { cell, words, as, publish, volume, file, ...rest } = request;
  refuseStray(cell, words);
  const image = await imageOf(sys, cell, file);
  return run(sys, {
    ...rest,
    image,
    command: words,
    noPublish: !publish,
    ...(volume === undefined ? {} : { volumes: volume }),
    ...(as === undefined ? {} : { as: parseFormat(as) }),
  });
};
