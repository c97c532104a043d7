import { closestOrLonger } from "../text/closest.ts";
import { oneOf } from "../text/oneOf.ts";
import { unreachable } from "../errors/error.ts";
import { chooseRuntime } from "../container/chooseRuntime.ts";
import { loadInto } from "../container/loadImage.ts";
import { isTag } from "../registry/reference.ts";
import type { Repository } from "../registry/repository.ts";
import { openSession, type SessionOptions } from "../session.ts";
import type { System } from "../system/ports.ts";
import { openWork } from "../system/workFolder.ts";
import type { OutcomeOf } from "./outcomeOf.ts";

/**
 * Rejects with `image-missing` and the tags that may have been meant, before any engine is asked.
 */
const requireTag = async (to: Repository, tag: string): Promise<void> => {
  if (isTag(tag) && (await to.resolve(tag)) !== undefined) return;
  // Layers and reports of a layout have tags too; nobody would load those.
  const tags = (await to.tags()).filter((known) => !/^[a-z0-9]+-[0-9a-f]{16,64}$/.test(known));
  const near = closestOrLonger(tag, tags);
  const hint =
    tags.length === 0
      ? "There are no tags yet: dl-env build && dl-env smoke && dl-env promote"
      : near === undefined
        ? `Existing tags: ${oneOf(tags, 12)}`
        : `Did you mean: ${near}`;
  throw unreachable({ code: "image-missing", message: `${to.name} has no tag ${tag}.`, hint });
};

export type LoadOutcome = OutcomeOf<
  "load",
  {
    /** As the engine names the image. */ readonly name: string;
    readonly into: "podman" | "docker";
  }
>;

/** Takes one tagged image of the destination into podman or docker, as `localhost/dl-env:<tag>`. */
export const load = async (
  sys: System,
  tag: string,
  options: SessionOptions & { readonly into: "podman" | "docker" },
): Promise<LoadOutcome> => {
  const session = await openSession(sys, options);
  await requireTag(session.to, tag);
  const work = await openWork(sys);
  try {
    const runtime = await chooseRuntime(sys, work.dir, options.into);
    const { name } = await sys.log.group("Loading", () =>
      loadInto(sys, runtime, { repository: session.to, tag }),
    );
    return { kind: "load", result: { name, into: options.into }, problems: [], exit: 0 };
  } finally {
    await work.close();
  }
};
