import { wrongRequest } from "../errors/error.ts";
import { parseFormat } from "../container/runRequest.ts";
import { isLayout } from "../registry/layout.ts";
import { localName } from "../registry/layoutIndex.ts";
import type { System } from "../system/ports.ts";
import { imageSource, requireFolderThere } from "./imageSource.ts";
import { userOfAll } from "./userOfImage.ts";
import { cellImage, run, type RunCommandRequest, type RunOutcome } from "./runCommand.ts";

/** What the command line says; `publish` is commander's way to say `--no-publish`. */
export interface RunCellRequest extends Omit<
  RunCommandRequest,
  "image" | "source" | "command" | "as" | "volumes" | "noPublish"
> {
  /** A cell or tag of dl-env.yml's destination, or a whole reference. */
  readonly cell: string;
  /** The command in the container, with its own options. */
  readonly words: readonly string[];
  readonly file: string;
  /** The destination, instead of dl-env.yml's. */
  readonly to?: string;
  readonly as?: string;
  readonly publish: boolean;
  readonly volume?: readonly string[];
}

/** What the engine calls the image, and where it is to be had if the engine has to be given it. */
type Found = Pick<RunCommandRequest, "image" | "source" | "user">;

/**
 * A whole reference is the engine's to pull, and so is a registry's tag. What lies in a layout is
 * loaded; where nothing says where that would be, the engine must have it.
 */
const findImage = async (
  sys: System,
  { cell, file, to }: Pick<RunCellRequest, "cell" | "file" | "to">,
): Promise<Found> => {
  if (cell.includes("/")) return { image: cell };
  if (to === undefined && file === "dl-env.yml" && (await sys.files.stat(file)) === undefined)
    return { image: localName(cell) };
  const source = await imageSource(sys, { image: cell, file, ...(to === undefined ? {} : { to }) });
  await requireFolderThere(sys, source, to);
  const image = cellImage(source.name, cell);
  const { customization } = source;
  const user = customization === undefined ? undefined : userOfAll(customization);
  return {
    image,
    ...(isLayout(source.repository) ? { source } : {}),
    ...(user === undefined ? {} : { user }),
  };
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
  const { cell, words, as, publish, volume, file: _file, to: _to, ...rest } = request;
  refuseStray(cell, words);
  return run(sys, {
    ...rest,
    ...(await findImage(sys, request)),
    command: words,
    noPublish: !publish,
    ...(volume === undefined ? {} : { volumes: volume }),
    ...(as === undefined ? {} : { as: parseFormat(as) }),
  });
};
