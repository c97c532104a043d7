import { chooseRuntime } from "../container/chooseRuntime.ts";
import { loadInto } from "../container/loadImage.ts";
import type { System } from "../system/ports.ts";
import { openWork } from "../system/workFolder.ts";
import {
  imageSource,
  requireFolderThere,
  requireImageThere,
  type NamedImage,
} from "./imageSource.ts";
import type { OutcomeOf } from "./outcomeOf.ts";

export type LoadOutcome = OutcomeOf<
  "load",
  {
    /** As the engine names the image. */ readonly name: string;
    readonly into: "podman" | "docker";
  }
>;

export interface LoadRequest extends Omit<NamedImage, "image"> {
  readonly into: "podman" | "docker";
}

/** Takes one tagged image of the destination into podman or docker, as `localhost/dl-env:<tag>`. */
export const load = async (
  sys: System,
  image: string,
  { into, ...where }: LoadRequest,
): Promise<LoadOutcome> => {
  const source = await imageSource(sys, { image, ...where });
  // Before any engine is asked.
  await requireFolderThere(sys, source, where.to);
  await requireImageThere(source);
  const work = await openWork(sys);
  try {
    const runtime = await chooseRuntime(sys, work.dir, into);
    const { repository, reference: tag } = source;
    const { name } = await sys.log.group("Loading", () =>
      loadInto(sys, runtime, { repository, tag }),
    );
    return { kind: "load", result: { name, into }, problems: [], exit: 0 };
  } finally {
    await work.close();
  }
};
