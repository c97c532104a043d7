import { loadInto } from "../../container/loadImage.ts";
import type { Runtime } from "../../container/runtime.ts";
import type { Planned } from "../../pipeline.ts";
import { localName } from "../../registry/layoutIndex.ts";
import type { Session } from "../../session.ts";
import { ROOT_FOLDER } from "../../system/rootFolder.ts";

/** The demo's image, as the engine that ran it has it. */
export interface LoadedImage {
  readonly image: string;
  readonly runtime: Runtime;
}

/** Loads the first image if it is not there (any more); undefined when the plan has none. */
export const loadFirstImage = async (
  { sys, to }: Pick<Session, "sys" | "to">,
  planned: Planned,
  runtime: Runtime,
): Promise<LoadedImage | undefined> => {
  const tag = [...planned.recipes.keys()][0];
  if (tag === undefined) return undefined;
  const image = localName(tag);
  const there = await sys.processes.run([...runtime.argv, "image", "inspect", image], {
    cwd: ROOT_FOLDER,
    env: runtime.env,
  });
  if (there.code !== 0) await loadInto(sys, runtime, { repository: to, tag });
  return { image, runtime };
};
